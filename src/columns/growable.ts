/** Whole numbers, mostly small: stored in the narrowest array type that holds all of them. */
export type Codes = Int8Array | Int16Array | Int32Array;

/** The array types of columns. */
export type Numbers = Float64Array | Uint8Array | Codes;

/** A copy of a column with another capacity; numbers beyond it are dropped. */
export function resizedTo<A extends Numbers | Uint16Array | Uint32Array>(column: A, capacity: number): A {
  const copy = new (column.constructor as new (length: number) => A)(capacity);
  copy.set(capacity < column.length ? column.subarray(0, capacity) : column);
  return copy;
}

/** A copy of a full column with a larger capacity. */
export function grown<A extends Numbers>(column: A): A {
  return resizedTo(column, doubled(column.length));
}

/**
 * A column with more numbers behind it, of a kind until they are written. It shares its numbers with the old one where
 * there is room: a number behind the end of a column belongs to whoever writes it there.
 */
export function lengthened<A extends Numbers>(column: A, length: number, fill: number): A {
  const { buffer, byteOffset, BYTES_PER_ELEMENT: size } = column;
  const make = column.constructor as new (of: ArrayBufferLike | number, from?: number, length?: number) => A;
  if (byteOffset + length * size <= buffer.byteLength) return new make(buffer, byteOffset, length);
  const longer = new make(capacityFor(length, 1 / 8));
  longer.set(column);
  longer.fill(fill, column.length);
  return new make(longer.buffer, 0, length);
}

/** The capacity after growth: amortised doubling, so that appending costs constant time on average. */
export function doubled(length: number): number {
  return Math.max(16, 2 * length);
}

/** The capacity for so many numbers: a part more, so that a few can be appended without a copy. */
export function capacityFor(length: number, part: number = 1 / 32): number {
  return Math.ceil(length * (1 + part)) + 16;
}

/** Whether so much capacity is unused that a copy with less of it pays. */
export function hasSlack(capacity: number, length: number, part?: number): boolean {
  return capacity > capacityFor(capacityFor(length, part), part);
}

/** Writes a number into a column; false if the array type is too narrow to hold it. */
export function store(column: Codes, index: number, code: number): boolean {
  column[index] = code;
  return column[index] === code;
}

/** A copy of a column in a wider array type, with the number that did not fit. */
export function promoted(column: Codes, index: number, code: number): Codes {
  const wider = column instanceof Int8Array ? Int16Array.from(column) : Int32Array.from(column);
  return store(wider, index, code) ? wider : promoted(wider, index, code);
}
