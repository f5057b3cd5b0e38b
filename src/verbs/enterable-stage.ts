import { DealError } from '../errors.ts';
import { activeStages } from '../pipeline/active-stages.ts';
import type { Pipeline, Stage } from '../pipeline/pipeline.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { checkText } from '../text.ts';

/** Checks that a pipeline takes new deals, opened in it or transferred into it. */
export function checkAcceptsNew({ id, acceptsNewDeals }: Pipeline): void {
  if (acceptsNewDeals) return;
  throw new DealError('new-deals-not-accepted', `Pipeline ${id} takes no new deals.`, { pipelineId: id });
}

/** Checks that a stage is one of the pipeline's. */
export function checkStageId(pipeline: Pipeline, stageId: string): void {
  checkText(stageId, 'stageId');
  if (stageById(pipeline, stageId) !== undefined) return;
  throw new DealError('unknown-stage', `Pipeline ${pipeline.id} has no stage ${stageId}.`, {
    pipelineId: pipeline.id,
    stageId,
  });
}

/** The id of a stage, by that or one it had before, once it is certain that it is one of the pipeline's which deals may enter. */
export function enterableStage(pipeline: Pipeline, stageId: string): string {
  checkStageId(pipeline, stageId);
  const { id, retired } = stageById(pipeline, stageId) as Stage;
  if (retired !== true) return id;
  throw new DealError(
    'stage-retired',
    `Stage ${stageId} of pipeline ${pipeline.id} is not entered any more.`,
    {
      pipelineId: pipeline.id,
      stageId,
    },
  );
}

/** The stage a deal enters a pipeline in: the one asked for or the first; none in a pipeline without stages. */
export function entryStage(pipeline: Pipeline, stageId: string | undefined): string | undefined {
  return stageId === undefined ? activeStages(pipeline)[0]?.id : enterableStage(pipeline, stageId);
}

/** Whether a stage is not the one that deals of an automatic pipeline start in. */
export function isLaterStage(pipeline: Pipeline, stageId: string | undefined): boolean {
  return pipeline.progression === 'automatic' && stageId !== activeStages(pipeline)[0]?.id;
}
