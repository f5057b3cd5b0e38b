import type { Ending, Exit, Path, ReadVisit } from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';

/** The cells that the deals which entered a stage are divided into; the first of them is all. */
export const cellNames = ['entered', 'passed', 'lost', 'open', 'returned', 'transferred'] as const;
type CellName = (typeof cellNames)[number];

/** What a funnel counts of a path under one reading. */
export interface Profile {
  readonly ending: Ending;
  /** By position: the cell of the last visit to the stage; -1 where it was not entered. */
  readonly cells: Int8Array;
  /** By position: whether the stage was entered without a real visit. */
  readonly skipped: readonly boolean[];
  /** The positions of stages that the pipeline does not know and the path really visited. */
  readonly unmapped: readonly number[];
  /** By position: whether the deal counts as gone on from there; null where the cells tell. */
  readonly goesOn: readonly boolean[] | null;
  /** By position: whether it counts as having come there; null where the cells tell. */
  readonly comes: readonly boolean[] | null;
}

const cellOfExit: Readonly<Record<Exit, CellName>> = {
  advanced: 'passed',
  won: 'passed',
  returned: 'returned',
  lost: 'lost',
  open: 'open',
  transferred: 'transferred',
};

/** The number of a cell. */
export function cellNumber(name: string): number {
  return cellNames.indexOf(name as CellName);
}

/** What a funnel sees of a path, given its visits. */
export function profileOf(order: StageOrder, path: Path, visits: readonly ReadVisit[]): Profile {
  const cells = new Int8Array(order.places.length).fill(-1);
  for (const { position, exit } of visits) cells[position] = cellNumber(cellOfExit[exit]);
  const stays = realStays(visits, cells.length);
  const skipped = stays.map((real, position) => real === 0 && cells[position] !== -1);
  return {
    ...{ ending: path.ending, cells, skipped, unmapped: unmappedIn(order, path) },
    goesOn: null,
    comes: null,
  };
}

/** The positions of stages that the pipeline does not know and a path really visited. */
function unmappedIn({ positionOf, mapped }: StageOrder, { stages }: Path): number[] {
  const positions = new Set(stages.map((stageId) => positionOf.get(stageId) as number));
  return [...positions].filter((position) => position >= mapped).sort((a, b) => a - b);
}

/** How many of the visits to each of so many stages are real stays. */
export function realStays(visits: readonly ReadVisit[], stages: number): number[] {
  const stays = new Array<number>(stages).fill(0);
  for (const { position, stays: real } of visits)
    if (real !== null) stays[position] = (stays[position] as number) + 1;
  return stays;
}
