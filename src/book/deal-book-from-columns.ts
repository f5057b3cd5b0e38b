import type { ChangeColumns, DealColumns } from '../import/columns/deal-columns.ts';
import { changeRowsIn, dealRowsIn } from '../import/columns/made-rows.ts';
import { readDeals } from '../import/read-deals.ts';
import { refuseFindings } from '../import/refuse-findings.ts';
import { type ImportOptions, importOptions, readImportRules } from '../import/rows/import-rules.ts';
import { checkOption, checkOptions, iterable, type OptionsOf, object } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { addHistory, bookOf, emptyDraft } from './deal-book.ts';
import { type DealBookOptions, dealBookOptions } from './deal-book-options.ts';
import type { DealBook } from './view/book.ts';

type BookColumns = Parameters<typeof dealBookFromColumns>[0];

const bookColumns: OptionsOf<BookColumns> = { deals: object, changes: object };

/**
 * A book of deals that lie in columns, as a database, a warehouse or Apache Arrow gives them: typed arrays, lists, texts in a
 * dictionary, vectors. It is the book of the histories that `historiesOf` makes of the same rows, and what that refuses is
 * refused here with the same codes, the columns named by the paths in a row: `outcome.at`. Days and times without a zone are
 * read in the book's `timeZone`.
 *
 * No row is kept: each deal is read, recorded and forgotten before the next one. In changes, null is what did not change, since
 * columns have no other way to say so; the column `none` names what a deal has none of from then on. Payments and interactions have no
 * columns: `appendToBook` adds them.
 *
 * @throws DealError `invalid-option` (a column that is not read, is missing, is no column, or has another length; options), and
 * as `historiesOf` and `dealBook`; the reason of the signal.
 *
 * @example
 * ```ts
 * const deals = {
 *   id: ['d7', 'd8'], pipelineId: 'sales', openedAt: Float64Array.of(+on('01'), +on('02')), currency: 'NOK',
 *   potential: { values: Int32Array.of(12050, 9900), scale: 2 }, ownerId: { values: Int8Array.of(0, -1), dictionary: ['kari'] },
 * }
 * const changes = { dealId: ['d7'], at: [+on('05')], stageId: ['offer'] }
 * const columnar = dealBookFromColumns({ deals, changes }, { pipelines: [sales], currency: 'NOK' })
 * salesFunnel(columnar, { pipelineId: 'sales' }).stages.map(({ entered }) => entered) // => [2, 1, 0]
 * groupDeals(columnar, 'ownerId').map(({ key, book: { deals } }) => [key, deals]) // => [['kari', 1], [null, 1]]
 * ```
 */
export function dealBookFromColumns(
  columns: {
    readonly deals: DealColumns;
    readonly changes?: ChangeColumns | undefined;
  },
  options: DealBookOptions & Omit<ImportOptions, 'timeZone'>,
): DealBook {
  checkOptions(columns, bookColumns, 'columns');
  checkOptions(options, { ...importOptions, ...dealBookOptions });
  checkOption('pipelines', options.pipelines, iterable);
  const { openingTolerance, outcomeStages, onProgress, signal, ...others } = options;
  const pipelines: readonly Pipeline[] = Array.from(options.pipelines);
  const { timeZone } = options;
  const rules = readImportRules(pipelines, { timeZone, openingTolerance, outcomeStages, onProgress, signal });
  const deals = dealRowsIn(columns.deals);
  const changes = changeRowsIn(columns.changes ?? { dealId: [], at: [] });
  const draft = emptyDraft({ ...others, pipelines }, deals.length);
  let failed: { readonly error: unknown } | undefined;
  const { findings } = readDeals(deals, changes, rules, (history) => {
    if (failed !== undefined) return;
    try {
      addHistory(draft, history);
    } catch (error) {
      failed = { error }; // rows that come later may be what is refused first
    }
  });
  refuseFindings(findings);
  if (failed !== undefined) throw failed.error;
  return bookOf(draft);
}
