import type { Deal } from '../deal/deal.ts';
import { replay } from '../deal/replay.ts';
import { callback, checkOption, object } from '../options.ts';
import { checkText } from '../text.ts';
import type { DealRepository } from './deal-repository.ts';

/**
 * The deal that a repository has under an id, with the history it carries; undefined where there is none.
 *
 * @throws DealError `invalid-option`, `invalid-text`; what the repository throws.
 *
 * @example
 * ```ts
 * const deals = memoryDealRepository()
 * await deals.append('d4', histories[3], 0)
 * const loaded = await loadDeal(deals, 'd4')
 * loaded.stageId // => 'offer'
 * ```
 */
export async function loadDeal(
  repository: Pick<DealRepository, 'load'>,
  id: string,
): Promise<Deal | undefined> {
  checkOption('repository', repository, object);
  checkOption('repository.load', repository.load, callback);
  checkText(id, 'id');
  const history = await repository.load(id);
  return history && replay(history);
}
