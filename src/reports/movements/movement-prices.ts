import type { DealBook } from '../../book/book.ts';
import { priceOrderAcross } from '../../book/prices/compare-prices.ts';
import { type Prices, priceKinds, totalPrice } from '../../book/prices/prices.ts';
import { potentialsAt, ratesAt, ratesWhileOpen } from '../../book/readers/potentials-at.ts';
import { D, type Decimal } from '../../money/decimal.ts';
import type { Period } from '../../time/period.ts';
import type { MovedRows } from './gathering.ts';
import { type Moved, type MovementLine, movementLines } from './movements.ts';

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
  moved: MovedRows,
  prices: PricesAround,
  currency: string,
): Record<MovementLine, Moved> {
  const { before, revalued, after } = prices;
  const line = (deals: number, amount: Decimal): Moved => ({ deals, potential: { amount, currency } });
  const difference = (places: ArrayLike<number>, to: Prices, from: Prices): Decimal =>
    new D(totalPrice(to, places)).minus(totalPrice(from, places));
  const amounts: Partial<Record<MovementLine, (places: ArrayLike<number>) => Decimal>> = {
    begin: (places) => new D(totalPrice(before, places)),
    increased: (places) => difference(places, after, revalued),
    fx: (places) => difference(places, revalued, before),
    decreased: (places) => difference(places, revalued, after),
  };
  const lines = movementLines.map((name): [MovementLine, Moved] => {
    const lists = placesIn(name, moved, prices);
    const amountOf = amounts[name] ?? ((places) => new D(totalPrice(after, places)));
    const deals = lists.reduce((sum, { length }) => sum + length, 0);
    return [
      name,
      line(
        deals,
        lists.reduce((sum, places) => sum.plus(amountOf(places)), new D(0)),
      ),
    ];
  });
  return Object.fromEntries(lines) as Record<MovementLine, Moved>;
}

/** The deals of a line, by their places among the rows, in lists that have none twice: one for each time they moved so. */
export function placesIn(
  line: MovementLine,
  { begin, moved, end }: MovedRows,
  { before, revalued, after }: PricesAround,
): readonly ArrayLike<number>[] {
  const [byRates, sinceThen] = [priceOrderAcross(before, revalued), priceOrderAcross(revalued, after)];
  switch (line) {
    case 'begin':
      return [begin];
    case 'increased':
      return [begin.filter((place) => sinceThen(place) > 0)];
    case 'fx':
      return [begin.filter((place) => byRates(place) !== 0)];
    case 'decreased':
      return [begin.filter((place) => sinceThen(place) < 0)];
    case 'end':
      return [end];
    default:
      return moved.get(line) ?? [];
  }
}

/** How many of the deals have no price where they should: those in scope at the begin then, all of them at the end. */
export function countUnpricedAround({ begin, rows }: MovedRows, { before, after }: PricesAround): number {
  const { missing: none } = priceKinds;
  let unpriced = 0;
  for (let place = 0; place < rows.length; place++) unpriced += Number(after.kind[place] === none);
  for (const place of begin) if (before.kind[place] === none && after.kind[place] !== none) unpriced++;
  return unpriced;
}
