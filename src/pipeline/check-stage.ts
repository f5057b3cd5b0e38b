import { DealError } from '../errors.ts';
import type { Pipeline } from './pipeline.ts';

/** Checks that a deal in a pipeline with stages is in one. */
export function checkStage(pipeline: Pipeline, stageId: string | null, dealId: string): void {
  if (stageId !== null || pipeline.stages.length === 0) return;
  throw new DealError('missing-stage', `Deal ${dealId} is in no stage of pipeline ${pipeline.id}.`, {
    pipelineId: pipeline.id,
    dealId,
  });
}
