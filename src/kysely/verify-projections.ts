import type { Kysely } from 'kysely';
import { anyDeals } from './deals/deal-keys.ts';
import { dueProjections } from './deals/due-projections.ts';
import { projectedRows, projectionRows } from './projection/projected-rows.ts';
import { storeOf } from './store/store.ts';
import { taskSources } from './task-sources.ts';
import { checkTenantOptions, pageSize, type TenantOptions } from './tenant-options.ts';

/** What `verifyProjections` found. */
export interface Verification {
  /** How many deals were looked at, those that were erased included. */
  readonly deals: number;
  /**
   * The ids of the deals whose rows are not what a replay of their events gives, in the order of the database; of a deal that
   * has rows but no events what the rows call it, which is a digest of an id of 64 characters or more.
   */
  readonly differing: readonly string[];
}

/**
 * Looks whether the rows that queries and open tasks of a tenant are answered from are what a replay of the events gives, to the
 * last digit. It changes nothing, and holds a page of deals at a time.
 *
 * @throws DealError as `kyselyRepositories`; `unavailable`.
 *
 * @example
 * ```ts
 * const { deals } = kyselyRepositories(db, { tenantId: 'verified' })
 * await deals.append('d1', histories[0], 0)
 * await verifyProjections(db, { tenantId: 'verified' }) // => { deals: 1, differing: [] }
 * ```
 */
export async function verifyProjections<DB>(db: Kysely<DB>, options: TenantOptions): Promise<Verification> {
  checkTenantOptions(options);
  const size = pageSize(options);
  const store = storeOf(db, options.tenantId);
  const sourcesFor = taskSources(store.tenant, options);
  let deals = 0;
  const differing: string[] = [];
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const look = async (trx: Parameters<Parameters<typeof store.read>[0]>[0]) => {
      const page = await anyDeals(trx, store.tenant, { after, size });
      if (page.length === 0) return { page, found: [] };
      const due = await dueProjections(trx, store, page, sourcesFor);
      const there = await projectedRows(trx, store, page);
      const isDiffering = ({ deal, projection }: (typeof due)[number]): boolean => {
        const rows = projection === undefined ? [] : projectionRows(projection);
        return JSON.stringify(rows) !== JSON.stringify(there.get(deal) ?? []);
      };
      return { page, found: due.filter(isDiffering).map(({ deal, history }) => history?.[0].dealId ?? deal) };
    };
    const { page, found } = await store.read(look, { atOnce: true });
    differing.push(...found);
    deals += page.length;
    isLast = page.length < size;
    after = page.at(-1);
  }
  return { deals, differing };
}
