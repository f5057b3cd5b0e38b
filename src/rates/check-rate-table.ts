import { DealError } from '../errors.ts';
import { isFiniteDecimal } from '../money/decimal.ts';
import { shown } from '../text.ts';
import type { CurrencyRates, RateTable } from './rate-table.ts';

/** Tables that passed: each is looked at once. */
const checked = /* @__PURE__ */ new WeakSet<object>();

/** Checks that a value from outside is a table of rates, of this copy of the library or another. */
export function checkRateTable(value: unknown): asserts value is RateTable {
  if (typeof value === 'object' && value !== null && (checked.has(value) || isRateTable(value))) {
    checked.add(value);
    return;
  }
  const problem = `no table of rates made by rateTable: ${shown(value)}`;
  throw new DealError('invalid-option', `rates is ${problem}.`, { option: 'rates', problem });
}

function isRateTable(value: object): boolean {
  try {
    const { base, currencies } = value as Partial<RateTable>;
    return typeof base === 'string' && Array.from(Map.prototype.values.call(currencies)).every(areRates);
  } catch {
    return false; // no Map, or a property that throws when it is read
  }
}

function areRates(value: CurrencyRates): boolean {
  const { days, rates } = value;
  return Array.isArray(rates) && days.length === rates.length && rates.every(isFiniteDecimal);
}
