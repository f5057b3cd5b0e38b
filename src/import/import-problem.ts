/** Something wrong or odd in the rows of an import, and what was done with it. */
export interface ImportProblem {
  readonly in: 'deal' | 'change';
  /** Which row, from 0. */
  readonly index: number;
  readonly dealId: string | null;
  /** The field of the row, as a path: `outcome.at`; null where it is the whole row. */
  readonly field: string | null;
  readonly code: string;
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
