import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealLost } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { isAutomatic } from '../process/is-led.ts';
import { checkListed, checkReason } from '../process/loss-reason.ts';
import { checkDemandExplained } from '../process/primary-demand.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Loses an open deal in the stage it is in. Lost is an outcome, not a stage.
 *
 * Where an automatic pipeline leads the deal, its open tasks are closed and one comes up, to record the result;
 * `explainLoss` completes it, and asks for a reason for each line of demand not wholly satisfied. Elsewhere the reason, and
 * where demand is recorded those of its lines, must be given at once.
 *
 * @throws DealError `reason-required`, `reason-not-allowed`, `competitor-required`, `demand-unexplained`, `deal-not-open`, `deal-deleted`,
 * `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`, `invalid-pipeline`,
 * `invalid-value`.
 *
 * @example
 * ```ts
 * loseDeal(deal, sales, { reason: 'price', at: on('12') })[0].reason // => 'price'
 * ```
 */
export function loseDeal(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** Why; may be left out only where an automatic pipeline leads the deal and asks for it afterwards. */
    readonly reason?: string | null | undefined;
    /** What else played a part; reports count the loss by its reason. */
    readonly otherReasons?: readonly string[] | undefined;
    /** Who got the deal; needed where the reason is `lostToCompetitor`. */
    readonly competitorId?: string | undefined;
  },
): [DealLost] {
  const known = { reason: readLater, otherReasons: readLater, competitorId: readLater };
  const entry = entryOf<OpenDeal, typeof input>(deal, pipeline, input, known, assertOpen);
  const { deal: then, common } = entry;
  const { reason = null, otherReasons, competitorId } = input;
  const event = eventOf('DealLost', common, { reason, otherReasons, competitorId });
  const isAskedLater = isAutomatic(then, pipeline);
  if (reason !== null || !isAskedLater) checkReason(then, reason, competitorId);
  checkListed(then, pipeline, [reason, ...(event.otherReasons ?? [])]);
  if (!isAskedLater) checkDemandExplained(pipeline, then.id, then.demand);
  return entered(entry, [event]);
}
