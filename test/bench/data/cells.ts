import { stageIds } from './sales.ts';

/** What became of a deal in a stage that it entered. */
export const outcomes = ['passed', 'lost', 'open', 'returned'] as const;
export type Outcome = (typeof outcomes)[number];

/** A deal in a stage. */
export interface Cell {
  outcome: Outcome;
  /** How many stays it had there; none where it jumped over the stage. */
  visits: number;
}

/**
 * The cell of a deal in each stage, by the position of the stage; undefined where it was not entered. Of several visits to
 * a stage the last one counts, and a stage that was jumped over was passed.
 */
export function cellsOf(stages: readonly number[], ending: 'won' | 'lost' | 'open'): (Cell | undefined)[] {
  const cells = new Array<Cell | undefined>(stageIds.length).fill(undefined);
  const enter = (stage: number, outcome: Outcome, visits: number): void => {
    cells[stage] = { outcome, visits: visits + (cells[stage]?.visits ?? 0) };
  };
  for (const [index, stage] of stages.entries()) {
    const next = stages[index + 1] ?? (ending === 'won' ? stageIds.length : undefined);
    if (next === undefined) enter(stage, ending as Outcome, 1);
    else enter(stage, next < stage ? 'returned' : 'passed', 1);
    for (let jumped = stage + 1; jumped < (next ?? 0); jumped++) enter(jumped, 'passed', 0);
  }
  return cells;
}
