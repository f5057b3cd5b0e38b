import type { DealHistory } from '../../deal/event.ts';
import { decodeHistory } from '../../repository/decode-history.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';
import { isBefore, type Moment } from './moment.ts';

interface Reading {
  /** Only what was there then. */
  readonly asOf?: Moment;
  /** Whether this transaction is about to write: it reads what is there by now, whatever its view is. */
  readonly isWriting?: boolean;
}

/** The histories of deals by their keys; of those that have one. */
export async function historiesOfDeals(
  db: Db,
  { engine, tenant }: Pick<Store, 'engine' | 'tenant'>,
  deals: readonly string[],
  { asOf, isWriting = false }: Reading = {},
): Promise<Map<string, DealHistory>> {
  if (deals.length === 0) return new Map();
  const appends = await db
    .selectFrom('dealbook_append')
    .select(['deal', 'events'])
    .where('tenant', '=', tenant)
    .where('deal', 'in', deals)
    .where('events', 'is not', null)
    .$if(asOf !== undefined, (select) => select.where(isBefore(asOf as Moment)))
    .orderBy('deal')
    .orderBy('version')
    .$if(isWriting && engine === 'mysql', (select) => select.forUpdate())
    .execute();
  const forms = new Map<string, unknown[]>();
  for (const { deal, events } of appends) {
    const all = forms.get(deal) ?? [];
    for (const form of JSON.parse(events as string) as unknown[]) all.push(form);
    forms.set(deal, all);
  }
  return new Map(Array.from(forms, ([deal, stored]) => [deal, decodeHistory(stored)]));
}
