import { DealError } from '../errors.ts';
import { plainDecimal } from '../money/plain-decimal.ts';
import { shown } from '../text.ts';
import { type CurrencyRates, type RateTable, rateDigits } from './rate-table.ts';

/** Frozen tables that passed: each is looked at once. */
const checked = /* @__PURE__ */ new WeakSet<object>();

/** Checks that a value from outside is a table of rates, of this copy of the library or another. */
export function checkRateTable(value: unknown): asserts value is RateTable {
  if (typeof value === 'object' && value !== null && (checked.has(value) || isRateTable(value))) {
    if (Object.isFrozen(value)) checked.add(value);
    return;
  }
  const problem = `no table of rates made by rateTable: ${shown(value)}`;
  throw new DealError('invalid-option', `rates is ${problem}.`, { option: 'rates', problem });
}

function isRateTable(value: object): boolean {
  try {
    const { base, currencies } = value as Partial<RateTable>;
    return typeof base === 'string' && Object.values(currencies as object).every(areRates);
  } catch {
    return false; // no object of currencies, or a property that throws when it is read
  }
}

function areRates({ days, rates }: CurrencyRates): boolean {
  const isRate = (rate: unknown): boolean =>
    typeof rate === 'string' && plainDecimal(rate, rateDigits) !== undefined;
  return (
    Array.isArray(rates) &&
    days.length === rates.length &&
    days.every(Number.isInteger) &&
    rates.every(isRate)
  );
}
