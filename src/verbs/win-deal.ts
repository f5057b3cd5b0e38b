import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealWon } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { Money } from '../money/money.ts';
import { readLater } from '../options.ts';
import { nextStage } from '../pipeline/next-stage.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { isAutomatic } from '../process/is-led.ts';
import { checkDemandExplained } from '../process/primary-demand.ts';
import { type CheckOptions, checkStageDone } from '../process/requirements.ts';
import { checkCheckOptions } from './check-arguments.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Wins an open deal: from any stage in a manual pipeline; in an automatic one that leads the deal from the last one, once
 * its tasks are done and all that it requires is there. Where demand is recorded, each line not wholly satisfied needs a
 * reason. Won is an outcome, not a stage.
 *
 * @throws DealError `stages-remain`, `tasks-open`, `requirements-missing`, `unknown-requirement`,
 * `demand-unexplained`, `invalid-amount`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`,
 * `invalid-date`, `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * const closed = winDeal(deal, sales, { amount: money(190, 'NOK'), at: on('12') })
 * replay([...histories[3], ...closed]).status // => 'won'
 * ```
 */
export function winDeal(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** What was sold; default the potential at that moment. */
    readonly amount?: Money | undefined;
    readonly paymentDueAt?: Date | undefined;
  },
  options: CheckOptions = {},
): [DealWon] {
  const entry = entryOf(deal, pipeline, input, { amount: readLater, paymentDueAt: readLater }, assertOpen);
  const { deal: then, common } = entry;
  checkCheckOptions(options);
  const { amount, paymentDueAt } = input;
  const event = eventOf('DealWon', common, { amount, paymentDueAt });
  const led = isAutomatic(then, pipeline);
  if (led && nextStage(pipeline, String(then.stageId)) !== undefined) {
    throw new DealError(
      'stages-remain',
      `Deal ${deal.id} is in ${then.stageId}; stages remain before it can be won.`,
      {
        dealId: deal.id,
        stageId: then.stageId,
      },
    );
  }
  if (led) checkStageDone(then, pipeline, common.at, options);
  checkDemandExplained(pipeline, deal.id, then.demand);
  return entered(entry, [event]);
}
