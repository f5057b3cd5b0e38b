import type { Pipeline, Stage } from './pipeline.ts';

/** A copy of a pipeline that nobody can change: for a book to keep and to hand out. */
export function ownPipeline(pipeline: Pipeline): Pipeline {
  return frozenCopy(pipeline) as Pipeline;
}

/** A stage that nobody can change: of a pipeline that was defined itself, else a copy. */
export function ownStage<S extends string>(stage: Stage<S> | undefined): Stage<S> | undefined {
  return Object.isFrozen(stage) ? stage : (frozenCopy(stage) as Stage<S>);
}

function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([name, part]) => [name, frozenCopy(part)])),
  );
}
