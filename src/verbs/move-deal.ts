import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealMoved } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import { nextStage } from '../pipeline/next-stage.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { isAutomatic } from '../process/is-led.ts';
import { type CheckOptions, checkEntry, checkStageDone } from '../process/requirements.ts';
import { checkCheckOptions } from './check-arguments.ts';
import { enterableStage } from './enterable-stage.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

type MoveDealInput = Parameters<typeof moveDeal>[2];

/**
 * Moves an open deal to another stage: in a manual pipeline any other one, or those that its stage leads to, once it has what
 * the stage requires; in an automatic one that leads the deal only
 * to the next one, once the stage it is in has no open tasks and all that it requires. (`completeTask` moves such a deal by
 * itself; this is for stages without tasks.)
 *
 * @throws DealError `unknown-stage`, `stage-retired`, `move-not-allowed`, `tasks-open`, `requirements-missing`,
 * `unknown-requirement`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`,
 * `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * moveDeal(deal, sales, { to: 'terms', at: on('12') }) // => [{ type: 'DealMoved', dealId: 'd4', at: '2026-10-12T00:00:00.000Z', from: 'offer', to: 'terms' }]
 * ```
 */
export function moveDeal<S extends string>(
  deal: OpenDeal,
  pipeline: Pipeline<S>,
  input: VerbInput & {
    /** The stage it goes to; by an id that it had before, it is that stage, too. */
    readonly to: NoInfer<S>;
  },
  options: CheckOptions = {},
): [DealMoved] {
  const entry = entryOf<OpenDeal, MoveDealInput>(deal, pipeline, input, { to: readLater }, assertOpen);
  const { deal: then, common } = entry;
  checkCheckOptions(options);
  const to = enterableStage(pipeline, input.to);
  const from = then.stageId;
  const led = isAutomatic(then, pipeline);
  const leadsTo = pipeline.progression === 'manual' ? stageById(pipeline, from)?.leadsTo : undefined;
  const isElsewhere = leadsTo !== undefined && !leadsTo.includes(to);
  if (from === null || from === to || isElsewhere || (led && to !== nextStage(pipeline, from)?.id)) {
    throw new DealError('move-not-allowed', `Deal ${deal.id} cannot go from ${from} to ${to}.`, {
      dealId: deal.id,
      from,
      to,
    });
  }
  if (led) checkStageDone(then, pipeline, common.at, options);
  else checkEntry(then, pipeline, to, common.at, options);
  return entered(entry, [eventOf('DealMoved', common, { from, to })]);
}
