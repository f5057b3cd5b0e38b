import { getOrAdd } from '../columns/get-or-add.ts';
import { D, type Decimal } from '../money/decimal.ts';
import { divide34 } from '../money/divide.ts';
import type { RateTable } from './rate-table.ts';

/** The rate of one currency against the base, and the day it was published on: null for the base itself. */
interface Published {
  readonly rate: Decimal;
  readonly day: number | null;
}

const one: Decimal = /* @__PURE__ */ new D(1);
const unity: Published = { rate: one, day: null };
const multipliers = new WeakMap<RateTable, Map<string, Map<string, Map<number, Decimal | null>>>>();

/** The multiplier of rateOn for a day by number. */
export function multiplierOn(table: RateTable, from: string, to: string, day: number): Decimal | null {
  return multipliersTo(table, to)(from, day);
}

/** Tells the multipliers to a currency. Each is worked out once for all that ask, then it costs two lookups. */
export function multipliersTo(table: RateTable, to: string): (from: string, day: number) => Decimal | null {
  const known = new Map<string, Map<number, Decimal | null>>();
  return (from, day) => {
    if (from === to) return one;
    const byDay = getOrAdd(known, from, () => multipliersOf(table, from, to));
    return getOrAdd(byDay, day, () => {
      const divisor = publishedBy(table, from, day);
      const dividend = publishedBy(table, to, day);
      return divisor && dividend && divide34(dividend.rate, divisor.rate);
    });
  };
}

function multipliersOf(table: RateTable, from: string, to: string): Map<number, Decimal | null> {
  const ofTable = getOrAdd(multipliers, table, () => new Map());
  const ofSource = getOrAdd(ofTable, from, () => new Map());
  return getOrAdd(ofSource, to, () => new Map());
}

/** The latest rate of a currency on or before a day. */
export function publishedBy(
  { base, currencies }: RateTable,
  currency: string,
  day: number,
): Published | null {
  if (currency === base) return unity;
  const known = Object.hasOwn(currencies, currency) ? currencies[currency] : undefined;
  if (known === undefined) return null;
  let low = 0;
  let high = known.days.length; // the first row after the day lies in low..high
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known.days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return null;
  return { rate: new D(known.rates[low - 1] as string), day: known.days[low - 1] as number };
}
