import type { Pipeline, Stage } from './pipeline.ts';

/** A stage of a pipeline by its id. */
export function stageById(pipeline: Pipeline, stageId: string | null): Stage | undefined {
  return pipeline.stages.find(({ id }) => id === stageId);
}
