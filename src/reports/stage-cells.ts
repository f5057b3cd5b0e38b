import type { Exit, ReadVisit } from '../timeline/read-path.ts';
import type { StageOrder } from '../timeline/stage-order.ts';
import type { PathTally } from './deal-paths.ts';

/** A number of deals with the sum of their potentials. */
export interface Cell {
  deals: number;
  readonly sums: Float64Array;
}

/** The cells that the deals which entered a stage are divided into. */
export const cellNames = ['entered', 'passed', 'lost', 'open', 'returned', 'transferred'] as const;
export type CellName = (typeof cellNames)[number];

/** What became of the deals that entered a stage, in one reading of their paths. */
export interface StageCells extends Readonly<Record<CellName, Cell>> {
  /** Deals that entered without a real visit. */
  skipped: number;
  /** Real stays. */
  visits: number;
  /** Deals that entered this stage and the next one; for the last stage, those that were won. */
  further: number;
  /** Deals that entered this stage and the first one. */
  fromFirst: number;
}

/** Deals of one path, and the visits that a reading sees in it. */
export interface ReadTally {
  readonly tally: PathTally;
  readonly visits: readonly ReadVisit[];
}

const cellOfExit: Readonly<Record<Exit, CellName>> = {
  advanced: 'passed',
  won: 'passed',
  returned: 'returned',
  lost: 'lost',
  open: 'open',
  transferred: 'transferred',
};

/** Counts each deal once in each stage it entered: in the cell of its last visit there. */
export function stageCells(tallies: Iterable<ReadTally>, order: StageOrder, width: number): StageCells[] {
  const stages = order.places.map(() => emptyCells(width));
  for (const { tally, visits } of tallies) {
    const exits = new Array<Exit | null>(stages.length).fill(null); // of the last visit; null where it never was
    const stays = new Array<number>(stages.length).fill(0);
    for (const { position, exit, stays: real } of visits) {
      exits[position] = exit;
      if (real !== null) stays[position] = (stays[position] as number) + 1;
    }
    for (const [position, exit] of exits.entries()) {
      if (exit === null) continue;
      const stage = stages[position] as StageCells;
      add(stage.entered, tally);
      add(stage[cellOfExit[exit]], tally);
      stage.visits += (stays[position] as number) * tally.deals;
      if (stays[position] === 0) stage.skipped += tally.deals;
      const hasNext = position + 1 < order.mapped;
      if (hasNext ? exits[position + 1] !== null : tally.ending === 'won') stage.further += tally.deals;
      if (order.mapped > 0 && exits[0] !== null) stage.fromFirst += tally.deals;
    }
  }
  return stages;
}

/** The cell a deal is in at a stage, in one reading of its path; null if it never entered. */
export function cellAt(visits: readonly ReadVisit[], position: number): CellName | null {
  const last = visits.findLast((visit) => visit.position === position);
  return last === undefined ? null : cellOfExit[last.exit];
}

export function emptyCell(width: number): Cell {
  return { deals: 0, sums: new Float64Array(width) };
}

/** Adds the deals of a path to a cell. */
export function add(cell: Cell, { deals, sums }: PathTally): void {
  cell.deals += deals;
  for (let i = 0; i < sums.length; i++) cell.sums[i] = (cell.sums[i] as number) + (sums[i] as number);
}

function emptyCells(width: number): StageCells {
  const cells = Object.fromEntries(cellNames.map((name) => [name, emptyCell(width)])) as Record<
    CellName,
    Cell
  >;
  return { ...cells, skipped: 0, visits: 0, further: 0, fromFirst: 0 };
}
