import type { DealHistory } from '../deal/event.ts';
import type { ImportProblem } from './rows/import-problem.ts';

/** What an import made of its rows. */
export interface DealImport {
  /** A history for each deal row that was taken, in their order. */
  readonly histories: DealHistory[];
  /** All that was wrong or odd, in the order of the rows: first of the deals, then of the changes. */
  readonly problems: readonly ImportProblem[];
  /** What became of the rows: `given` is the sum of the others. */
  readonly counts: {
    readonly deals: { readonly given: number; readonly taken: number; readonly leftOut: number };
    readonly changes: {
      readonly given: number;
      readonly taken: number;
      readonly merged: number;
      readonly ignored: number;
      readonly leftOut: number;
    };
  };
}
