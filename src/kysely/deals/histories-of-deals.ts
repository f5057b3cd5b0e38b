import { sql } from 'kysely';
import type { DealHistory } from '../../deal/event.ts';
import { decodeHistory } from '../../repository/decode-history.ts';
import { rowsOfDeals } from '../schema/rows-of-deals.ts';
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
  store: Pick<Store, 'engine' | 'tenant'>,
  deals: readonly string[],
  { asOf, isWriting = false }: Reading = {},
): Promise<Map<string, DealHistory>> {
  if (deals.length === 0) return new Map();
  const isThere = asOf === undefined ? sql`` : sql` and ${isBefore(asOf)}`;
  const asked = {
    ...{ table: 'dealbook_append', columns: sql`deal, version, events`, orderBy: sql`deal, version` },
    ...{ where: sql`events is not null${isThere}`, isHeld: isWriting && store.engine === 'mysql' },
  };
  const { rows } = await rowsOfDeals<{ readonly deal: string; readonly events: string }>(
    store,
    asked,
    deals,
  ).execute(db);
  const forms = new Map<string, unknown[]>();
  for (const { deal, events } of rows) {
    const all = forms.get(deal) ?? [];
    for (const form of JSON.parse(events) as unknown[]) all.push(form);
    forms.set(deal, all);
  }
  return new Map(Array.from(forms, ([deal, stored]) => [deal, decodeHistory(stored)]));
}
