/** Keeps of rows, which ascend, some. */
export type Narrowing = (rows: Int32Array) => Int32Array;

/** The rows whose number in a column is marked; the mark of -1, none, comes first. */
export function marked(rows: Int32Array, numbers: Int32Array, marks: Uint8Array): Int32Array {
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    kept[count] = row; // overwritten by the next one unless it counts: no branch that is hard to foresee
    count += marks[(numbers[row] as number) + 1] as number;
  }
  return kept.slice(0, count);
}

/** The rows whose instant in a column lies in [start, end); NaN lies nowhere. */
export function within(rows: Int32Array, at: Float64Array, start: number, end: number): Int32Array {
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const instant = at[row] as number;
    kept[count] = row;
    count += Number(instant >= start) & Number(instant < end);
  }
  return kept.slice(0, count);
}

/** The rows without some of them. */
export function without(rows: Int32Array, some: Int32Array): Int32Array {
  const kept = new Int32Array(rows.length - some.length);
  let next = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (row === some[next]) next++;
    else kept[i - next] = row;
  }
  return kept;
}
