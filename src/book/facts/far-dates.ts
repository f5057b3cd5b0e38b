import { textFrom } from '../../columns/texts.ts';
import { orderStatistics } from '../../statistics/order-statistics.ts';
import { millisecondsPerDay } from '../../time/elapsed.ts';
import { type CountedDeals, countedDeals } from './counted-deals.ts';
import type { Facts } from './facts.ts';
import { latestAt, openedAt } from './steps.ts';

/** Fewer deals are too few to say what is far from the rest. */
const leastDeals = 5;
const farAfter = 5 * 365 * millisecondsPerDay;

/** Deals with something dated far after everything of the others: who, and the latest instants of both; null without any. */
export function farDates(
  facts: Facts,
  rows: Int32Array,
  asOf: number,
): (CountedDeals & { readonly latest: number; readonly otherwise: number }) | null {
  const present = rows.filter((row) => openedAt(facts, row) <= asOf);
  const { length } = present;
  if (length < leastDeals) return null;
  const latest = Float64Array.from(present, (row) => latestAt(facts, row, asOf));
  const few = Math.max(1, Math.floor(length / 100));
  const [usual, last] = orderStatistics(latest.slice(), [length - 1 - few, length - 1]) as [number, number];
  if (last <= usual + farAfter) return null;
  const isFar = (at: number): boolean => at > usual + farAfter;
  const far = present.filter((_, place) => isFar(latest[place] as number));
  const others = latest.filter((at) => !isFar(at));
  return {
    ...countedDeals(Array.from(far, (row) => textFrom(facts.dealIds, row))),
    latest: last,
    otherwise: others.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY),
  };
}
