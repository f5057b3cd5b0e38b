import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealTransferred, DemandLine, DemandRecorded } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import { checkPipeline } from '../pipeline/define-pipeline.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkDemandGiven } from '../process/primary-demand.ts';
import { type CheckOptions, checkEntry } from '../process/requirements.ts';
import { checkCheckOptions } from './check-arguments.ts';
import { checkAcceptsNew, entryStage, isLaterStage } from './enterable-stage.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Takes an open deal over into another pipeline. In the funnel of the old one it ends as `transferred`, neither won
 * nor lost; it stays one deal. The other pipeline must take new deals; if it records demand and the deal has none, it is asked
 * for here, as at an opening.
 *
 * @throws DealError `unknown-stage`, `stage-retired`, `move-not-allowed` (the same pipeline; a later stage of an
 * automatic one), `new-deals-not-accepted`, `demand-required`, `requirements-missing`, `unknown-requirement`, `invalid-percent`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`,
 * `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * const tenders = definePipeline({ id: 'tenders', name: 'Tenders', progression: 'manual', stages: [{ id: 'notice', name: 'Notice' }] })
 * transferDeal(deal, sales, { to: tenders, at: on('12') })[0].stageId // => 'notice'
 * ```
 */
export function transferDeal<S extends string>(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** The pipeline it goes to. */
    readonly to: Pipeline<S>;
    /** Default the first stage of that pipeline; an automatic pipeline takes no other. */
    readonly stageId?: NoInfer<S> | undefined;
    /** What the client asked for; needed where that pipeline records demand and the deal has none. */
    readonly demand?: readonly DemandLine[] | undefined;
  },
  options: CheckOptions = {},
): [DealTransferred] | [DealTransferred, DemandRecorded] {
  const known = { to: readLater, stageId: readLater, demand: readLater };
  const entry = entryOf<OpenDeal, typeof input>(deal, pipeline, input, known, assertOpen);
  const { to } = input;
  checkCheckOptions(options);
  checkPipeline(to);
  const stageId = entryStage(to, input.stageId);
  if (to.id === pipeline.id || isLaterStage(to, stageId)) {
    throw new DealError(
      'move-not-allowed',
      `Deal ${deal.id} cannot be transferred to ${to.id}, stage ${stageId}.`,
      {
        dealId: deal.id,
        from: entry.deal.stageId,
        to: String(stageId),
      },
    );
  }
  checkAcceptsNew(to);
  const { demand } = input;
  const event = eventOf('DealTransferred', entry.common, { pipelineId: to.id, stageId });
  const recorded = demand === undefined ? [] : [eventOf('DemandRecorded', entry.common, { demand })];
  checkDemandGiven(to, deal.id, demand ?? entry.deal.demand);
  const withDemand = { ...entry.deal, demand: demand ?? entry.deal.demand };
  checkEntry(withDemand, to, stageId, entry.common.at, options);
  return entered(entry, [event, ...recorded] as [DealTransferred] | [DealTransferred, DemandRecorded]);
}
