import { columns, type DealBook } from '../book/book.ts';
import { deleted, type Facts, isOutcome } from '../book/facts.ts';
import { forms, type Prices, priceOf, pricesOf, totalPrice } from '../book/prices.ts';
import { multiplierAt } from '../book/pricing.ts';
import { endAsOf, lastFact } from '../book/tables.ts';
import { D, type Decimal } from '../money/decimal.ts';
import type { Period } from '../time/period.ts';
import type { MovedRows } from './moved-rows.ts';
import { ins, type Moved, type MovementLine, outs } from './movements.ts';

/** The prices of deals around a period. */
export interface PricesAround {
  /** Their potentials just before its start, at the rates of then. */
  readonly before: Prices;
  /** The same potentials at the rates of the end: of the day a deal was closed or deleted, else of the end. */
  readonly revalued: Prices;
  /** Their last potentials before its end, at these rates. */
  readonly after: Prices;
}

export function pricesAround(book: DealBook, { all }: MovedRows, { start, end }: Period): PricesAround {
  const { facts, pricing } = book[columns].view;
  const { values } = facts;
  const rows = Int32Array.from(all);
  const [begin, last] = [+start - 1, +end - 1];
  const valueBefore = (row: number): number => lastFact(values, row, begin);
  const valueAfter = (row: number): number => lastFact(values, row, last);
  const then = multiplierAt(facts, pricing, begin, () => Number.NaN); // who was in scope was open
  const later = multiplierAt(facts, pricing, last, (row) => endedAt(facts, row, last));
  return {
    before: pricesOf(facts, values, rows, valueBefore, then),
    revalued: pricesOf(facts, values, rows, valueBefore, later),
    after: pricesOf(facts, values, rows, valueAfter, later),
  };
}

/** When a deal that is closed or deleted by an instant was; NaN while it is open. */
function endedAt({ steps }: Facts, row: number, asOf: number): number {
  const last = endAsOf(steps, row, asOf) - 1;
  const step = steps.code[last] as number;
  return isOutcome(step) || step === deleted ? (steps.at[last] as number) : Number.NaN;
}

/** The lines of the waterfall. */
export function linesOf(
  { begin, moved, end }: MovedRows,
  { before, revalued, after }: PricesAround,
  currency: string,
): Record<MovementLine, Moved> {
  const line = (deals: number, amount: Decimal): Moved => ({ deals, potential: { amount, currency } });
  const difference = (rows: readonly number[], to: Prices, from: Prices): Decimal =>
    new D(totalPrice(to, rows)).minus(totalPrice(from, rows));
  const changed = begin.filter((row) => compare(revalued, before, row) !== 0);
  const grown = begin.filter((row) => compare(after, revalued, row) > 0);
  const shrunk = begin.filter((row) => compare(after, revalued, row) < 0);
  const lines = new Map<MovementLine, Moved>([['begin', line(begin.length, totalPrice(before, begin))]]);
  for (const movement of [...ins, ...outs]) {
    const lists = moved.get(movement) ?? [];
    const amount = lists.reduce((sum, rows) => sum.plus(totalPrice(after, rows)), new D(0));
    const deals = lists.reduce((sum, rows) => sum + rows.length, 0);
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
export function countUnpriced({ begin, all }: MovedRows, { before, after }: PricesAround): number {
  const { none } = forms;
  const unpriced = new Set(begin.filter((row) => before.form[row] === none));
  for (const row of all) if (after.form[row] === none) unpriced.add(row);
  return unpriced.size;
}

/** How one price of a row compares with another one; a missing one is nothing. */
function compare(prices: Prices, others: Prices, row: number): number {
  const { plain } = forms;
  if (prices.form[row] === plain && others.form[row] === plain)
    return (prices.plain[row] as number) - (others.plain[row] as number); // of one table, so of one scale
  return new D(priceOf(prices, row) ?? 0).cmp(priceOf(others, row) ?? 0);
}
