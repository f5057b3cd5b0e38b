import { D, type Decimal } from '../money/decimal.ts';
import type { Money } from '../money/money.ts';
import type { KeyKind, ReportGroup } from '../reports/saved/run-report.ts';
import { checkText, preview } from '../text.ts';
import { listCodec, objectOf } from './codec.ts';
import { atPath, invalidRecord } from './damage.ts';
import { type Report, reportPlaces } from './report-places.ts';

/** What JSON has of a value: dates as ISO text in UTC, amounts as decimals without exponents. */
export type JsonOf<T> = T extends Date | Decimal
  ? string
  : T extends readonly (infer Item)[]
    ? readonly JsonOf<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: JsonOf<T[K]> }
      : T;

/**
 * The report that JSON was made from: `reviveReport(JSON.parse(JSON.stringify(report)))` is deeply equal to `report`, with
 * its Money and Dates. It takes any report of this library, also those of planning, and the groups that `runReport` gives.
 *
 * What is a date or an amount is told by the report's kind and the property, never by how a text looks: a stage called
 * `2026-01-01T00:00:00.000Z` keeps its name. Every date and amount is checked; the other figures are taken as they are.
 *
 * @throws DealError `invalid-record` for what is no report of a known kind, and for a date, amount, list or object that is
 * none, with the path to it.
 *
 * @example
 * ```ts
 * const report = winRate(book)
 * const revived = reviveReport(JSON.parse(JSON.stringify(report)))
 * revived // => report
 * reviveReport({ kind: 'winRates' }) // throws invalid-record
 * ```
 */
export function reviveReport(json: unknown): Report | ReportGroup<Report>[] {
  return Array.isArray(json) ? eachOf(json, reviveGroup) : reviveOne(json);
}

function reviveOne(json: unknown): Report {
  const kind = objectOf(json)['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(reportPlaces, kind))
    throw atPath('kind', invalidRecord(`${preview(kind)} is no kind of report`));
  return revived(json, reportPlaces[kind as Report['kind']]) as Report;
}

function reviveGroup(json: unknown): ReportGroup<Report> {
  const { key, keyIs, report } = objectOf(json);
  const kinds = keyIs === undefined ? {} : { keyIs: within('keyIs', () => revived(keyIs, undefined)) };
  const own = { key: within('key', () => reviveKey(key, keyIs)), ...kinds };
  return { ...own, report: within('report', () => reviveOne(report)) } as ReportGroup<Report>;
}

const keyPlaces: Readonly<Record<KeyKind, Place>> = { date: 'date', amount: 'amount', plain: undefined };

function reviveKey(key: unknown, keyIs: unknown): unknown {
  if (Array.isArray(keyIs) && Array.isArray(key) && keyIs.length === key.length)
    return key.map((part, index) => within(index, () => reviveKey(part, keyIs[index])));
  if (keyIs === undefined) return revived(key, undefined);
  if (typeof keyIs === 'string' && Object.hasOwn(keyPlaces, keyIs))
    return revived(key, keyPlaces[keyIs as KeyKind]);
  throw invalidRecord(`it is no ${preview(keyIs)}`);
}

/** What stands in a place: a date, money, an amount; in an object or the items of a list more places; or none of these. */
type Place = 'date' | 'money' | 'amount' | readonly [Place] | { readonly [name: string]: Place } | undefined;

const maximumDepth = 100;

function revived(json: unknown, place: Place, depth = 0): unknown {
  if (depth > maximumDepth) throw invalidRecord('it is nested too deep');
  if (json === null) return null;
  if (place === 'date') return dateOf(json);
  if (place === 'amount') return amountOf(json);
  if (place === 'money') return moneyOf(json);
  if (isItems(place)) return eachOf(json, (item) => revived(item, place[0], depth + 1));
  if (Array.isArray(json) && place === undefined)
    return eachOf(json, (item) => revived(item, undefined, depth + 1));
  if (typeof json !== 'object' && place === undefined) return json;
  const parts = Object.entries(objectOf(json)).map(([name, part]) => {
    const its = place !== undefined && Object.hasOwn(place, name) ? place[name] : undefined;
    return [name, within(name, () => revived(part, its, depth + 1))];
  });
  return Object.fromEntries(parts);
}

function isItems(place: Place): place is readonly [Place] {
  return Array.isArray(place);
}

function eachOf<T>(json: unknown, read: (item: unknown) => T): T[] {
  return [...listCodec({ encode: () => null, decode: read }).decode(json)];
}

function within<T>(part: string | number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw atPath(part, error);
  }
}

function dateOf(json: unknown): Date {
  const date = new Date(typeof json === 'string' ? json : Number.NaN);
  if (Number.isNaN(date.getTime()) || date.toISOString() !== json)
    throw invalidRecord(`${preview(json)} is no date`);
  return date;
}

function amountOf(json: unknown): Decimal {
  if (typeof json !== 'string' || !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(json))
    throw invalidRecord(`${preview(json)} is no amount`);
  return new D(json);
}

function moneyOf(json: unknown): Money {
  const { amount, currency, ...others } = objectOf(json);
  for (const name of Object.keys(others)) throw atPath(name, invalidRecord('is not known here'));
  return {
    amount: within('amount', () => amountOf(amount)),
    currency: within('currency', () => {
      checkText(currency, 'currency');
      return currency;
    }),
  };
}
