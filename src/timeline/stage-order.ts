import type { Pipeline } from '../pipeline/pipeline.ts';
import { compareText } from '../text.ts';

/** A stage's place in the order of its pipeline. */
export interface StagePlace {
  readonly stageId: string;
  readonly name: string;
  /** True for a stage the pipeline does not know: its place is at the end, in code-point order. */
  readonly unmapped: boolean;
}

/** The order in which the stages of a pipeline follow each other, stages it does not know at the end. */
export interface StageOrder {
  readonly places: readonly StagePlace[];
  /** How many stages the pipeline knows: the places from there on are unmapped. */
  readonly mapped: number;
  readonly positionOf: ReadonlyMap<string, number>;
}

/** The order of a pipeline's stages and of the stages that deals really visited. */
export function stageOrder(pipeline: Pipeline, visited: Iterable<string>): StageOrder {
  const places: StagePlace[] = pipeline.stages.map(({ id, name }) => ({
    stageId: id,
    name,
    unmapped: false,
  }));
  const known = new Set(places.map((place) => place.stageId));
  const unknown = [...new Set(visited)].filter((stageId) => !known.has(stageId)).sort(compareText);
  for (const stageId of unknown) places.push({ stageId, name: stageId, unmapped: true });
  return {
    places,
    mapped: pipeline.stages.length,
    positionOf: new Map(places.map((place, position) => [place.stageId, position])),
  };
}
