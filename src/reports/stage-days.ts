import { type Column, floats, push } from '../book/column.ts';
import { type Summary, summarize } from '../statistics/summarize.ts';
import type { Clock } from '../time/clock.ts';
import { type FunnelDeals, spanOf } from './funnel-deals.ts';

/**
 * How long the completed real visits to each stage took, by position. A visit that began with an opening on a date not
 * known has no length.
 */
export function stageDays({ rows, order, shownIn, staysOf }: FunnelDeals, clock: Clock): Summary[] {
  const lengths: Column<Float64Array>[] = order.places.map(() => floats());
  for (const row of rows) {
    const visits = shownIn(row);
    const stays = staysOf(row);
    for (const [index, { position, stays: real }] of visits.entries()) {
      if (real === null || (stays.undated && real.first === 0)) continue;
      const [entered, left] = spanOf(visits, index, stays);
      if (!Number.isNaN(left)) push(lengths[position] as Column, clock.read(left) - clock.read(entered));
    }
  }
  return lengths.map(({ values, length }) => summarize(values.subarray(0, length), clock.toDays));
}
