import type { Deal, LostDeal } from '../deal/deal.ts';
import type { LossExplained } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkListed, checkReason } from '../process/loss-reason.ts';
import { checkDemandExplained } from '../process/primary-demand.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Says why a deal was lost, for the first time or anew. It completes the task to record the result, where there is one.
 *
 * @throws DealError `reason-required`, `reason-not-allowed`, `competitor-required`, `demand-unexplained`, `deal-not-lost`, `deal-deleted`,
 * `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`, `invalid-pipeline`,
 * `invalid-value`.
 *
 * @example
 * ```ts
 * const lost = historyOf({
 *   id: 'd1', pipelineId: 'typical-sale', ownerId: 'kari', potential: null, openedAt: new Date('2026-10-01'),
 *   visits: [{ stageId: 'initial-contact', enteredAt: new Date('2026-10-01') }], outcome: { status: 'lost', at: new Date('2026-10-09') },
 * })
 * openTasks([lost], [typicalSale]).map(({ name }) => name) // => ['Record the result of the lost deal']
 * const explained = explainLoss(replay(lost), typicalSale, { reason: 'price', at: new Date('2026-10-10') })
 * openTasks([[...lost, ...explained]], [typicalSale]) // => []
 * ```
 */
export function explainLoss(
  deal: LostDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    readonly reason: string;
    /** What else played a part; default as said before. */
    readonly otherReasons?: readonly string[] | undefined;
    /** Who got the deal; needed where the reason is `lostToCompetitor` and nobody was named before. */
    readonly competitorId?: string | undefined;
  },
): [LossExplained] {
  const known = { reason: readLater, otherReasons: readLater, competitorId: readLater };
  const entry = entryOf<LostDeal, typeof input>(deal, pipeline, input, known, assertLost);
  const { deal: then, common } = entry;
  const { reason, otherReasons, competitorId } = input;
  const event = eventOf('LossExplained', common, { reason: reason ?? null, otherReasons, competitorId });
  checkReason(then, reason, competitorId ?? then.competitorId);
  checkListed(then, pipeline, [reason, ...(event.otherReasons ?? [])]);
  checkDemandExplained(pipeline, then.id, then.demand);
  return entered(entry, [event]);
}

function assertLost(deal: Deal): asserts deal is LostDeal {
  if (deal.status === 'lost') return;
  throw new DealError('deal-not-lost', `Deal ${deal.id} is ${deal.status}, not lost.`, {
    dealId: deal.id,
    status: deal.status,
  });
}
