/** Maps ascending rows to some of them, ascending. */
type RowMap = (rows: Int32Array) => Int32Array;

/** A condition on rows: `keep` gives the rows that meet it, `drop` the others. */
export interface RowFilter {
  readonly keep: RowMap;
  readonly drop: RowMap;
}

/** A condition; without a faster way, `drop` is the difference of the rows and those kept. */
export function rowFilter(keep: RowMap, drop: RowMap = (rows) => difference(rows, keep(rows))): RowFilter {
  return { keep, drop };
}

/** All conditions hold: each filters only the rows that those before it kept. */
export function all(parts: readonly RowFilter[]): RowFilter {
  return rowFilter((rows) => parts.reduce((left, { keep }) => keep(left), rows));
}

export function not({ keep, drop }: RowFilter): RowFilter {
  return { keep: drop, drop: keep };
}

/** Some condition holds, by De Morgan: not all of them fail. */
export function any(parts: readonly RowFilter[]): RowFilter {
  return not(all(parts.map(not)));
}

/** A condition on the codes of a column: tested once for each code that occurs. */
export function byCode(codes: Int32Array, count: number, holds: (code: number) => boolean): RowFilter {
  const where =
    (wanted: boolean): RowMap =>
    (rows) => {
      if (isFew(rows, count)) return rows.filter((row) => holds(codes[row] as number) === wanted);
      return keepMarked(rows, codes, count, (code) => holds(code) === wanted);
    };
  return rowFilter(where(true), where(false));
}

/** Whether rows are so few that a table of all codes would cost more than a test for each row. */
export function isFew({ length }: Int32Array, codes: number): boolean {
  return codes > 16 * length;
}

function keepMarked(
  rows: Int32Array,
  codes: Int32Array,
  count: number,
  holds: (code: number) => boolean,
): Int32Array {
  const marks = new Uint8Array(count + 1); // 0: not tested yet, 1: holds, 2: does not; index 0 is for the code -1, no value
  const kept = new Int32Array(rows.length);
  let length = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const code = codes[row] as number;
    let mark = marks[code + 1] as number;
    if (mark === 0) {
      mark = holds(code) ? 1 : 2;
      marks[code + 1] = mark;
    }
    kept[length] = row; // branch-free filter: always write, advance only if kept
    length += mark & 1;
  }
  return kept.slice(0, length);
}

/** The rows whose instant in a column lies in [start, end); NaN lies nowhere. */
export function within(rows: Int32Array, at: Float64Array, start: number, end: number): Int32Array {
  const kept = new Int32Array(rows.length);
  let length = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const instant = at[row] as number;
    kept[length] = row;
    length += Number(instant >= start) & Number(instant < end);
  }
  return kept.slice(0, length);
}

/** The rows without some of them; both ascend. */
function difference(rows: Int32Array, some: Int32Array): Int32Array {
  const rest = new Int32Array(rows.length - some.length);
  let length = 0;
  let i = 0;
  for (let k = 0; k < some.length; k++) {
    const left = some[k] as number;
    while (rows[i] !== left) rest[length++] = rows[i++] as number;
    i++;
  }
  while (i < rows.length) rest[length++] = rows[i++] as number;
  return rest;
}
