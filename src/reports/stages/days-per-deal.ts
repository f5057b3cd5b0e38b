import type { StayLengths } from '../../book/readers/stay-lengths.ts';
import type { Summary } from '../../statistics/summarize.ts';

/** How long deals stay in a stage in all their visits there together. */
export interface DaysPerDeal {
  /** The sums of the deals whose visits to the stage are all over, and of all of which it is known when they began. */
  readonly days: Summary;
  /** Deals left out: they are there now. */
  readonly open: number;
  /** Deals left out: of one of their visits it is not known when it began. */
  readonly undated: number;
}

/** The days per deal in each stage, by position, over the visits that stage durations are of. */
export function daysPerDeal({ deals, open, undated }: StayLengths): DaysPerDeal[] {
  return deals.map((days, position) => ({
    days,
    open: open[position] as number,
    undated: undated[position] as number,
  }));
}
