import type { DealBook } from '../../book/book.ts';
import { stayLengths } from '../../book/readers/stay-lengths.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { Clock } from '../../time/clock.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { spanOf } from './visit-span.ts';

/**
 * How long the completed real visits to each stage took, by position. A visit of which it is not known when it began has
 * no length.
 */
export function stageDays(book: DealBook, deals: FunnelDeals, clock: Clock): Summary[] {
  const { rows, pipelineId, order, reading, shown } = deals;
  const everyStayCounts = reading.returns === 'keep' && shown === null;
  const lengths = everyStayCounts
    ? stayLengths(book, rows, pipelineId, order, clock.read)
    : lengthsOfVisits(deals, clock);
  return lengths.map((each) => summarize(each, clock.toDays));
}

/** Only the visits of the reading that are shown count. */
function lengthsOfVisits({ rows, order, shownIn, staysOf }: FunnelDeals, clock: Clock): Float64Array[] {
  const lengths: number[][] = order.places.map(() => []);
  for (const row of rows) {
    const visits = shownIn(row);
    const stays = staysOf(row);
    for (const [index, { position, stays: real }] of visits.entries()) {
      if (real === null) continue;
      const [entered, left] = spanOf(visits, index, stays);
      if (!Number.isNaN(left - entered)) lengths[position]?.push(clock.read(left) - clock.read(entered));
    }
  }
  return lengths.map((each) => Float64Array.from(each));
}
