import { carriedHistory } from '../deal/carried-history.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealEvent, DealHistory, EventCorrected } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import { checkPipeline } from '../pipeline/define-pipeline.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkDeal, checkInput } from './check-arguments.ts';
import { checkOfPipeline } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import { recordedOf } from './recorded-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Corrects what was entered wrongly: says which event of the deal's history, and what should stand instead or nothing. Both
 * stay in the history; whoever asks with a `knownAt` before the correction was entered still reads the first version.
 *
 * The deal carries its history, as one from `replay` does; it may be closed or deleted, and its pipeline is the one it is in now.
 * An opening can be corrected by an opening only, and a correction only be taken back: with null. Nothing else is asked of
 * what the corrected history says: `validateHistory` lists what does not count any more.
 *
 * @throws DealError `unknown-version` (the history has no such event), `correction-not-allowed`, `needs-history` (the deal
 * came without), `mixed-deals`, `unknown-event`, `pipeline-mismatch`, `invalid-date`, `invalid-option`, `invalid-pipeline`,
 * `invalid-value`, `invalid-text`, `invalid-amount`, `invalid-probability`, `invalid-percent`.
 *
 * @example
 * ```ts
 * const [opened, ...later] = histories[1]
 * const version = replay(histories[1]).version // => 3
 * const lost = { type: 'DealLost', dealId: 'd2', at: on('09'), reason: 'no budget' } as const
 * const corrected = correctEvent(replay(histories[1]), sales, { version, instead: lost, at: on('20') })
 * replay([opened, ...later, ...corrected]).lossReason // => 'no budget'
 * ```
 */
export function correctEvent(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** Which event: its place in the history, from 1, in recording order. */
    readonly version: number;
    /** What should stand in its place, with its own `at`; null for nothing. */
    readonly instead: DealEvent | null;
  },
): [EventCorrected] {
  checkDeal(deal);
  checkPipeline(pipeline);
  checkInput(input, { version: readLater, instead: readLater });
  const carried = carriedHistory(deal);
  const common = recordedOf(deal.id, input, carried?.recordedAt);
  const { version, instead } = input;
  const event = eventOf('EventCorrected', common, { version, instead });
  if (carried === undefined) {
    throw new DealError('needs-history', `Deal ${deal.id} came without its history.`, { dealId: deal.id });
  }
  checkOfPipeline(carried.isWhole ? deal : replay(carried.history), pipeline);
  checkCorrection(carried.history, event);
  return [event];
}

function checkCorrection(history: DealHistory, { dealId, version, instead }: EventCorrected): void {
  const corrected = history[version - 1];
  if (corrected === undefined) {
    const versions = history.length;
    throw new DealError(
      'unknown-version',
      `The history of deal ${dealId} has ${versions} events, and no event ${version}.`,
      { dealId, version, versions },
    );
  }
  const problem = problemOf(corrected, version, instead);
  if (problem === null) return;
  throw new DealError('correction-not-allowed', `Event ${version} of deal ${dealId}: ${problem}.`, {
    dealId,
    version,
    problem,
  });
}

function problemOf(corrected: DealEvent, version: number, instead: DealEvent | null): string | null {
  if (corrected.type === 'EventCorrected') {
    return instead === null ? null : 'a correction can only be taken back, by null';
  }
  if (version === 1)
    return instead?.type === 'DealOpened' ? null : 'only an opening can stand instead of one';
  return instead?.type === 'DealOpened' ? 'only an opening can be corrected by one' : null;
}
