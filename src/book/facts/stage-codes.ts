import { checkStage } from '../../pipeline/check-stage.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { pipelineOf } from '../../pipeline/pipelines-by-id.ts';

/** A pipeline with the codes of its stages. */
export interface PipelineCodes {
  readonly pipeline: Pipeline;
  readonly codes: Map<string | null, number>;
}

/** A stage of a pipeline; `stageId` is null in a pipeline without stages. */
export interface StageRef {
  readonly pipelineId: string;
  readonly stageId: string | null;
}

interface PipelineTables {
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly pipelineCodes: Map<string, PipelineCodes>;
}

interface StageTable {
  readonly stages: StageRef[];
}

/** The codes of steps that enter no stage. All others are stage codes. */
export const won = 0;
export const lost = 1;
export const deleted = 2;
export const firstStageCode = 3;

/** Whether the code of a step is a win or a loss. */
export function isOutcome(code: number): boolean {
  return code <= lost;
}

/** The codes of the pipeline that a deal is in. */
export function codesOfPipeline(
  { pipelineCodes, pipelines }: PipelineTables,
  pipelineId: string,
  dealId: string,
): PipelineCodes {
  let codes = pipelineCodes.get(pipelineId);
  if (codes === undefined) {
    codes = { pipeline: pipelineOf(pipelines, pipelineId, dealId), codes: new Map() };
    pipelineCodes.set(pipelineId, codes);
  }
  return codes;
}

/** The code of a stage; a new stage is added. */
export function stageCode(
  { stages }: StageTable,
  { pipeline, codes }: PipelineCodes,
  stageId: string | null,
  dealId: string,
): number {
  const known = codes.get(stageId);
  if (known !== undefined) return known;
  checkStage(pipeline, stageId, dealId);
  const code = firstStageCode + stages.push({ pipelineId: pipeline.id, stageId }) - 1;
  codes.set(stageId, code);
  return code;
}

/** The stage of a stage code. */
export function stageAt({ stages }: StageTable, code: number): StageRef {
  return stages[code - firstStageCode] as StageRef;
}

/** By code: 1 for the stages that are among some, 0 for the others and for codes that are no stage. */
export function stageFlags({ stages }: StageTable, isMeant: (stage: StageRef) => boolean): Uint8Array {
  const flags = new Uint8Array(firstStageCode + stages.length);
  for (const [index, stage] of stages.entries()) flags[firstStageCode + index] = Number(isMeant(stage));
  return flags;
}
