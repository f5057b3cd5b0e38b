import { sql } from 'kysely';
import type { DealHistory } from '../../deal/event.ts';
import { historiesOfDeals } from '../deals/histories-of-deals.ts';
import { dealsAsOf } from './deals-as-of.ts';
import type { OpenSource } from './source.ts';

/** The history of a deal that has a value in a column, of those that are known to be there. */
export async function historyWith(source: OpenSource, column: string, value: string): Promise<DealHistory> {
  const { db, store } = source;
  const { rows } = await sql<{ readonly deal: string }>`
    select deal from ${dealsAsOf(source)} as d where ${sql.ref(column)} = ${value} order by deal limit 1`.execute(
    db,
  );
  const [{ deal }] = rows as [{ readonly deal: string }];
  return (await historiesOfDeals(db, store, [deal])).get(deal) as DealHistory;
}
