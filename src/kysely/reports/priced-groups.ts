import { type RawBuilder, sql } from 'kysely';
import { D, type Decimal } from '../../money/decimal.ts';
import { notPossible } from '../../options.ts';
import { multiplierOn } from '../../rates/multiplier.ts';
import { localDays } from '../../time/local-day.ts';
import { isDigest, keyOf } from '../schema/key.ts';
import { amountColumns, type SumRow, sumColumns, sumIn } from './amounts.ts';
import { dayColumn } from './clock-changes.ts';
import type { OpenSource } from './source.ts';

/** What is known of all deals of a tenant before any are counted. */
export interface Extent {
  /** The date of a book of them: that which was asked for, or of the latest event; null where there are no deals. */
  readonly asOf: number | null;
  /** From the first to the last of the instants whose days' rates convert amounts; null where none is asked for. */
  readonly rateDates: readonly [number, number] | null;
}

/** Deals that share a key, counted, and their amounts in the management currency added. */
export interface PricedGroup<K extends string> {
  readonly key: { readonly [N in K]: string | null };
  readonly deals: number;
  /** How many have an amount in the management currency. */
  readonly priced: number;
  readonly amount: Decimal;
}

/**
 * Reads the extent of a tenant's deals, those included that were deleted: a book has their dates, too.
 *
 * @throws DealError `invalid-option` where the source is as of a date that comes before the latest event.
 */
export async function extentOf({ db, store, head, pricing, asOf }: OpenSource): Promise<Extent> {
  const own = keyOf(head.currency);
  const at = rateInstant(pricing.rateDate);
  const isForeign = sql`(currency <> ${own} or won_currency <> ${own})`;
  const { rows } = await sql<{ updated: unknown; first: unknown; last: unknown }>`
    select max(updated_at) as updated,
      min(case when ${isForeign} then ${at} end) as ${sql.id('first')},
      max(case when ${isForeign} then ${at} end) as ${sql.id('last')}
    from dealbook_deal where tenant = ${store.tenant}`.execute(db);
  const [{ updated, first, last }] = rows as [(typeof rows)[number]];
  if (asOf !== undefined && updated !== null && Number(updated) > +asOf) {
    const latest = new Date(Number(updated)).toISOString();
    throw notPossible('asOf', `${latest}, the latest event, or later`, asOf.toISOString());
  }
  const isDated = pricing.rates !== undefined && first !== null && last !== null;
  return {
    asOf: asOf === undefined ? (updated === null ? null : Number(updated)) : +asOf,
    rateDates: isDated ? [Number(first), Number(last)] : null,
  };
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
}

/** Counts the deals that are there by keys. One row comes back for each key, currency and, of other currencies, local day. */
export async function pricedGroups<K extends string>(
  source: OpenSource,
  extent: Extent,
  { keys, amount, where }: GroupQuery<K>,
): Promise<PricedGroup<K>[]> {
  const { db, store, head, pricing } = source;
  const { engine, tenant } = store;
  const names = Object.keys(keys) as K[];
  const currency = sql.id(amount === 'potential' ? 'currency' : 'won_currency');
  const at = rateInstant(pricing.rateDate);
  const { rateDates } = extent;
  const isConverted = sql`${currency} <> ${keyOf(head.currency)}`;
  const day = rateDates === null ? sql`null` : dayColumn(sql`(${at})`, pricing.timeZone, rateDates);
  const columns = [
    ...names.map((name) => sql`${keys[name]} as ${sql.id(name)}`),
    sql`${currency} as unit`,
    ...(rateDates === null
      ? []
      : [sql`case when ${isConverted} then ${day} end as ${sql.id('day')}`, sql`${at} as instant`]),
    amountColumns(engine, sql.id(amount)),
  ];
  const grouped = [...names, 'unit', ...(rateDates === null ? [] : ['day'])].map((name) => sql.id(name));
  const conditions = [sql`tenant = ${tenant}`, sql`status <> 'erased'`, sql`deleted_at is null`, ...where];
  const { rows } = await sql<GroupRow<K>>`
    select ${sql.join(grouped)}, count(*) as deals, ${sumColumns(engine)}
      ${rateDates === null ? sql`` : sql`, min(instant) as instant`}
    from (
      select ${sql.join(columns)} from dealbook_deal as d where ${sql.join(conditions, sql` and `)}
    ) as each_deal
    group by ${sql.join(grouped)}`.execute(db);
  return together(rows, names, pricer(source, extent));
}

type GroupRow<K extends string> = SumRow & { readonly [N in K]: string | null } & {
  readonly unit: string | null;
  readonly deals: unknown;
  readonly instant?: unknown;
};

/** Adds up the rows of each key. */
function together<K extends string>(
  rows: readonly GroupRow<K>[],
  names: readonly K[],
  priceOf: (row: GroupRow<K>) => Decimal | null,
): PricedGroup<K>[] {
  const groups = new Map<string, { -readonly [N in keyof PricedGroup<K>]: PricedGroup<K>[N] }>();
  for (const row of rows) {
    const key = Object.fromEntries(
      names.map((name) => [name, row[name]]),
    ) as unknown as PricedGroup<K>['key'];
    const identity = JSON.stringify(names.map((name) => row[name]));
    const group = groups.get(identity) ?? { key, deals: 0, priced: 0, amount: new D(0) };
    groups.set(identity, group);
    const [deals, price] = [Number(row.deals), priceOf(row)];
    group.deals += deals;
    if (price === null) continue;
    group.priced += deals;
    group.amount = group.amount.plus(price);
  }
  return [...groups.values()];
}

/** What the amounts of a row come to in the management currency; null without amounts, or without a rate for them. */
function pricer(
  { head, pricing }: OpenSource,
  { asOf }: Extent,
): (row: Pick<GroupRow<never>, 'unit' | 'instant'> & SumRow) => Decimal | null {
  const { rates, rateDate, timeZone } = pricing;
  const own = keyOf(head.currency);
  const dayOf = localDays(timeZone);
  const currencies = new Map(
    rates && [rates.base, ...Object.keys(rates.currencies)].map((currency) => [keyOf(currency), currency]),
  );
  return (row) => {
    const { unit } = row;
    if (unit === null) return null;
    if (unit === own) return sumIn(row);
    const currency = currencies.get(unit) ?? (isDigest(unit) ? undefined : unit);
    if (rates === undefined || currency === undefined) return null;
    const isDated = row.instant !== undefined && row.instant !== null;
    if (!isDated && rateDate === 'opening') return null;
    const at = isDated ? Number(row.instant) : Number(asOf);
    const multiplier = multiplierOn(rates, currency, head.currency, dayOf(at));
    return multiplier && sumIn(row).times(multiplier);
  };
}
