import { checkOptions, readLater } from '../options.ts';
import { checkDate } from '../time/period.ts';
import { checkHistory } from './check-history.ts';
import type { Deal } from './deal.ts';
import type { DealHistory } from './event.ts';
import { evolve, opened } from './evolve.ts';
import { type AsOf, checkLimits, instantOf, orderedEvents } from './ordered-events.ts';
import { repeatsTask } from './repeated-task.ts';
import { stageCounts } from './stage-visits.ts';
import { advance, disregard, standingAtOpening } from './standing.ts';

/**
 * The deal its history leads to.
 *
 * Events are read in the order they happened (`at`; of one instant, as recorded). What cannot have happened does
 * not count: a move of a closed deal, a second outcome, a reopening of an open deal; `validateHistory` lists it.
 *
 * @throws DealError `empty-history`, `missing-opening`, `mixed-deals`, `unknown-event`, `invalid-date`,
 * `invalid-text`, `invalid-amount`, `invalid-probability`, `invalid-percent`.
 *
 * @example
 * ```ts
 * const history = historyOf({
 *   id: 'd1', pipelineId: 'sales', ownerId: 'kari', potential: money(100, 'NOK'), openedAt: new Date('2026-10-01'),
 *   visits: [{ stageId: 'contact', enteredAt: new Date('2026-10-01') }, { stageId: 'offer', enteredAt: new Date('2026-10-05') }],
 * })
 * replay(history).stageId // => 'offer'
 * ```
 */
export function replay(history: DealHistory): Deal {
  return fold(history, {}) as Deal; // without a limit the opening always counts
}

/**
 * The deal as it was at an instant, inclusive; with `knownAt`, as far as had been entered by then. Undefined where
 * it had not been opened yet.
 *
 * @throws DealError as {@link replay}; `invalid-option`.
 *
 * @example
 * ```ts
 * const history = historyOf({
 *   id: 'd1', pipelineId: 'sales', ownerId: 'kari', potential: money(100, 'NOK'), openedAt: new Date('2026-10-01'),
 *   visits: [], outcome: { status: 'won', at: new Date('2026-10-09') },
 * })
 * dealAsOf(history, new Date('2026-10-08'))?.status // => 'open'
 * ```
 */
export function dealAsOf(
  history: DealHistory,
  at: Date,
  options: Pick<AsOf, 'knownAt'> = {},
): Deal | undefined {
  checkOptions(options, { knownAt: readLater });
  checkDate(at, 'asOf');
  return fold(history, { asOf: at, knownAt: options.knownAt });
}

function fold(history: DealHistory, limits: AsOf): Deal | undefined {
  let last: Deal | undefined;
  for (const deal of dealStates(history, limits)) last = deal;
  return last;
}

/**
 * The deal after each of the events a fold reads, one after the other; nothing if it had not been opened yet. Each holds
 * until the next is asked for: its lists and fields grow on.
 */
export function* dealStates(history: DealHistory, limits: AsOf = {}): Generator<Deal, void> {
  checkHistory(history);
  checkLimits(limits);
  const [opening] = history;
  const events = orderedEvents(history, limits);
  if (events.length === 0) return;
  const standing = standingAtOpening(opening);
  const stays = stageCounts();
  const tasks = new Set<string>();
  let deal: Deal = opened(opening, stays);
  yield deal;
  for (const [index, event] of events.entries()) {
    if (index === 0) continue;
    const instant = instantOf(event, opening);
    if (disregard(standing, event) === null && !repeatsTask(tasks, event)) {
      advance(standing, event);
      deal = evolve(deal, event, instant, stays);
    }
    deal = { ...deal, updatedAt: new Date(instant), version: index + 1 };
    yield deal;
  }
}
