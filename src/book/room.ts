/** The kinds of arrays that columns are kept in. */
export type Numbers = Float64Array | Int32Array | Uint8Array;

/** A wider array with the same numbers at its beginning: for a column that is full. */
export function wider<A extends Numbers>(array: A): A {
  return resized(array, Math.max(16, 2 * array.length));
}

/** The numbers of a column, with little room left, so that something can still be added without moving it all. */
export function trimmed<A extends Numbers>(array: A, length: number): A {
  const room = length + Math.ceil(length / 32) + 16;
  return room < array.length ? resized(array.subarray(0, length) as A, room) : array;
}

function resized<A extends Numbers>(array: A, length: number): A {
  const copy = new (array.constructor as new (length: number) => A)(length);
  copy.set(array);
  return copy;
}
