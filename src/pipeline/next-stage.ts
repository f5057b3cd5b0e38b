import type { Pipeline, Stage } from './pipeline.ts';

/** The stage that follows another one; undefined after the last. One the pipeline does not know comes before all. */
export function nextStage(pipeline: Pipeline, stageId: string): Stage | undefined {
  const position = pipeline.stages.findIndex(({ id }) => id === stageId);
  return pipeline.stages.find(({ retired }, index) => index > position && retired !== true);
}
