/** Whole numbers, mostly small: the kind of array widens with them. */
export type Codes = Int8Array | Int16Array | Int32Array;

/** The kinds of arrays that columns are kept in. */
export type Numbers = Float64Array | Uint8Array | Codes;

/** A column with the same numbers at its beginning, and room for so many. */
export function resizedTo<A extends Numbers>(column: A, room: number): A {
  const copy = new (column.constructor as new (length: number) => A)(room);
  copy.set(room < column.length ? column.subarray(0, room) : column);
  return copy;
}

/** A wider array with the same numbers at its beginning: for a column that is full. */
export function grown<A extends Numbers>(column: A): A {
  return resizedTo(column, doubled(column.length));
}

/** The room a full column is given: so much more that moving what it holds costs little for each number. */
export function doubled(length: number): number {
  return Math.max(16, 2 * length);
}

/** The room of a column that so many numbers are in: a part more, so that something can still be added without moving it all. */
export function capacityFor(length: number, part: number = 1 / 32): number {
  return Math.ceil(length * (1 + part)) + 16;
}

/** Whether a column has so much more room than its numbers need that moving them to a narrower one pays. */
export function hasSlack(room: number, length: number, part?: number): boolean {
  return room > capacityFor(capacityFor(length, part), part);
}

/** Writes a number into a column; false where the column is too narrow for it. */
export function fits(column: Codes, index: number, code: number): boolean {
  column[index] = code;
  return column[index] === code;
}

/** A column of a wider kind, with the number that did not fit. */
export function promoted(column: Codes, index: number, code: number): Codes {
  const wide = column instanceof Int8Array ? Int16Array.from(column) : Int32Array.from(column);
  return fits(wide, index, code) ? wide : promoted(wide, index, code);
}
