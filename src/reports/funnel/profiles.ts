import type { Exit, Path, ReadVisit } from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { type CellName, cellNumber, type Marks, marksOf, type Seen } from './cells.ts';

/** What a funnel counts of a path under one reading. */
export interface Profile extends Seen {
  /** Where its deals are counted. */
  readonly marks: Marks;
  /** The positions of stages that the pipeline does not know and the path really visited. */
  readonly unmapped: readonly number[];
}

/** The profile of what is seen of a path. */
export function profileFrom(seen: Seen, unmapped: readonly number[], mapped: number): Profile {
  const { ending, cells, skipped, goesOn, comes } = seen;
  return { ending, cells, skipped, unmapped, goesOn, comes, marks: marksOf(seen, mapped) };
}

const cellOfExit: Readonly<Record<Exit, CellName>> = {
  advanced: 'passed',
  won: 'passed',
  returned: 'returned',
  lost: 'lost',
  open: 'open',
  transferred: 'transferred',
};

/** What a funnel sees of a path, given its visits. */
export function profileOf(order: StageOrder, path: Path, visits: readonly ReadVisit[]): Profile {
  const cells = new Int8Array(order.places.length).fill(-1);
  for (const { position, exit } of visits) cells[position] = cellNumber(cellOfExit[exit]);
  const stays = realStays(visits, cells.length);
  const skipped = stays.map((real, position) => real === 0 && cells[position] !== -1);
  const seen = { ending: path.ending, cells, skipped, goesOn: null, comes: null };
  return profileFrom(seen, unmappedIn(order, path), order.mapped);
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
