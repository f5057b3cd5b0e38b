import type { LostDeal, WonDeal } from '../deal/deal.ts';
import { assertClosed } from '../deal/deal.ts';
import type { DealReopened } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { isAutomatic } from '../process/is-led.ts';
import { type CheckOptions, checkEntry } from '../process/requirements.ts';
import { checkCheckOptions } from './check-arguments.ts';
import { checkStageId, enterableStage } from './enterable-stage.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

type ReopenDealInput = Parameters<typeof reopenDeal>[2];

/**
 * Reopens a won or lost deal. What happened stays in its history; reports as of an earlier date still show the
 * closing. Its stay in the stage begins anew, and with it the tasks of an automatic pipeline.
 *
 * @throws DealError `unknown-stage`, `stage-retired`, `requirements-missing` (another one than it was closed in), `unknown-requirement`, `move-not-allowed`,
 * `missing-stage` (it was in no stage of a pipeline with stages, and none is named), `deal-not-closed`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-option`,
 * `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * const lost = replay(histories[1])
 * assertClosed(lost)
 * reopenDeal(lost, sales, { at: on('12') })[0].stageId // => 'offer'
 * ```
 */
export function reopenDeal<S extends string>(
  deal: WonDeal | LostDeal,
  pipeline: Pipeline<S>,
  input: VerbInput & {
    /** The stage it goes on in; default the one it was closed in, and no other where an automatic pipeline leads it. */
    readonly stageId?: NoInfer<S> | undefined;
  },
  options: CheckOptions = {},
): [DealReopened] {
  const entry = entryOf<WonDeal | LostDeal, ReopenDealInput>(
    deal,
    pipeline,
    input,
    { stageId: readLater },
    assertClosed,
  );
  const { deal: then, common } = entry;
  checkCheckOptions(options);
  const asked: string | null = input.stageId ?? then.stageId;
  const stageId = stageById(pipeline, asked)?.id ?? asked;
  if (stageId === null) {
    if (pipeline.stages.length > 0) throw missingStage(deal.id, pipeline.id);
    return entered(entry, [eventOf('DealReopened', common, {})]);
  }
  if (stageId === then.stageId) checkStageId(pipeline, stageId);
  else {
    enterableStage(pipeline, stageId);
    checkEntry(then, pipeline, stageId, common.at, options);
  }
  if (isAutomatic(then, pipeline) && stageId !== then.stageId) {
    throw new DealError(
      'move-not-allowed',
      `Deal ${deal.id} goes on in ${then.stageId}, where it was closed.`,
      {
        dealId: deal.id,
        from: then.stageId,
        to: stageId,
      },
    );
  }
  return entered(entry, [eventOf('DealReopened', common, { stageId })]);
}

/** A deal that was imported without a stage goes on in one that is named. */
function missingStage(dealId: string, pipelineId: string): DealError {
  return new DealError(
    'missing-stage',
    `Deal ${dealId} was in no stage of pipeline ${pipelineId}: name one.`,
    {
      dealId,
      pipelineId,
    },
  );
}
