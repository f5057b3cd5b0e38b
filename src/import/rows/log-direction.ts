/**
 * Whether a log runs newest first: the majority of neighbouring different times, first among rows of one deal, else among
 * all rows. Undecided, it runs oldest first. `deals` has -1 for rows that are left out.
 */
export function isNewestFirst(deals: Int32Array, instants: Float64Array, count: number): boolean {
  const latest = new Float64Array(count).fill(Number.NaN);
  let [withinDeals, overall, before] = [0, 0, Number.NaN];
  for (let i = 0; i < deals.length; i++) {
    const deal = deals[i] as number;
    if (deal < 0) continue;
    const at = instants[i] as number;
    withinDeals += step(latest[deal] as number, at);
    overall += step(before, at);
    latest[deal] = at;
    before = at;
  }
  return withinDeals === 0 ? overall < 0 : withinDeals < 0;
}

/** 1 forward in time, -1 back, 0 for neither. */
function step(from: number, to: number): number {
  if (to > from) return 1;
  return to < from ? -1 : 0;
}
