import type { Facts } from '../book/facts.ts';
import { pathReader } from '../book/path-reader.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import {
  type Ending,
  type Exit,
  type Path,
  type Reading,
  type ReadVisit,
  readPath,
} from '../timeline/read-path.ts';
import { type StageOrder, stageOrder } from '../timeline/stage-order.ts';

/** The cells that the deals which entered a stage are divided into. */
export const cellNames = ['entered', 'passed', 'lost', 'open', 'returned', 'transferred'] as const;
export type CellName = (typeof cellNames)[number];

/** What a funnel sees of a path in one reading: paths that differ in nothing else are one shape. */
export interface Shape {
  readonly ending: Ending;
  /** By position: the cell of the last visit to the stage; null where it was not entered. */
  readonly cells: readonly (CellName | null)[];
  /** By position: whether the stage was entered without a real visit. */
  readonly skipped: readonly boolean[];
  /** The positions of stages that the pipeline does not know and the path really visited. */
  readonly unmapped: readonly number[];
}

/** The shapes of paths in one reading. */
export interface Shapes {
  readonly shapes: readonly Shape[];
  /** The number of the shape that visits of a path have. */
  add(path: Path, visits: readonly ReadVisit[]): number;
}

const cellOfExit: Readonly<Record<Exit, CellName>> = {
  advanced: 'passed',
  won: 'passed',
  returned: 'returned',
  lost: 'lost',
  open: 'open',
  transferred: 'transferred',
};

export function shapesIn(order: StageOrder): Shapes {
  const shapes: Shape[] = [];
  const numbers = new Map<string, number>();
  return {
    shapes,
    add(path, visits) {
      const shape = shapeOf(order, path, visits);
      const key = `${shape.ending} ${shape.cells.join()} ${shape.skipped.join()} ${shape.unmapped.join()}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, shapes.push(shape) - 1);
      return shapes.length - 1;
    },
  };
}

function shapeOf(
  { places, positionOf, mapped }: StageOrder,
  path: Path,
  visits: readonly ReadVisit[],
): Shape {
  const cells = new Array<CellName | null>(places.length).fill(null);
  for (const { position, exit } of visits) cells[position] = cellOfExit[exit];
  const stays = staysIn(visits, places.length);
  const skipped = cells.map((cell, position) => cell !== null && stays[position] === 0);
  const positions = new Set(path.stages.map((stageId) => positionOf.get(stageId) as number));
  const unmapped = [...positions].filter((position) => position >= mapped).sort((a, b) => a - b);
  return { ending: path.ending, cells, skipped, unmapped };
}

/** How many of the visits to each of so many stages are real stays. */
export function staysIn(visits: readonly ReadVisit[], stages: number): number[] {
  const stays = new Array<number>(stages).fill(0);
  for (const { position, stays: real } of visits)
    if (real !== null) stays[position] = (stays[position] as number) + 1;
  return stays;
}

/** How the deals of a book are read in one pipeline and one reading; whole ways are given by their nodes. */
export interface PathReading {
  readonly order: StageOrder;
  readonly shapes: readonly Shape[];
  /** The path a way is in the pipeline; null if it never was in it. */
  pathOf(node: number): Path | null;
  /** The visits this reading sees in a path. */
  visitsOf(path: Path): readonly ReadVisit[];
  /** The number of the shape of a way; -1 if it never was in the pipeline. */
  shapeOf(node: number): number;
  /** By `node * order.places.length + position`: the real stays of a way whose shape was asked for. */
  stays(): Int32Array;
}

const readings = new WeakMap<Facts, Map<string, PathReading>>();

/**
 * How paths are read; what was found out about one stays known as long as the facts live. The order has all stages
 * that any deal of the facts was in, so a change of them is a new reading.
 */
export function pathReading(facts: Facts, pipeline: Pipeline, reading: Reading): PathReading {
  const places = facts.homes.get(pipeline.id)?.steps ?? new Map<string | null, number>();
  const key = JSON.stringify([pipeline.id, reading.skips, reading.returns, places.size]);
  const ofFacts = readings.get(facts) ?? new Map<string, PathReading>();
  readings.set(facts, ofFacts);
  let known = ofFacts.get(key);
  if (known === undefined) {
    const visited = [...places.keys()].filter((stageId) => stageId !== null);
    known = readingOf(facts, pipeline.id, stageOrder(pipeline, visited), reading);
    ofFacts.set(key, known);
  }
  return known;
}

const unknown = -2;

function readingOf(facts: Facts, pipelineId: string, order: StageOrder, reading: Reading): PathReading {
  const shapes = shapesIn(order);
  const pathOf = pathReader(facts, pipelineId);
  const visits = new Map<Path, readonly ReadVisit[]>();
  const visitsOf = (path: Path): readonly ReadVisit[] => {
    const known = visits.get(path) ?? readPath(path, order, reading);
    visits.set(path, known);
    return known;
  };
  const stages = order.places.length;
  let byNode = new Int32Array(0);
  let stays = new Int32Array(0);
  const shapeOf = (node: number): number => {
    if (node >= byNode.length) {
      byNode = extended(byNode, facts.paths.length, unknown);
      stays = extended(stays, facts.paths.length * stages, 0);
    }
    let shape = byNode[node] as number;
    if (shape === unknown) {
      const path = pathOf(node);
      shape = path === null ? -1 : shapes.add(path, visitsOf(path));
      byNode[node] = shape;
      if (path !== null) stays.set(staysIn(visitsOf(path), stages), node * stages);
    }
    return shape;
  };
  return { order, shapes: shapes.shapes, pathOf, visitsOf, shapeOf, stays: () => stays };
}

function extended(numbers: Int32Array<ArrayBuffer>, length: number, rest: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length).fill(rest, numbers.length);
  longer.set(numbers);
  return longer;
}
