import type { Pipeline, Stage } from './pipeline.ts';

/** A stage of a pipeline by its id, or by one it had before. */
export function stageById<S extends string>(
  { stages }: Pipeline<S>,
  stageId: string | null | undefined,
): Stage<S> | undefined {
  return stages[positionById(stages, stageId)];
}

/** The position of a stage by its id, or by one it had before; -1 where there is none. */
export function positionById(stages: readonly Stage[], stageId: string | null | undefined): number {
  if (typeof stageId !== 'string') return -1;
  return stages.findIndex(({ id, formerly = [] }) => id === stageId || formerly.includes(stageId));
}
