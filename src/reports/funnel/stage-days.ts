import type { DealBook } from '../../book/book.ts';
import { type StayLengths, stayLengths } from '../../book/readers/stay-lengths.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { Clock } from '../../time/clock.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { spanOf } from './visit-span.ts';

/**
 * How long the completed real visits to each stage took, by position. A visit of which it is not known when it began has
 * no length.
 */
export function stageDays(book: DealBook, deals: FunnelDeals, clock: Clock): Summary[] {
  return [...visitLengths(book, deals, clock, false).stays];
}

/** How long the real visits of a funnel's deals took, visit by visit and deal by deal. */
export function visitLengths(book: DealBook, deals: FunnelDeals, clock: Clock, perDeal = true): StayLengths {
  const { rows, pipelineId, order, reading, shown } = deals;
  const everyStayCounts = reading.returns === 'keep' && shown === null;
  return everyStayCounts
    ? stayLengths(book, rows, pipelineId, order, clock, perDeal)
    : lengthsShown(deals, clock);
}

/** Only the visits of the reading that are shown count. */
function lengthsShown({ rows, order, shownIn, staysOf }: FunnelDeals, { read, toDays }: Clock): StayLengths {
  const stays: number[][] = order.places.map(() => []);
  const deals: number[][] = order.places.map(() => []);
  const [open, undated] = [new Int32Array(stays.length), new Int32Array(stays.length)];
  for (const row of rows) {
    const visits = shownIn(row);
    const dates = staysOf(row);
    /** The lengths of the deal's visits together, by position: NaN where it is there now, infinite where one is not known. */
    const together = new Map<number, number>();
    for (const [index, { position, stays: real }] of visits.entries()) {
      if (real === null) continue;
      const [entered, left] = spanOf(visits, index, dates);
      const length = Number.isNaN(entered)
        ? Number.POSITIVE_INFINITY
        : Number.isNaN(left)
          ? left
          : read(left) - read(entered);
      if (Number.isFinite(length)) stays[position]?.push(length);
      const before = together.get(position) ?? 0;
      together.set(position, before === Number.POSITIVE_INFINITY ? before : before + length);
    }
    for (const [position, length] of together) {
      if (Number.isFinite(length)) deals[position]?.push(length);
      else {
        const others = Number.isNaN(length) ? open : undated;
        others[position] = (others[position] as number) + 1;
      }
    }
  }
  const summaries = (lists: readonly number[][]): Summary[] =>
    lists.map((list) => summarize(Float64Array.from(list), toDays));
  return { stays: summaries(stays), deals: summaries(deals), open, undated };
}
