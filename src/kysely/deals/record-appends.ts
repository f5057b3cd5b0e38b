import { sql } from 'kysely';
import { decodeEvent } from '../../codec/event-codec.ts';
import type { StoredForm } from '../../codec/stored-form.ts';
import type { DealEvent, DealHistory } from '../../deal/event.ts';
import { DealError } from '../../errors.ts';
import { answerStale } from '../../repository/answer-stale.ts';
import type { AppendResult, DealAppend } from '../../repository/deal-repository.ts';
import { insertRows } from '../projection/insert-rows.ts';
import { type FoldedDeal, foldDeal, withTasks } from '../projection/project-deal.ts';
import { thereOf, writeProjections } from '../projection/write-projections.ts';
import { keyOf } from '../schema/key.ts';
import { rowsOfDeals } from '../schema/rows-of-deals.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';
import { type DealHead, dealHeads } from './deal-heads.ts';
import { historiesOfDeals } from './histories-of-deals.ts';
import { takePlace } from './place.ts';
import type { SourcesFor } from './sources-for.ts';

/** An append that was checked: what is to be written. */
export interface CheckedAppend extends Omit<DealAppend, 'events'> {
  readonly stored: readonly StoredForm[];
}

/** An append that is about to be recorded. */
interface ReadyAppend extends DealAppend {
  /** The stored forms of the events. */
  readonly text: string;
  /** What the deal is by it where it is new. */
  readonly folded: FoldedDeal | undefined;
}

/** A deal while appends to it are recorded. */
interface Growing {
  readonly before: DealHistory | undefined;
  /** Whether the deal has a row, which this transaction holds. */
  readonly isHeld: boolean;
  readonly events: DealEvent[];
  /** Of its last append. */
  position: bigint;
  /** What its events lead to, where that is known already. */
  folded: FoldedDeal | undefined;
}

/**
 * Records appends in one transaction, with what the deals become by them; an answer for each. Whatever can be is done before
 * the transaction begins: others wait for it.
 */
export function recordAppends(
  store: Store,
  appends: readonly CheckedAppend[],
  sourcesFor: SourcesFor,
): Promise<AppendResult[]> {
  const ready = appends.map((append) => readyToRecord(store.tenant, append));
  return store.write((db) => recordReady(db, store, ready, sourcesFor));
}

function readyToRecord(tenant: string, { id, stored, expectedVersion }: CheckedAppend): ReadyAppend {
  const events = stored.map((form) => decodeEvent(form));
  const folded = expectedVersion === 0 ? foldDeal(tenant, events as unknown as DealHistory) : undefined;
  return { id, events, expectedVersion, text: JSON.stringify(stored), folded };
}

async function recordReady(
  db: Db,
  store: Store,
  appends: readonly ReadyAppend[],
  sourcesFor: SourcesFor,
): Promise<AppendResult[]> {
  const { tenant } = store;
  const place = await takePlace(db, store, appends.length);
  const deals = await growingDeals(db, store, appends);
  const rows = [];
  const answers: AppendResult[] = [];
  const changed = new Set<Growing>();
  for (const { id, events, expectedVersion, text, folded } of appends) {
    const deal = deals.get(id) as Growing;
    if (deal.events.length !== expectedVersion) {
      answers.push(answerStale(deal.events, events, expectedVersion));
      continue;
    }
    for (const event of events) deal.events.push(event);
    deal.folded = folded;
    deal.position = place.after(deal.position);
    const number = place.next();
    const version = deal.events.length;
    rows.push({
      ...{ tenant, deal: keyOf(id), version, events: text, erased: null },
      ...{ position: `${deal.position}`, xid: place.xid, ...(number === undefined ? {} : { number }) },
    });
    changed.add(deal);
    answers.push({ status: 'appended', version });
  }
  if (rows.length === 0) return answers;
  const histories = Array.from(changed, ({ events }) => events as unknown as DealHistory);
  const sources = await sourcesFor(db, histories);
  const changes = Array.from(changed, ({ before, isHeld, events, folded }) => ({
    projection: withTasks(tenant, folded ?? foldDeal(tenant, events as unknown as DealHistory), sources),
    there: isHeld ? thereOf(tenant, before) : null,
  }));
  await writeProjections(db, store, changes);
  await insertRows(db, store.engine, 'dealbook_append', rows);
  return answers;
}

/** The deals of appends as they are stored, held against other writers where they are there. */
async function growingDeals(
  db: Db,
  store: Store,
  appends: readonly ReadyAppend[],
): Promise<Map<string, Growing>> {
  const ids = [...new Set(appends.map(({ id }) => id))];
  const heads = await dealHeads(db, store, ids.map(keyOf));
  const histories = await historiesOfDeals(db, store, ids.map(keyOf), { isWriting: true });
  return new Map(
    ids.map((id): [string, Growing] => {
      const head: DealHead | undefined = heads.get(keyOf(id));
      if (head?.isErased === true) throw erased(id);
      const before = histories.get(keyOf(id));
      const events = [...(before ?? [])];
      const position = head?.position ?? 0n;
      return [id, { before, isHeld: head !== undefined, events, position, folded: undefined }];
    }),
  );
}

/** Refuses appends to deals that were erased, before any is recorded. */
export async function refuseErased(
  db: Db,
  store: Pick<Store, 'engine' | 'tenant'>,
  appends: readonly CheckedAppend[],
): Promise<void> {
  const idOf = new Map(appends.map(({ id }) => [keyOf(id), id]));
  const keys = [...idOf.keys()];
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    const asked = { table: 'dealbook_deal', columns: sql`deal`, where: sql`status = 'erased'` };
    const some = keys.slice(start, start + keysAtOnce);
    const { rows } = await rowsOfDeals<{ readonly deal: string }>(store, asked, some).execute(db);
    const [found] = rows;
    if (found !== undefined) throw erased(idOf.get(found.deal) as string);
  }
}

const keysAtOnce = 10_000;

function erased(id: string): DealError {
  return new DealError('deal-erased', `Deal ${id} was erased.`, { dealId: id });
}
