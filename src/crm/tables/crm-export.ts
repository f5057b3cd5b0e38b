import type { ChangeRow } from '../../import/rows/change-row.ts';
import type { DealRow } from '../../import/rows/deal-row.ts';
import type { ImportProblem } from '../../import/rows/import-problem.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';

/** A row of a CRM's table, as a reader of CSV or the CRM's API gives it: its cells by the names of their columns. */
export type CrmRecord = Readonly<Record<string, unknown>>;

/** How the cells of a CRM's tables are written. Nothing is guessed from the cells. */
export interface CrmOptions {
  /** The currency of amounts that do not come with their own. */
  readonly currency?: string | undefined;
  /**
   * The notation of numbers that are texts, by an example with a decimal mark: `'1,234.56'`, `'1.234,56'`, `'1 234,56'`,
   * `"1'234.56"`, `'12,34,567.89'`, `'$1,234.56'`. What stands around it in the example may stand around it in a cell, and
   * so may the separators be left out. Default `'1234.56'`, as APIs write them.
   */
  readonly numbers?: string | undefined;
  /**
   * The notation of days and local times: `'DD.MM.YYYY'`, `'M/D/YYYY h:mm A'`, of YYYY, MM or M, DD or D, and of HH or H,
   * or hh or h with A, mm and ss. The time may be missing in a cell; where the notation has none, HH:mm or HH:mm:ss may
   * follow the day. ISO 8601 and milliseconds since 1970 are read in any case, and by default nothing else.
   */
  readonly dates?: string | undefined;
  /** The columns of the deals that are to become the deal's own fields, by their names. */
  readonly fields?: readonly string[] | undefined;
}

/** What a CRM's tables hold: what `importDeals` takes, and what of them could not be read. */
export interface CrmExport {
  readonly dealRows: readonly DealRow[];
  readonly changeRows: readonly ChangeRow[];
  readonly pipelines: readonly Pipeline[];
  /** The stages of the CRM that are outcomes: in no pipeline. */
  readonly outcomeStages: { readonly won: readonly string[]; readonly lost: readonly string[] };
  readonly problems: readonly CrmProblem[];
}

/** Something wrong or odd in a CRM's tables, and what was done with it. */
export interface CrmProblem {
  /** The table, by its name among those that were given. */
  readonly in: string;
  /** Which row, from 0; null where it is the whole table. */
  readonly index: number | null;
  readonly dealId: string | null;
  /** The column, as it is called there; null where it is the whole row. */
  readonly field: string | null;
  /**
   * `invalid-row`, `missing-id`, `invalid-text`, `invalid-number`, `invalid-amount`, `missing-currency`,
   * `invalid-flag`, `invalid-date`, `missing-date`, `missing-stage`, `unknown-status`, `deleted`, `archived`,
   * `not-a-deal`, `unknown-fields`, `duplicate-stage`, `stages-from-rows`.
   */
  readonly code: string;
  /** What stood there, shortened. */
  readonly input: string;
  /** As in {@link ImportProblem}. */
  readonly effect: ImportProblem['effect'];
  /** A sentence for people. */
  readonly message: string;
}
