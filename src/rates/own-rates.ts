import { checkRateTable } from './check-rate-table.ts';
import type { RateTable } from './rate-table.ts';

/** A table of rates out of a stored form, checked, that nobody can change. */
export function ownRates({ base, currencies }: RateTable): RateTable {
  const own = Object.entries(currencies).map(([currency, { days, rates }]) => {
    return [currency, Object.freeze({ days: Object.freeze(days), rates: Object.freeze(rates) })];
  });
  const table = Object.freeze({ base, currencies: Object.freeze(Object.fromEntries(own)) });
  checkRateTable(table);
  return table;
}
