import { copyEvent } from '../deal/copy-event.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { DealError } from '../errors.ts';
import {
  callback,
  checkOption,
  checkOptions,
  list,
  type OptionKind,
  type OptionsOf,
  object,
} from '../options.ts';
import { checkText } from '../text.ts';
import { appendSurely } from './append-surely.ts';
import type { DealRepository } from './deal-repository.ts';

type UpdateDealOptions = Parameters<typeof updateDeal>[3];

/** Infinity: as often as it takes. */
const retryCount: OptionKind = {
  possible: 'a number from 0 on',
  holds: (value) => typeof value === 'number' && value >= 0,
};

const updateDealOptions: OptionsOf<UpdateDealOptions> = { retries: retryCount, pause: callback };

/**
 * Changes a deal: loads it, asks `decide` what is to happen, and appends the events it answers with. Where somebody else
 * was faster it does all of that again, so `decide` always speaks of the deal as it is; it may be called several times
 * and should do nothing but decide. No events: nothing is appended. An append that may have happened (`indeterminate`)
 * is repeated with the same events, which is safe.
 *
 * It answers with the deal as it then is.
 *
 * @throws DealError `unknown-deal`; `version-conflict` when the retries are spent, or `indeterminate` where it may have
 * happened all the same; what `decide` and the repository throw.
 *
 * @example
 * ```ts
 * const deals = memoryDealRepository()
 * await deals.append('d4', histories[3], 0)
 * const updated = await updateDeal(deals, 'd4', (deal) => {
 *   assertOpen(deal)
 *   return winDeal(deal, sales, { at: on('12') })
 * })
 * updated.status // => 'won'
 * ```
 */
export async function updateDeal(
  repository: DealRepository,
  id: string,
  decide: (deal: Deal, history: DealHistory) => readonly DealEvent[] | Promise<readonly DealEvent[]>,
  options: {
    /** How often to try again after the first try, where somebody else was faster; default 5. */
    readonly retries?: number | undefined;
    /** Waited for before each further try (1, 2, …): a random pause helps many writers of one deal. Default: no pause. */
    readonly pause?: ((retry: number) => Promise<unknown>) | undefined;
  } = {},
): Promise<Deal> {
  checkOption('repository', repository, object);
  checkOption('repository.load', repository.load, callback);
  checkOption('repository.append', repository.append, callback);
  checkText(id, 'id');
  checkOption('decide', decide, callback);
  checkOptions(options, updateDealOptions);
  const { retries = 5, pause } = options;
  let retry = 0;
  const mayRetry = async (): Promise<boolean> => {
    if (!(retry < retries)) return false;
    retry++;
    await pause?.(retry);
    return true;
  };
  for (;;) {
    const history = await repository.load(id);
    if (history === undefined) throw new DealError('unknown-deal', `There is no deal ${id}.`, { dealId: id });
    const expectedVersion = history.length;
    const events = await decide(replay(history), history.map(copyEvent) as unknown as DealHistory);
    checkOption('events', events, list);
    if (events.length === 0) return replay(history);
    const result = await appendSurely(() => repository.append(id, events, expectedVersion), mayRetry);
    if (result.status !== 'conflict') return replay([...history, ...events]);
    if (await mayRetry()) continue;
    const { actualVersion } = result;
    throw new DealError(
      'version-conflict',
      `Deal ${id} has ${actualVersion} events by now, not ${expectedVersion}, after ${retry} retries.`,
      { dealId: id, expectedVersion, actualVersion },
    );
  }
}
