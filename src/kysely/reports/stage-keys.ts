import type { Pipeline, Stage } from '../../pipeline/pipeline.ts';
import { stageById } from '../../pipeline/stage-by-id.ts';
import { keyOf } from '../schema/key.ts';

/** The keys of all ids that a stage has or had; of one that the pipeline does not know, that of its id. */
export function keysOfStage(pipeline: Pipeline, stageId: string): string[] {
  const stage = stageById(pipeline, stageId);
  return (stage === undefined ? [stageId] : idsOf(stage)).map(keyOf);
}

/** The stages of a pipeline by the keys of the ids they have or had. */
export function stagesByKey({ stages }: Pipeline): Map<string, string> {
  return new Map(stages.flatMap((stage) => idsOf(stage).map((id) => [keyOf(id), stage.id] as const)));
}

/** Whether a stage of a pipeline had other ids: rows have the visits of each by itself. */
export function hasFormerStages({ stages }: Pipeline): boolean {
  return stages.some((stage) => idsOf(stage).length > 1);
}

function idsOf({ id, formerly = [] }: Stage): readonly string[] {
  return [id, ...formerly];
}
