import type { Facts } from '../../book/facts/facts.ts';
import { deleted, isOutcome } from '../../book/facts/stage-codes.ts';
import { endAsOf, lastFact } from '../../book/facts/tables.ts';
import { multiplierAt } from '../../book/prices/multiplier-at.ts';
import {
  type Multiplier,
  type Prices,
  priceKinds,
  priceOf,
  pricesOf,
  totalPrice,
} from '../../book/prices/prices.ts';
import { columnsOf, type DealBook } from '../../book/view/book.ts';
import { D, type Decimal } from '../../money/decimal.ts';
import type { Period } from '../../time/period.ts';
import type { MovedRows } from './moved-rows.ts';
import { ins, type Moved, type MovementLine, outs } from './movements.ts';

/** The prices of deals around a period, by their places among the rows. */
export interface PricesAround {
  /** Their potentials just before its start, at the rates of then. */
  readonly before: Prices;
  /** The same potentials at the rates of the end: of the day a deal was closed, or else deleted, or else of the end. */
  readonly revalued: Prices;
  /** Their last potentials before its end, at these rates. */
  readonly after: Prices;
}

export function pricesAround(book: DealBook, { rows }: MovedRows, { start, end }: Period): PricesAround {
  const { facts, pricing } = columnsOf(book).view;
  const [begin, last] = [+start - 1, +end - 1];
  const then = multiplierAt(facts, pricing, begin, () => Number.NaN); // who was in scope was open
  const later = multiplierAt(facts, pricing, last, (row) => endedAt(facts, row, last));
  const places = Int32Array.from(rows, (_, place) => place);
  const prices = (asOf: number, multiplier: Multiplier): Prices =>
    pricesOf(
      facts,
      facts.values,
      places,
      (place) => lastFact(facts.values, rows[place] as number, asOf),
      (currency, place) => multiplier(currency, rows[place] as number),
      rows.length,
    );
  return { before: prices(begin, then), revalued: prices(begin, later), after: prices(last, later) };
}

/** When a deal was closed, or else deleted, by an instant; NaN while it is open. */
function endedAt({ steps }: Facts, row: number, asOf: number): number {
  const last = endAsOf(steps, row, asOf) - 1;
  const isDeleted = steps.code[last] === deleted;
  const before = isDeleted ? last - 1 : last; // closed before it was deleted?
  if (isOutcome(steps.code[before] as number)) return steps.at[before] as number;
  return isDeleted ? (steps.at[last] as number) : Number.NaN;
}

/** The lines of the waterfall. */
export function linesOf(
  { begin, moved, end }: MovedRows,
  { before, revalued, after }: PricesAround,
  currency: string,
): Record<MovementLine, Moved> {
  const line = (deals: number, amount: Decimal): Moved => ({ deals, potential: { amount, currency } });
  const difference = (places: readonly number[], to: Prices, from: Prices): Decimal =>
    new D(totalPrice(to, places)).minus(totalPrice(from, places));
  const changed = begin.filter((place) => compare(revalued, before, place) !== 0);
  const grown = begin.filter((place) => compare(after, revalued, place) > 0);
  const shrunk = begin.filter((place) => compare(after, revalued, place) < 0);
  const lines = new Map<MovementLine, Moved>([['begin', line(begin.length, totalPrice(before, begin))]]);
  for (const movement of [...ins, ...outs]) {
    const lists = moved.get(movement) ?? [];
    const amount = lists.reduce((sum, places) => sum.plus(totalPrice(after, places)), new D(0));
    const deals = lists.reduce((sum, { length }) => sum + length, 0);
    lines.set(movement, line(deals, amount));
  }
  lines.set('increased', line(grown.length, difference(grown, after, revalued)));
  lines.set('fx', line(changed.length, difference(changed, revalued, before)));
  lines.set('decreased', line(shrunk.length, difference(shrunk, revalued, after)));
  lines.set('end', line(end.length, totalPrice(after, end)));
  return Object.fromEntries(inOrder.map((name) => [name, lines.get(name)])) as Record<MovementLine, Moved>;
}

const inOrder = ['begin', ...ins, 'increased', 'fx', 'decreased', ...outs, 'end'] as const;

/** How many of the deals have no price where they should: those in scope at the begin then, all of them at the end. */
export function countUnpricedAround({ begin, rows }: MovedRows, { before, after }: PricesAround): number {
  const { missing: none } = priceKinds;
  const unpriced = new Set(begin.filter((place) => before.kind[place] === none));
  for (const place of rows.keys()) if (after.kind[place] === none) unpriced.add(place);
  return unpriced.size;
}

/** How a price compares with another one at the same place; a missing one is nothing. */
function compare(prices: Prices, others: Prices, place: number): number {
  const { small } = priceKinds;
  if (prices.kind[place] === small && others.kind[place] === small)
    return (prices.small[place] as number) - (others.small[place] as number); // of one table, so of one scale
  return new D(priceOf(prices, place) ?? 0).cmp(priceOf(others, place) ?? 0);
}
