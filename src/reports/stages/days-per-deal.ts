import type { DealBook } from '../../book/book.ts';
import { eachStay, type NoteStay } from '../../book/readers/stay-lengths.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { Clock } from '../../time/clock.ts';
import type { FunnelDeals } from '../funnel/funnel-deals.ts';
import { spanOf } from '../funnel/visit-span.ts';

/** How long deals stay in a stage in all their visits there together. */
export interface DaysPerDeal {
  /** The sums of the deals whose visits to the stage are all over, and of all of which it is known when they began. */
  readonly days: Summary;
  /** Deals left out: they are there now. */
  readonly open: number;
  /** Deals left out: of one of their visits it is not known when it began. */
  readonly undated: number;
}

/** What became of a deal's visits to a stage, the strongest last. */
const [none, over, open, undated] = [0, 1, 2, 3] as const;

/** The days per deal in each stage, by position, over the visits that stage durations are of. */
export function daysPerDeal(book: DealBook, deals: FunnelDeals, clock: Clock): DaysPerDeal[] {
  const { rows, order, reading, shown } = deals;
  const stages = order.places.map(() => ({ lengths: [] as number[], open: 0, undated: 0 }));
  const sums = new Float64Array(stages.length);
  const states = new Uint8Array(stages.length);
  const visited: number[] = [];
  const note: NoteStay = (position, entered, left) => {
    if (states[position] === none) visited.push(position);
    const state = Number.isNaN(entered) ? undated : Number.isNaN(left) ? open : over;
    states[position] = Math.max(states[position] as number, state);
    if (state === over) sums[position] = (sums[position] as number) + clock.read(left) - clock.read(entered);
  };
  const endDeal = (): void => {
    for (const position of visited) {
      const stage = stages[position] as (typeof stages)[number];
      if (states[position] === over) stage.lengths.push(sums[position] as number);
      else if (states[position] === open) stage.open++;
      else stage.undated++;
      states[position] = none;
      sums[position] = 0;
    }
    visited.length = 0;
  };
  if (reading.returns === 'keep' && shown === null) eachStay(book, rows, deals, note, endDeal);
  else eachVisit(deals, note, endDeal);
  return stages.map((stage) => ({
    days: summarize(Float64Array.from(stage.lengths), clock.toDays),
    open: stage.open,
    undated: stage.undated,
  }));
}

/** The same of the visits of the reading that are shown. */
function eachVisit({ rows, shownIn, staysOf }: FunnelDeals, note: NoteStay, endDeal: () => void): void {
  for (const row of rows) {
    const visits = shownIn(row);
    const stays = staysOf(row);
    for (const [index, { position, stays: real }] of visits.entries()) {
      if (real !== null) note(position, ...spanOf(visits, index, stays));
    }
    endDeal();
  }
}
