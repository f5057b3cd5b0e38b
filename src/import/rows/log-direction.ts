/** The rows of a log, deal by deal. */
interface LogOfDeals {
  /** The place of each row in the log. */
  readonly places: Int32Array;
  /** NaN for a row that is left out. */
  readonly instants: Float64Array;
  /** Where each deal's rows start, which are in the order of the log. */
  readonly from: Int32Array;
}

/**
 * Whether a log of so many rows runs newest first: the majority of neighbouring different times, first among rows of one
 * deal, else among all rows. Undecided, it runs oldest first.
 */
export function isNewestFirst({ places, instants, from }: LogOfDeals, count: number): boolean {
  let withinDeals = 0;
  for (let deal = 0; deal + 1 < from.length; deal++)
    withinDeals += steps(instants, from[deal] as number, from[deal + 1] as number);
  if (withinDeals !== 0) return withinDeals < 0;
  const ofLog = new Float64Array(count).fill(Number.NaN);
  for (let i = 0; i < places.length; i++) ofLog[places[i] as number] = instants[i] as number;
  return steps(ofLog, 0, count) < 0;
}

/** How many more times of a part go forward from the one before than back. */
function steps(instants: Float64Array, start: number, end: number): number {
  let [sum, before] = [0, Number.NaN];
  for (let i = start; i < end; i++) {
    const at = instants[i] as number;
    if (Number.isNaN(at)) continue;
    if (at > before) sum++;
    else if (at < before) sum--;
    before = at;
  }
  return sum;
}
