import type { DealBook } from '../../book/book.ts';
import { priceOrderAcross } from '../../book/prices/compare-prices.ts';
import { type Prices, priceKinds, totalPrice } from '../../book/prices/prices.ts';
import { potentialsAt, ratesAt, ratesWhileOpen, repricedRows } from '../../book/readers/potentials-at.ts';
import { D, type Decimal } from '../../money/decimal.ts';
import type { Period } from '../../time/period.ts';
import type { MovedRows } from './gathering.ts';
import { type Moved, type MovementLine, movementLines } from './movements.ts';

/** The prices of deals around a period. */
export interface PricesAround {
  /** The potentials of those in scope just before its start, in their order, at the rates of then. */
  readonly begin: Prices;
  /** The rows of those of them that are priced anew at its end; the others are worth the same. */
  readonly repriced: Int32Array;
  /** Their potentials just before the start, in their order, at the rates of then. */
  readonly before: Prices;
  /** The same potentials at the rates of the end: of the day a deal was closed, or else deleted, or else of the end. */
  readonly revalued: Prices;
  /** Their last potentials before the end, at these rates. */
  readonly since: Prices;
  /** The same of all deals, by their places among the rows. */
  readonly after: Prices;
}

export function pricesAround(
  book: DealBook,
  { rows, begin }: MovedRows,
  { start, end }: Period,
): PricesAround {
  const [first, last] = [+start - 1, +end - 1];
  const then = ratesWhileOpen(book, first); // who was in scope was open
  const later = ratesAt(book, last);
  const repriced = repricedRows(book, begin, first, last);
  return {
    begin: potentialsAt(book, begin, first, then),
    repriced,
    before: potentialsAt(book, repriced, first, then),
    revalued: potentialsAt(book, repriced, first, later),
    since: potentialsAt(book, repriced, last, later),
    after: potentialsAt(book, rows, last, later),
  };
}

/** The lines of the waterfall. */
export function linesOf(
  moved: MovedRows,
  prices: PricesAround,
  currency: string,
): Record<MovementLine, Moved> {
  const { begin, before, revalued, since, after } = prices;
  const difference = (places: Int32Array, to: Prices, from: Prices): Decimal =>
    new D(totalPrice(to, places)).minus(totalPrice(from, places));
  const amounts: Partial<Record<MovementLine, (places: Int32Array) => Decimal>> = {
    begin: (places) => new D(totalPrice(begin, places)),
    increased: (places) => difference(places, since, revalued),
    fx: (places) => difference(places, revalued, before),
    decreased: (places) => difference(places, revalued, since),
  };
  const lines = movementLines.map((name): [MovementLine, Moved] => {
    const lists = placesIn(name, moved, prices);
    const amountOf = amounts[name] ?? ((places) => new D(totalPrice(after, places)));
    const amount = lists.reduce((sum, places) => sum.plus(amountOf(places)), new D(0));
    const deals = lists.reduce((sum, { length }) => sum + length, 0);
    return [name, { deals, potential: { amount, currency } }];
  });
  return Object.fromEntries(lines) as Record<MovementLine, Moved>;
}

/** The rows of the deals in a line, as often as they moved so. */
export function rowsIn(line: MovementLine, moved: MovedRows, prices: PricesAround): Int32Array {
  const among = line === 'begin' ? moved.begin : isChange(line) ? prices.repriced : moved.rows;
  const rows = placesIn(line, moved, prices).flatMap((places) =>
    Array.from(places, (place) => among[place] as number),
  );
  return Int32Array.from(rows);
}

/** Whether a line is about deals in scope at the begin that are worth more or less. */
function isChange(line: MovementLine): boolean {
  return line === 'increased' || line === 'fx' || line === 'decreased';
}

/** The deals of a line, in lists that have none twice: one for each time they moved so. */
function placesIn(
  line: MovementLine,
  { begin, moved, end }: MovedRows,
  { repriced, before, revalued, since }: PricesAround,
): readonly Int32Array[] {
  const changed = (isMeant: (order: number) => boolean, from: Prices, to: Prices): readonly Int32Array[] => {
    const orderOf = priceOrderAcross(from, to);
    return [repriced.map((_, place) => place).filter((place) => isMeant(orderOf(place)))];
  };
  switch (line) {
    case 'begin':
      return [begin.map((_, place) => place)];
    case 'increased':
      return changed((order) => order > 0, revalued, since);
    case 'fx':
      return changed((order) => order !== 0, before, revalued);
    case 'decreased':
      return changed((order) => order < 0, revalued, since);
    case 'end':
      return [end];
    default:
      return moved(line);
  }
}

/** How many of the deals have no price where they should: those in scope at the begin then, all of them at the end. */
export function countUnpricedAround({ rows }: MovedRows, prices: PricesAround): number {
  const { repriced, before, since, after } = prices;
  const { missing: none } = priceKinds;
  let unpriced = 0;
  for (let place = 0; place < rows.length; place++) unpriced += Number(after.kind[place] === none);
  for (let place = 0; place < repriced.length; place++)
    if (before.kind[place] === none && since.kind[place] !== none) unpriced++;
  return unpriced;
}
