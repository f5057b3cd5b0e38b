import type { Facts } from '../facts/facts.ts';
import { deleted } from '../facts/stage-codes.ts';
import { closedAtStep } from '../facts/steps.ts';
import { endAsOf, lastFact } from '../facts/tables.ts';
import { multiplierAsOf, multiplierAt } from '../prices/multiplier-at.ts';
import { type Multiplier, type Prices, pricesOf } from '../prices/prices.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** The potentials that deals had at an instant, at given rates: each by its place in the list. */
export function potentialsAt(book: DealBook, rows: Int32Array, at: number, multiplier: Multiplier): Prices {
  const { facts } = columnsOf(book).view;
  return pricesOf(
    facts,
    facts.values,
    placesOf(rows),
    (place) => lastFact(facts.values, rows[place] as number, at),
    (currency, place) => multiplier(currency, rows[place] as number),
    rows.length,
  );
}

/**
 * Those of the rows whose potential is priced anew at a later instant, as it was changed between or is in a currency that has
 * rates; the others are worth the same.
 */
export function repricedRows(book: DealBook, rows: Int32Array, at: number, later: number): Int32Array {
  const { values } = columnsOf(book).view.facts;
  return rows.filter((row) => {
    const fact = lastFact(values, row, at);
    return fact !== lastFact(values, row, later) || (fact >= 0 && values.currency[fact] !== 0);
  });
}

/** The potential that each deal had at an instant of its own, at the rates of the book: each by its place in the list. */
export function potentialsWhen(book: DealBook, rows: Int32Array, instants: Float64Array): Prices {
  const { facts, asOf, pricing } = columnsOf(book).view;
  const multiplier = multiplierAsOf(facts, pricing, asOf, stateOf(book).last);
  return pricesOf(
    facts,
    facts.values,
    placesOf(rows),
    (place) => lastFact(facts.values, rows[place] as number, instants[place] as number),
    (currency, place) => multiplier(currency, rows[place] as number),
    rows.length,
  );
}

/** The places of a list, ascending. */
export function placesOf({ length }: ArrayLike<number>): Int32Array {
  const places = new Int32Array(length);
  for (let place = 0; place < length; place++) places[place] = place;
  return places;
}

/** The rates for deals that are open at an instant. */
export function ratesWhileOpen(book: DealBook, at: number): Multiplier {
  const { facts, pricing } = columnsOf(book).view;
  return multiplierAt(facts, pricing, at, () => Number.NaN);
}

/** The rates for any deals at an instant: where a deal was closed by then, or else deleted, those of that day. */
export function ratesAt(book: DealBook, at: number): Multiplier {
  const { facts, pricing } = columnsOf(book).view;
  return multiplierAt(facts, pricing, at, (row) => endedAt(facts, row, at));
}

/** When a deal was closed, or else deleted, by an instant; NaN while it is open. */
function endedAt(facts: Facts, row: number, asOf: number): number {
  const { steps } = facts;
  const last = endAsOf(steps, row, asOf) - 1;
  const isDeleted = steps.code[last] === deleted;
  const before = isDeleted ? last - 1 : last; // closed before it was deleted?
  const closedAt = closedAtStep(facts, before);
  return isDeleted && Number.isNaN(closedAt) ? (steps.at[last] as number) : closedAt;
}
