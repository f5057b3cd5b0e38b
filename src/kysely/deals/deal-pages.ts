import { type SelectQueryBuilder, sql } from 'kysely';
import type { DealQuery } from '../../repository/deal-query.ts';
import type { Period } from '../../time/period.ts';
import { keyOf, keyOrNull } from '../schema/key.ts';
import type { Db, Tables } from '../schema/tables.ts';
import { type Moment, mayBeSince } from './moment.ts';

/** What of a query the rows of deals can answer: plain values, whatever becomes of the query. */
export interface Conditions {
  readonly pipeline?: string;
  readonly status?: string;
  /** Columns by value; null is nobody, or not known. */
  readonly values: readonly (readonly [column: 'owner' | 'customer' | 'channel', value: string | null])[];
  /** The pipeline it stands in, and the stages. */
  readonly place?: string;
  readonly stages?: readonly string[];
  readonly expected?: Span;
  readonly opened?: Span;
  readonly closed?: Span;
  /** Something was recorded since. */
  readonly recordedFrom?: number;
}

/** From one instant on, before another. */
type Span = readonly [start: number, end: number];

/** What of a query the rows of deals can answer. */
export function conditionsOf(query: DealQuery): Conditions {
  const { pipelineId, status, place, openedDuring, closedDuring, expectedDuring, changedDuring } = query;
  const values = [
    ['owner', query.ownerId],
    ['customer', query.customerId],
    ['channel', query.channel],
  ] as const;
  return {
    ...(pipelineId === undefined ? {} : { pipeline: keyOf(pipelineId) }),
    ...(status === undefined ? {} : { status }),
    ...(place === undefined ? {} : { place: keyOf(place.pipelineId) }),
    ...(place?.stageIds === undefined ? {} : { stages: place.stageIds.map(keyOf) }),
    values: values.flatMap(([column, id]) => (id === undefined ? [] : [[column, keyOrNull(id)] as const])),
    ...(expectedDuring === undefined ? {} : { expected: spanOf(expectedDuring) }),
    ...(openedDuring === undefined ? {} : { opened: spanOf(openedDuring) }),
    ...(closedDuring === undefined ? {} : { closed: spanOf(closedDuring) }),
    ...(changedDuring === undefined ? {} : { recordedFrom: +changedDuring.start }),
  };
}

function spanOf({ start, end }: Period): Span {
  return [+start, +end];
}

/** A page of the deals a query may be about. */
interface Page {
  /** The key of the last deal of the page before; undefined for the first page. */
  readonly after: string | undefined;
  readonly size: number;
  /** The moment as of which the deals are meant. */
  readonly asOf: Moment;
}

/**
 * The keys of a page of deals, in the order of the engine: those which their rows say are meant, and those that were appended
 * to since the moment, of which the rows do not tell what they were.
 */
export async function dealPage(db: Db, tenant: string, meaning: Conditions, page: Page): Promise<string[]> {
  const { after, size, asOf } = page;
  const meant = meantDeals(db, tenant, meaning)
    .$if(after !== undefined, (select) => select.where('d.deal', '>', after as string))
    .orderBy('d.deal')
    .limit(size);
  const changed = db
    .selectFrom('dealbook_append as a')
    .select('a.deal')
    .distinct()
    .where('a.tenant', '=', tenant)
    .where(mayBeSince(asOf))
    .$if(after !== undefined, (select) => select.where('a.deal', '>', after as string))
    .orderBy('a.deal')
    .limit(size);
  const all = db
    .selectFrom(meant.as('m'))
    .select('m.deal')
    .union(db.selectFrom(changed.as('c')).select('c.deal'))
    .orderBy('deal')
    .limit(size);
  return (await all.execute()).map(({ deal }) => deal);
}

type Deals = SelectQueryBuilder<Tables & { d: Tables['dealbook_deal'] }, 'd', { deal: string }>;

/** The deals whose rows do not say that a query is not about them. */
function meantDeals(db: Db, tenant: string, meaning: Conditions): Deals {
  const { pipeline, status, values, place, stages, opened, closed, expected, recordedFrom } = meaning;
  let deals: Deals = db.selectFrom('dealbook_deal as d').select('d.deal').where('d.tenant', '=', tenant);
  if (pipeline !== undefined) {
    const members = db.selectFrom('dealbook_membership as m').select('m.deal').where('m.tenant', '=', tenant);
    deals = deals.where('d.deal', 'in', members.where('m.pipeline', '=', pipeline));
  }
  if (status !== undefined) deals = deals.where('d.status', '=', status).where('d.deleted_at', 'is', null);
  for (const [column, value] of values)
    deals = value === null ? deals.where(`d.${column}`, 'is', null) : deals.where(`d.${column}`, '=', value);
  if (place !== undefined) deals = deals.where('d.pipeline', '=', place);
  if (stages !== undefined)
    deals = stages.length === 0 ? deals.where(sql<boolean>`1 = 0`) : deals.where('d.stage', 'in', stages);
  if (opened) deals = within(deals.where('d.undated', '=', 0), 'd.opened_at', opened);
  if (closed) deals = within(deals, 'd.closed_at', closed);
  if (expected) deals = within(deals, 'd.expected_close_at', expected);
  if (recordedFrom !== undefined) deals = deals.where('d.recorded_at', '>=', recordedFrom);
  return deals;
}

type Instant = 'd.opened_at' | 'd.closed_at' | 'd.expected_close_at';

function within(deals: Deals, column: Instant, [start, end]: Span): Deals {
  return deals.where(column, '>=', start).where(column, '<', end);
}
