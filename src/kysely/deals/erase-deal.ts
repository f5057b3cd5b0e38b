import { insertRows } from '../projection/insert-rows.ts';
import { emptyProjection } from '../projection/project-deal.ts';
import { partTables } from '../projection/projected-rows.ts';
import { nothing, writeProjections } from '../projection/write-projections.ts';
import { keyOf } from '../schema/key.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';
import { dealHeads } from './deal-heads.ts';
import { takePlace } from './place.ts';

/** Erases a deal if it is there: its row stays, empty, and the feed is told in place of all that it showed. */
export async function eraseDeal(db: Db, store: Pick<Store, 'engine' | 'tenant'>, id: string): Promise<void> {
  const { tenant } = store;
  const deal = keyOf(id);
  const place = await takePlace(db, store, 1);
  const head = (await dealHeads(db, store, [deal])).get(deal);
  if (head === undefined || head.isErased) return;
  for (const table of ['dealbook_append', ...partTables] as const)
    await db.deleteFrom(table).where('tenant', '=', tenant).where('deal', '=', deal).execute();
  await writeProjections(db, store, [{ projection: emptyProjection(tenant, deal), there: nothing }]);
  const number = place.next();
  await insertRows(db, store.engine, 'dealbook_append', [
    {
      ...{ tenant, deal, version: 0, events: null, erased: id },
      ...{
        position: `${place.after(head.position)}`,
        xid: place.xid,
        ...(number === undefined ? {} : { number }),
      },
    },
  ]);
}
