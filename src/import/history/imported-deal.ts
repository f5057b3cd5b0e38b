import type { ChangeRow } from '../rows/change-row.ts';
import type { Findings, RowPlace } from '../rows/findings.ts';
import type { ImportRules } from '../rows/import-rules.ts';
import type { GivenDeal } from '../rows/read-deal-row.ts';

/** What the history of one deal is made from. */
export interface ImportedDeal {
  readonly given: GivenDeal;
  readonly rules: ImportRules;
  readonly findings: Findings;
  /** All changes of the import that are taken; those of the deal are given by their numbers. */
  readonly changes: readonly ChangeRow[];
  /** When each of them counts. */
  readonly instants: Float64Array;
  /** What each of them tells of, as `toldFields` has it. */
  readonly told: Uint16Array;
  readonly effects: ChangeEffects;
  readonly placeOf: (change: number) => RowPlace;
}

/** What became of each change. */
interface ChangeEffects {
  merged(change: number): void;
  ignored(change: number): void;
  leftOut(change: number): void;
}
