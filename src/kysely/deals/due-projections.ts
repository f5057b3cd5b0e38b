import type { DealHistory } from '../../deal/event.ts';
import { emptyProjection, projectDeal } from '../projection/project-deal.ts';
import type { Projection } from '../projection/projection.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';
import { erasedAmong } from './deal-keys.ts';
import { historiesOfDeals } from './histories-of-deals.ts';
import type { SourcesFor } from './sources-for.ts';

/** What the rows of a deal should be by what was recorded; undefined where nothing was. */
export interface DueProjection {
  readonly deal: string;
  readonly history: DealHistory | undefined;
  readonly projection: Projection | undefined;
}

/** What the rows of deals should be, by a replay of what was recorded of them. */
export async function dueProjections(
  db: Db,
  store: Pick<Store, 'engine' | 'tenant'>,
  deals: readonly string[],
  sourcesFor: SourcesFor,
  isWriting = false,
): Promise<DueProjection[]> {
  const { tenant } = store;
  const histories = await historiesOfDeals(db, store, deals, { isWriting });
  const erased = await erasedAmong(db, store, deals);
  const sources = await sourcesFor(db, [...histories.values()]);
  return deals.map((deal) => {
    const history = histories.get(deal);
    if (history !== undefined) return { deal, history, projection: projectDeal(tenant, history, sources) };
    return { deal, history, projection: erased.has(deal) ? emptyProjection(tenant, deal) : undefined };
  });
}
