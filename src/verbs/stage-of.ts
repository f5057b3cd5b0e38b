import type { Deal } from '../deal/deal.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** Whether a deal only goes from stage to stage as its pipeline says. */
export function isLed(deal: Deal, pipeline: Pipeline): boolean {
  return pipeline.progression === 'automatic' && !deal.manualControl;
}

/** Checks that a stage is one of the pipeline's. */
export function checkStageId(pipeline: Pipeline, stageId: string): void {
  if (pipeline.stages.some((stage) => stage.id === stageId)) return;
  throw new DealError('unknown-stage', `Pipeline ${pipeline.id} has no stage ${stageId}.`, {
    pipelineId: pipeline.id,
    stageId,
  });
}

/** The stage a deal enters a pipeline in: the one asked for or the first; none in a pipeline without stages. */
export function entryStage(pipeline: Pipeline, stageId: string | undefined): string | undefined {
  if (stageId !== undefined) checkStageId(pipeline, stageId);
  return stageId ?? pipeline.stages[0]?.id;
}
