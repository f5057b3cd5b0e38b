import { checkHistory } from '../deal/check-history.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealEvent } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { DealError } from '../errors.ts';
import { callback, checkOption, object } from '../options.ts';
import { appendSurely } from './append-surely.ts';
import type { DealRepository } from './deal-repository.ts';

/** How often an append is asked again that may have happened or not. */
const retries = 5;

/**
 * Records a new deal: its opening, and whatever else is known of it. The same events again are the same deal, so the call
 * can be repeated after a lost answer; an append that may have happened (`indeterminate`) is repeated here.
 *
 * It answers with the deal.
 *
 * @throws DealError `duplicate-deal` (there is another deal of this id), what `replay` throws for the events; `invalid-option`;
 * what the repository throws.
 *
 * @example
 * ```ts
 * const deals = memoryDealRepository()
 * const created = await createDeal(deals, openDeal(sales, { id: 'd5', ownerId: 'kari', potential: null, at: on('12') }))
 * created.stageId // => 'contact'
 * ```
 */
export async function createDeal(
  repository: Pick<DealRepository, 'append'>,
  events: readonly DealEvent[],
): Promise<Deal> {
  checkOption('repository', repository, object);
  checkOption('repository.append', repository.append, callback);
  checkHistory(events);
  const [{ dealId }] = events;
  const deal = replay(events);
  let left = retries;
  const result = await appendSurely(
    () => repository.append(dealId, events, 0),
    async () => left-- > 0,
  );
  checkOption('answer of repository.append', result, object);
  if (result.status !== 'conflict') return deal;
  throw new DealError('duplicate-deal', `There is a deal ${dealId} already.`, { dealId });
}
