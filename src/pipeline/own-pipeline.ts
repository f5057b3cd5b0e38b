import type { Pipeline } from './pipeline.ts';

/** A copy of a pipeline that nobody can change: for a book to keep and to hand out. */
export function ownPipeline(pipeline: Pipeline): Pipeline {
  return frozenCopy(pipeline) as Pipeline;
}

function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([name, part]) => [name, frozenCopy(part)])),
  );
}
