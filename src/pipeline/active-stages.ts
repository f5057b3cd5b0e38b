import type { Pipeline, Stage } from './pipeline.ts';

/** The stages that deals may be moved into. */
export function activeStages<S extends string>(pipeline: Pipeline<S>): readonly Stage<S>[] {
  return pipeline.stages.filter(({ retired }) => retired !== true);
}
