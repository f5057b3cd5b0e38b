import type { Money } from '../../money/money.ts';
import { moneyAt } from '../facts/facts.ts';
import { lastFact } from '../facts/tables.ts';
import type { Prices } from '../prices/prices.ts';
import { soldFor } from '../selection/field-readers.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** The potentials of a book's deals. */
export function potentialsOf(book: DealBook): Prices {
  return stateOf(book).potential;
}

/** What the won deals of a book were sold for. */
export function salesOf(book: DealBook): Prices {
  return soldFor(book);
}

/** Tells the potential of a deal as it was recorded, in its own currency; null without one. */
export function recordedPotentialReader(book: DealBook): (row: number) => Money | null {
  const { facts, asOf } = columnsOf(book).view;
  return (row) => {
    const value = lastFact(facts.values, row, asOf);
    return value < 0 ? null : moneyAt(facts, facts.values, value);
  };
}
