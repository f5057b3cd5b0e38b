import { multiplierOn } from '../../rates/multiplier.ts';
import { localDays } from '../../time/local-day.ts';
import type { MoneyTable } from '../facts/tables.ts';
import { type Prices, pricesOf } from '../prices/prices.ts';
import type { View } from '../view/book.ts';

/** The prices of amounts in a table, given by their indices there: each by its place in the list, at the rate of its own day. */
export function factPrices({ facts, pricing }: View, table: MoneyTable, indices: Int32Array): Prices {
  const { rates, timeZone } = pricing;
  const dayOf = localDays(timeZone);
  const places = indices.map((_, place) => place);
  return pricesOf(
    facts,
    table,
    places,
    (place) => indices[place] as number,
    (currency, place) => {
      const at = table.at[indices[place] as number] as number;
      return rates === undefined ? null : multiplierOn(rates, currency, facts.currency, dayOf(at));
    },
    indices.length,
  );
}
