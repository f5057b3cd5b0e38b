import type { DealBook } from '../../book/book.ts';
import { type Prices, priceKinds, priceOf, totalPrice } from '../../book/prices/prices.ts';
import { potentialsAt, ratesAt, ratesWhileOpen } from '../../book/readers/potentials-at.ts';
import { D, type Decimal } from '../../money/decimal.ts';
import type { Period } from '../../time/period.ts';
import type { MovedRows } from './moved-rows.ts';
import { ins, type Moved, type MovementLine, outs } from './movements.ts';

/** The prices of deals around a period, by their places among the rows. */
export interface PricesAround {
  /** The potentials of those in scope just before its start, at the rates of then. */
  readonly before: Prices;
  /** The same potentials at the rates of the end: of the day a deal was closed, or else deleted, or else of the end. */
  readonly revalued: Prices;
  /** The last potentials of all before its end, at these rates. */
  readonly after: Prices;
}

export function pricesAround(
  book: DealBook,
  { rows, begin: atBegin }: MovedRows,
  { start, end }: Period,
): PricesAround {
  const [begin, last] = [+start - 1, +end - 1];
  const then = ratesWhileOpen(book, begin); // who was in scope was open
  const later = ratesAt(book, last);
  return {
    before: potentialsAt(book, rows, begin, then, atBegin),
    revalued: potentialsAt(book, rows, begin, later, atBegin),
    after: potentialsAt(book, rows, last, later),
  };
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
  let unpriced = 0;
  for (let place = 0; place < rows.length; place++) unpriced += Number(after.kind[place] === none);
  for (const place of begin) if (before.kind[place] === none && after.kind[place] !== none) unpriced++;
  return unpriced;
}

/** How a price compares with another one at the same place; a missing one is nothing. */
function compare(prices: Prices, others: Prices, place: number): number {
  const { small } = priceKinds;
  if (prices.kind[place] === small && others.kind[place] === small)
    return (prices.small[place] as number) - (others.small[place] as number); // of one table, so of one scale
  return new D(priceOf(prices, place) ?? 0).cmp(priceOf(others, place) ?? 0);
}
