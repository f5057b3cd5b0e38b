import { type RawBuilder, sql } from 'kysely';
import { D, type Decimal } from '../../money/decimal.ts';
import { multiplierOn } from '../../rates/multiplier.ts';
import { addCounts, type DealCount } from '../../reports/deal-count.ts';
import { localDays } from '../../time/local-day.ts';
import { keyOf } from '../schema/key.ts';
import { amountColumns, type SumRow, sumColumns, sumIn } from './amounts.ts';
import { dealRows, rowsForAllParts } from './deal-rows.ts';
import { dealsAsOf } from './deals-as-of.ts';
import { localDayColumn } from './local-day-column.ts';
import type { OpenSource } from './source.ts';

/** What is known of all deals of a tenant before any are counted. */
export interface Extent {
  /** The date of a book of them: that which was asked for, or of the latest event; null where there are no deals. */
  readonly asOf: number | null;
  /** From the first to the last of the instants whose days' rates convert amounts; null where none is asked for. */
  readonly rateDates: readonly [number, number] | null;
  /** From the first to the last opening on a known date, closing and expected closing; null without any. */
  readonly openings: readonly [number, number] | null;
  readonly closings: readonly [number, number] | null;
  readonly expected: readonly [number, number] | null;
}

/** Deals that share a key, counted. */
export interface CountedGroup<K extends string> extends DealCount {
  readonly key: { readonly [N in K]: string | null };
  /** The first and the last of the instants of these deals that were asked for; null without any. */
  readonly instants: readonly [number, number] | null;
}

/** Reads the extent of a tenant's deals, those included that were deleted: a book has their dates, too. */
export async function extentOf(source: OpenSource): Promise<Extent> {
  const { head, pricing, asOf } = source;
  const own = keyOf(head.currency);
  const at = rateInstant(pricing.rateDate);
  const isForeign = sql`(currency <> ${own} or won_currency <> ${own})`;
  const statement = sql<{ readonly [N in ExtentName]: unknown }>`
    select ${asOf === undefined ? sql`max(updated_at)` : sql`${+asOf}`} as updated,
      min(case when ${isForeign} then ${at} end) as first_rated,
      max(case when ${isForeign} then ${at} end) as last_rated,
      min(case when undated = 0 then opened_at end) as first_opened,
      max(case when undated = 0 then opened_at end) as last_opened,
      min(closed_at) as first_closed, max(closed_at) as last_closed,
      min(expected_close_at) as first_expected, max(expected_close_at) as last_expected
    from ${dealsAsOf(source)} as d`;
  const rows = await rowsForAllParts(source, statement);
  const span = (first: ExtentName, last: ExtentName) =>
    spanOf(
      rows.map((row) => row[first]),
      rows.map((row) => row[last]),
    );
  const updated = span('updated', 'updated')?.[1] ?? null;
  return {
    asOf: updated,
    rateDates: pricing.rates === undefined ? null : span('first_rated', 'last_rated'),
    openings: span('first_opened', 'last_opened'),
    closings: span('first_closed', 'last_closed'),
    expected: span('first_expected', 'last_expected'),
  };
}

type ExtentName = 'updated' | `${'first' | 'last'}_${'rated' | 'opened' | 'closed' | 'expected'}`;

/** From the first to the last of what shards tell; null where none tells anything. */
function spanOf(first: readonly unknown[], last: readonly unknown[]): readonly [number, number] | null {
  const told = (instants: readonly unknown[]) => instants.filter((instant) => instant !== null).map(Number);
  const [from, to] = [Math.min(...told(first)), Math.max(...told(last))];
  return from <= to ? [from, to] : null;
}

/** The instant whose local day's rate converts a deal's amounts; null where that is the date of the book, or not known. */
function rateInstant(rateDate: OpenSource['pricing']['rateDate']): RawBuilder<unknown> {
  if (rateDate === 'closing') return sql`closed_at`;
  return rateDate === 'opening' ? sql`case when undated = 0 then opened_at end` : sql`null`;
}

/** Which deals are counted, by what, and which of their amounts are added. */
export interface GroupQuery<K extends string> {
  /** Columns by the names of the parts of a key. */
  readonly keys: { readonly [N in K]: RawBuilder<unknown> };
  readonly amount: 'potential' | 'won_amount';
  readonly where: readonly RawBuilder<unknown>[];
  /** The column whose first and last instant is wanted. */
  readonly instant?: RawBuilder<unknown>;
}

/**
 * Counts the deals that are there by keys. One row comes back for each key, currency and, of other currencies, local day.
 */
export async function countedGroups<K extends string>(
  source: OpenSource,
  extent: Extent,
  { keys, amount, where, instant }: GroupQuery<K>,
): Promise<CountedGroup<K>[]> {
  const { store, head, pricing } = source;
  const { engine } = store;
  const names = Object.keys(keys) as K[];
  const currency = sql.id(amount === 'potential' ? 'currency' : 'won_currency');
  const rated = rateInstant(pricing.rateDate);
  const { rateDates } = extent;
  const isConverted = sql`${currency} <> ${keyOf(head.currency)}`;
  const day = rateDates && localDayColumn(sql`(${rated})`, pricing.timeZone, rateDates);
  const columns = [
    ...names.map((name) => sql`${keys[name]} as ${sql.id(name)}`),
    sql`${currency} as unit`,
    ...(day === null
      ? []
      : [sql`case when ${isConverted} then ${day} end as rate_day`, sql`${rated} as rated`]),
    ...(instant === undefined ? [] : [sql`${instant} as instant`]),
    amountColumns(engine, sql.id(amount)),
  ];
  const told = [
    sql`count(*) as deals`,
    sumColumns(engine),
    ...(day === null ? [] : [sql`min(rated) as rated`]),
    ...(instant === undefined ? [] : [sql`min(instant) as earliest, max(instant) as latest`]),
  ];
  const grouped = [...names, 'unit', ...(day === null ? [] : ['rate_day'])];
  const rows = await dealRows<GroupRow<K>>(source, { columns, keys: grouped, told, where });
  return together(rows, names, pricer(source, extent));
}

type GroupRow<K extends string> = SumRow & { readonly [N in K]: string | null } & {
  readonly unit: string | null;
  readonly deals: unknown;
  readonly rated?: unknown;
  readonly earliest?: unknown;
  readonly latest?: unknown;
};

/** Adds up the rows of each key. */
function together<K extends string>(
  rows: readonly GroupRow<K>[],
  names: readonly K[],
  priceOf: (row: GroupRow<K>) => Decimal | null,
): CountedGroup<K>[] {
  const groups = new Map<string, CountedGroup<K>>();
  for (const row of rows) {
    const identity = JSON.stringify(names.map((name) => row[name]));
    const known = groups.get(identity);
    const [deals, price] = [Number(row.deals), priceOf(row)];
    const counted = { deals, unpriced: price === null ? deals : 0, amount: price ?? new D(0) };
    const key = Object.fromEntries(names.map((name) => [name, row[name]]));
    groups.set(identity, {
      key: (known?.key ?? key) as CountedGroup<K>['key'],
      ...(known === undefined ? counted : addCounts(known, counted)),
      instants: around(known?.instants ?? null, row),
    });
  }
  return [...groups.values()];
}

function around(
  known: CountedGroup<string>['instants'],
  { earliest, latest }: Pick<GroupRow<never>, 'earliest' | 'latest'>,
): CountedGroup<string>['instants'] {
  if (earliest === undefined || earliest === null) return known;
  const [first, last] = known ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return [Math.min(first, Number(earliest)), Math.max(last, Number(latest))];
}

/** What the amounts of a row come to in the management currency; null without amounts, or without a rate for them. */
function pricer(
  { head, pricing }: OpenSource,
  { asOf }: Extent,
): (row: Pick<GroupRow<never>, 'unit' | 'rated'> & SumRow) => Decimal | null {
  const { rates, rateDate, timeZone } = pricing;
  const own = keyOf(head.currency);
  const dayOf = localDays(timeZone);
  const currencies = new Map(
    rates && [rates.base, ...Object.keys(rates.currencies)].map((currency) => [keyOf(currency), currency]),
  );
  return (row) => {
    const { unit, rated = null } = row;
    if (unit === null) return null;
    if (unit === own) return sumIn(row);
    const currency = currencies.get(unit);
    if (rates === undefined || currency === undefined) return null;
    if (rated === null && rateDate === 'opening') return null;
    const multiplier = multiplierOn(rates, currency, head.currency, dayOf(Number(rated ?? asOf)));
    return multiplier && sumIn(row).times(multiplier);
  };
}
