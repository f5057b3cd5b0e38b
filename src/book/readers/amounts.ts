import type { Money } from '../../money/money.ts';
import { moneyAt } from '../facts/facts.ts';
import { lastFact } from '../facts/tables.ts';
import type { Prices } from '../prices/prices.ts';
import { columnsOf, type DealBook, rowsOfView, stateOf } from '../view/book.ts';
import { salesAsOf } from '../view/state.ts';

/** The potentials of a book's deals. */
export function potentialsOf(book: DealBook): Prices {
  return stateOf(book).potential;
}

/** What the won deals of a book were sold for. */
export function salesOf(book: DealBook): Prices {
  const { view } = columnsOf(book);
  const { facts, asOf, pricing, derived } = view;
  derived.sold ??= salesAsOf(facts, rowsOfView(view), asOf, pricing, stateOf(book).last);
  return derived.sold;
}

/** Tells the potential of a deal as it was recorded, in its own currency; null without one. */
export function recordedPotentialReader(book: DealBook): (row: number) => Money | null {
  const { facts, asOf } = columnsOf(book).view;
  return (row) => {
    const value = lastFact(facts.values, row, asOf);
    return value < 0 ? null : moneyAt(facts, facts.values, value);
  };
}
