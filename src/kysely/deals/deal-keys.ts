import { sql } from 'kysely';
import { partTables } from '../projection/projected-rows.ts';
import { rowsOfDeals } from '../schema/rows-of-deals.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';

/** The keys of a page of all deals of which anything is kept, be it in one table only. */
export async function anyDeals(
  db: Db,
  tenant: string,
  { after, size }: { readonly after: string | undefined; readonly size: number },
): Promise<string[]> {
  const from = (table: 'dealbook_deal' | 'dealbook_append' | (typeof partTables)[number]) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom(table)
          .select('deal')
          .distinct()
          .where('tenant', '=', tenant)
          .$if(after !== undefined, (select) => select.where('deal', '>', after as string))
          .orderBy('deal')
          .limit(size)
          .as(table),
      )
      .select('deal');
  const all = partTables.reduce(
    (some, table) => some.union(from(table)),
    from('dealbook_deal').union(from('dealbook_append')),
  );
  return (await all.orderBy('deal').limit(size).execute()).map(({ deal }) => deal);
}

/** Those of some deals that were erased. */
export async function erasedAmong(
  db: Db,
  store: Pick<Store, 'engine' | 'tenant'>,
  deals: readonly string[],
): Promise<Set<string>> {
  if (deals.length === 0) return new Set();
  const asked = { table: 'dealbook_append', columns: sql`deal`, where: sql`events is null` };
  const { rows } = await rowsOfDeals<{ readonly deal: string }>(store, asked, deals).execute(db);
  return new Set(rows.map(({ deal }) => deal));
}
