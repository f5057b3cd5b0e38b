import type { Pipeline } from './pipeline.ts';

/** By pipeline, of each id that a stage of it had before the one it has now. Pipelines whose stages had none are not in it. */
export type FormerStages = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The ids that stages of pipelines had before. */
export function formerStages(pipelines: Iterable<Pipeline>): FormerStages {
  const former = new Map<string, ReadonlyMap<string, string>>();
  for (const { id: pipelineId, stages } of pipelines) {
    const ids = stages.flatMap(({ id, formerly = [] }) => formerly.map((before) => [before, id] as const));
    if (ids.length > 0) former.set(pipelineId, new Map(ids));
  }
  return former;
}

/** The id that a stage has now. */
export function stageNow(former: FormerStages, pipelineId: string, stageId: string): string {
  return former.get(pipelineId)?.get(stageId) ?? stageId;
}
