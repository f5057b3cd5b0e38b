import { checkStage } from '../../pipeline/check-stage.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { pipelineOf } from '../../pipeline/pipelines-by-id.ts';

/** A pipeline, and the steps that stand for its stages. */
export interface PipelineCodes {
  readonly pipeline: Pipeline;
  readonly steps: Map<string | null, number>;
}

/** A stage of a pipeline, or a pipeline without stages. */
export interface StageRef {
  readonly pipelineId: string;
  readonly stageId: string | null;
}

interface Homes {
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly pipelineCodes: Map<string, PipelineCodes>;
}

interface Places {
  readonly stages: StageRef[];
}

/** Steps that are no places. */
export const won = 0;
export const lost = 1;
export const deleted = 2;
export const firstStageCode = 3;

/** Whether a step is a win or a loss. */
export function isOutcome(step: number): boolean {
  return step <= lost;
}

/** A pipeline that a deal is in. */
export function codesOfPipeline(
  { pipelineCodes, pipelines }: Homes,
  pipelineId: string,
  dealId: string,
): PipelineCodes {
  let home = pipelineCodes.get(pipelineId);
  if (home === undefined) {
    home = { pipeline: pipelineOf(pipelines, pipelineId, dealId), steps: new Map() };
    pipelineCodes.set(pipelineId, home);
  }
  return home;
}

/** The step that stands for a stage of a pipeline, a new one if need be. */
export function stageCode(
  { stages }: Places,
  { pipeline, steps }: PipelineCodes,
  stageId: string | null,
  dealId: string,
): number {
  const known = steps.get(stageId);
  if (known !== undefined) return known;
  checkStage(pipeline, stageId, dealId);
  const step = firstStageCode + stages.push({ pipelineId: pipeline.id, stageId }) - 1;
  steps.set(stageId, step);
  return step;
}

/** The stage a step stands for. */
export function stageAt({ stages }: Places, step: number): StageRef {
  return stages[step - firstStageCode] as StageRef;
}
