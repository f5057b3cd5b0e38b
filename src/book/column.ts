/** The kinds of numbers a column is kept in. */
type Numbers = Float64Array | Int32Array | Uint8Array;

/** A column of numbers that grows at its end; what is in it never changes, so those who share it may go on reading. */
export interface Column<A extends Numbers = Numbers> {
  values: A;
  length: number;
}

export function floats(): Column<Float64Array> {
  return { values: new Float64Array(16), length: 0 };
}

export function codes(): Column<Int32Array> {
  return { values: new Int32Array(16), length: 0 };
}

export function flags(): Column<Uint8Array> {
  return { values: new Uint8Array(16), length: 0 };
}

/** Adds a number at the end of a column. */
export function push(column: Column, value: number): void {
  if (column.length === column.values.length) {
    const wider = new (column.values.constructor as new (length: number) => Numbers)(2 * column.length);
    wider.set(column.values);
    column.values = wider;
  }
  column.values[column.length++] = value;
}

/** Gives back the room a column has left, but for a little, so that something can be added without moving it all. */
export function trim(column: Column): void {
  const room = column.length + Math.ceil(column.length / 32) + 16;
  if (room < column.values.length) column.values = column.values.slice(0, room);
}
