import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { type RateRow, type RateTable, rateOn, rateTable } from '../../../src/index.ts';
import { dayNumber, dayText } from '../../../src/time/local-day.ts';

export const Big: typeof Decimal = Decimal.clone({
  defaults: true,
  precision: 500,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

export const rows: readonly RateRow[] = [
  { date: '2026-02-27', currency: 'NOK', rate: '11.20' },
  { date: '2026-03-02', currency: 'NOK', rate: '11.25' },
  { date: '2026-02-26', currency: 'SEK', rate: '10.64' },
  { date: '2026-03-02', currency: 'JPY', rate: 180 },
];
export const rates: RateTable = rateTable(rows, { base: 'EUR' });

/** The rate of a day as JSON shows it. */
export function rate(from: string, to: string, on: string, table: RateTable = rates): unknown {
  return asJson(rateOn(table, { from, to, on }));
}

const first = dayNumber('2025-12-20');
export const anyCurrency: fc.Arbitrary<string> = fc.constantFrom('EUR', 'USD', 'JPY', 'NOK', 'XXX');
export const anyDay: fc.Arbitrary<string> = fc.integer({ min: first - 3, max: first + 25 }).map(dayText);
const rateText = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.integer({ min: 0, max: 39 }))
  .map(([units, scale]) => new Big(`${units}e-${scale}`).toFixed());
const randomRow = fc.record({
  date: fc.integer({ min: first, max: first + 20 }).map(dayText),
  currency: fc.constantFrom('USD', 'JPY', 'NOK'),
  rate: rateText,
});
export const randomRows: fc.Arbitrary<(RateRow & { readonly rate: string })[]> = fc.uniqueArray(randomRow, {
  maxLength: 30,
  selector: ({ date, currency: of }) => `${date} ${of}`,
});

/** As JSON shows it, maps as lists of entries and what is not there as null. */
export function asJson(value: unknown): unknown {
  const text = JSON.stringify(value ?? null, (_key, item) => (item instanceof Map ? [...item] : item));
  return JSON.parse(text);
}
