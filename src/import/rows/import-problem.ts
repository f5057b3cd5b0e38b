import type { DealErrorCode } from '../../errors.ts';

/** What is wrong or odd: the code of an error for what is left out; `validateHistory`'s words for what it reports too. */
export type ImportProblemCode =
  | DealErrorCode
  /** Since when something held is not told. */
  | 'assumed-time'
  /** Equal in every value to another row. */
  | 'repeated-row'
  /** The deal was in that stage already, and nothing else changed. */
  | 'same-stage'
  /** What the row tells held already. */
  | 'unchanged'
  /** The row tells nothing. */
  | 'nothing-told'
  /** `from` is not what held until then. */
  | 'wrong-from'
  /** A closing at local midnight, with changes later that day: a day is to be written as text. */
  | 'midnight-date'
  /** The row and the log date one outcome differently. */
  | 'outcome-date'
  /** A key that no row has. */
  | 'unknown-key'
  /** A change of a closed deal that is none of an outcome or owner. */
  | 'on-closed-deal'
  /** The deal was reopened after that outcome. */
  | 'reopened-later'
  /** Dated before the opening; counts at the opening. */
  | 'before-opening';

/** Something wrong or odd in the rows of an import, and what was done with it. */
export interface ImportProblem {
  readonly in: 'deal' | 'change';
  /** Which row, from 0. */
  readonly index: number;
  readonly dealId: string | null;
  /** The field of the row, as a path: `outcome.at`; null where it is the whole row. */
  readonly field: string | null;
  readonly code: ImportProblemCode;
  /** What stood there, shortened. */
  readonly input: string;
  /**
   * `left-out`: the row is not in. `ignored`: it does not count. `merged`: one with another row. `assumed`: what was
   * missing was taken to be so. `taken`: as given, and pointed out.
   */
  readonly effect: 'left-out' | 'ignored' | 'merged' | 'assumed' | 'taken';
  /** A sentence for people. */
  readonly message: string;
}
