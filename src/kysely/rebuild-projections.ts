import type { Kysely } from 'kysely';
import { dealHeads } from './deals/deal-heads.ts';
import { anyDeals } from './deals/deal-keys.ts';
import { type DueProjection, dueProjections } from './deals/due-projections.ts';
import { takePlace } from './deals/place.ts';
import { settleAppends } from './deals/settle-appends.ts';
import { partTables } from './projection/projected-rows.ts';
import type { Projection } from './projection/projection.ts';
import { nothing, writeProjections } from './projection/write-projections.ts';
import { deleteRowsOfDeals } from './schema/rows-of-deals.ts';
import { storeOf } from './store/store.ts';
import { taskSources } from './task-sources.ts';
import { checkTenantOptions, pageSize, type TenantOptions } from './tenant-options.ts';

/**
 * Writes anew, from the events, the rows that queries and open tasks of a tenant are answered from: after a change of pipelines
 * that tasks follow from, after an upgrade that says so, or where `verifyProjections` found a difference. It can be done while
 * others write: each page of deals is a transaction, and it can be repeated after it was stopped.
 *
 * After a dump of PostgreSQL was restored in another server it is to be done before anything else: transactions are numbered
 * anew there, and what the other server numbered higher would be in no stream and in no feed. Cursors of the feed from before
 * the restore are void then: `followDeals` begins anew.
 *
 * It answers with the number of deals.
 *
 * @throws DealError as `kyselyRepositories`; `unavailable`, `indeterminate`: what was rebuilt before remains so.
 *
 * @example
 * ```ts
 * const { deals } = kyselyRepositories(db, { tenantId: 'rebuilt' })
 * await deals.append('d1', histories[0], 0)
 * await rebuildProjections(db, { tenantId: 'rebuilt' }) // => { deals: 1 }
 * ```
 */
export async function rebuildProjections<DB>(
  db: Kysely<DB>,
  options: TenantOptions,
): Promise<{ readonly deals: number }> {
  checkTenantOptions(options);
  const size = pageSize(options);
  const store = storeOf(db, options.tenantId);
  const { tenant } = store;
  const sourcesFor = taskSources(tenant, options);
  await store.write((trx) => settleAppends(trx, store));
  let deals = 0;
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const { page, rebuilt } = await store.write(async (trx) => {
      await takePlace(trx, store, 0);
      const page = await anyDeals(trx, tenant, { after, size });
      if (page.length === 0) return { page, rebuilt: 0 };
      const heads = await dealHeads(trx, store, page);
      const due = await dueProjections(trx, store, page, sourcesFor, true);
      for (const table of partTables) await deleteRowsOfDeals(store, table, page).execute(trx);
      const lost = due.filter(({ projection }) => projection === undefined).map(({ deal }) => deal);
      if (lost.length > 0) await deleteRowsOfDeals(store, 'dealbook_deal', lost).execute(trx);
      const made = due.filter(isMade);
      const changes = made.map(({ deal, projection }) => ({
        projection,
        there: heads.has(deal) ? nothing : null,
      }));
      await writeProjections(trx, store, changes);
      return { page, rebuilt: made.filter(({ history }) => history !== undefined).length };
    });
    deals += rebuilt;
    isLast = page.length < size;
    after = page.at(-1);
  }
  return { deals };
}

function isMade(due: DueProjection): due is DueProjection & { readonly projection: Projection } {
  return due.projection !== undefined;
}
