import type { Pipeline, Stage } from './pipeline.ts';

/** The stages that deals may be moved into. */
export function activeStages<S extends string>(pipeline: Pipeline<S>): readonly Stage<S>[] {
  return pipeline.stages.filter(({ retired }) => retired !== true);
}

/** The stage that follows another one; undefined after the last. One the pipeline does not know comes before all. */
export function nextStage(pipeline: Pipeline, stageId: string): Stage | undefined {
  const position = pipeline.stages.findIndex(({ id }) => id === stageId);
  return pipeline.stages.find(({ retired }, index) => index > position && retired !== true);
}

/** A stage of a pipeline by its id. */
export function stageById(pipeline: Pipeline, stageId: string | null): Stage | undefined {
  return pipeline.stages.find(({ id }) => id === stageId);
}
