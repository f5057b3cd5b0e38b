import type { Pipeline, Stage } from '../pipeline/pipeline.ts';
import { compareText } from '../text.ts';
import type { StageHead } from './stage-head.ts';

/**
 * The order in which the stages of a pipeline follow each other: first those deals go through, then those retired, at
 * the end those the pipeline does not know. Nobody goes through the latter two any more, so they are never jumped over.
 */
export interface StageOrder {
  readonly places: readonly StageHead[];
  /** How many stages deals go through: the places from there on are of retired and unmapped stages. */
  readonly mapped: number;
  /** By the ids that stages have, and those they had before. */
  readonly positionOf: ReadonlyMap<string, number>;
  /** By position: how far on the way the stage is, or was before it was retired. */
  readonly ranks: readonly number[];
  /** By position: how many stages that deals go through come before it; null where it is not known. */
  readonly before: readonly (number | null)[];
}

/** The order of a pipeline's stages and of the stages that deals really visited. */
export function stageOrder(pipeline: Pipeline, visited: Iterable<string>): StageOrder {
  const { stages } = pipeline;
  const active = stages.filter(({ retired }) => retired !== true);
  const retired = stages.filter((stage) => stage.retired === true);
  const places: StageHead[] = [
    ...active.map(({ id, name }) => ({ stageId: id, name, unmapped: false })),
    ...retired.map(({ id, name }) => ({ stageId: id, name, unmapped: false, retired: true })),
  ];
  const known = new Set(stages.flatMap(({ id, formerly = [] }) => [id, ...formerly]));
  const unknown = [...new Set(visited)].filter((stageId) => !known.has(stageId)).sort(compareText);
  for (const stageId of unknown) places.push({ stageId, name: stageId, unmapped: true });
  const rankOf = new Map(stages.map((stage, rank) => [stage, rank]));
  const activeBefore = countsBefore(stages);
  const inPlaces = [...active, ...retired];
  const inOrder = inPlaces.map((stage) => rankOf.get(stage) as number);
  return {
    places,
    mapped: active.length,
    positionOf: new Map(
      places.flatMap(({ stageId }, position) =>
        [stageId, ...(inPlaces[position]?.formerly ?? [])].map((id) => [id, position] as const),
      ),
    ),
    ranks: [...inOrder, ...unknown.map((_, index) => stages.length + index)],
    before: [...inOrder.map((rank) => activeBefore[rank] as number), ...unknown.map(() => null)],
  };
}

/** Of each stage, how many before it deals go through. */
function countsBefore(stages: readonly Stage[]): number[] {
  let count = 0;
  return stages.map(({ retired }) => (retired === true ? count : count++));
}
