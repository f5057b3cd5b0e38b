import type { StageOrder } from '../timeline/stage-order.ts';
import type { ShapeTally } from './shape-tallies.ts';
import type { CellName } from './shapes.ts';

/** A number of deals with the sum of their potentials. */
export interface Cell {
  deals: number;
  readonly sums: Float64Array;
}

/** What became of the deals that entered a stage. */
export interface StageCells extends Readonly<Record<CellName, Cell>> {
  /** Deals that entered without a real visit. */
  skipped: number;
  /** Deals that entered this stage and the next one; for the last stage, those that were won. */
  further: number;
  /** Deals that entered this stage and the first one. */
  fromFirst: number;
}

/** Counts each deal once in each stage it entered. */
export function stageCells(tallies: Iterable<ShapeTally>, order: StageOrder, width: number): StageCells[] {
  const stages = order.places.map(() => emptyCells(width));
  for (const tally of tallies) {
    const { cells, skipped, ending } = tally.shape;
    for (let position = 0; position < cells.length; position++) {
      const cell = cells[position];
      if (cell === null || cell === undefined) continue;
      const stage = stages[position] as StageCells;
      add(stage.entered, tally);
      add(stage[cell], tally);
      if (skipped[position]) stage.skipped += tally.deals;
      const hasNext = position + 1 < order.mapped;
      if (hasNext ? cells[position + 1] !== null : ending === 'won') stage.further += tally.deals;
      if (order.mapped > 0 && cells[0] !== null) stage.fromFirst += tally.deals;
    }
  }
  return stages;
}

export function emptyCell(width: number): Cell {
  return { deals: 0, sums: new Float64Array(width) };
}

/** Adds deals to a cell. */
export function add(cell: Cell, { deals, sums }: Cell): void {
  cell.deals += deals;
  for (let i = 0; i < sums.length; i++) cell.sums[i] = (cell.sums[i] as number) + (sums[i] as number);
}

function emptyCells(width: number): StageCells {
  return {
    entered: emptyCell(width),
    passed: emptyCell(width),
    lost: emptyCell(width),
    open: emptyCell(width),
    returned: emptyCell(width),
    transferred: emptyCell(width),
    skipped: 0,
    further: 0,
    fromFirst: 0,
  };
}
