import { multipliersTo } from '../../rates/multiplier.ts';
import { localDays } from '../../time/local-day.ts';
import type { MoneyTable } from '../facts/tables.ts';
import { type Prices, pricesOf } from '../prices/prices.ts';
import type { View } from '../view/book.ts';

/** The prices of amounts in a table, given by their indices there: each by its place in the list, at the rate of its own day. */
export function factPrices({ facts, pricing }: View, table: MoneyTable, indices: Int32Array): Prices {
  const { rates, timeZone } = pricing;
  const dayOf = localDays(timeZone);
  const multiplierOn = rates === undefined ? () => null : multipliersTo(rates, facts.currency);
  const positions = indices.map((_, position) => position);
  return pricesOf(
    facts,
    table,
    positions,
    (position) => indices[position] as number,
    (currency, position) => multiplierOn(currency, dayOf(table.at[indices[position] as number] as number)),
    indices.length,
  );
}
