import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { rowsInPipeline, stageReader } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import { firstInOrder } from '../../columns/first-in-order.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, object, readLater, text, wholeNumber } from '../../options.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { type StageHead, stageHead } from '../../timeline/stage-head.ts';
import { withoutUndefined } from '../given.ts';
import { activeFunnel } from '../open-deals/active-funnel.ts';
import { type DealSort, type DealSortInput, readSort, rowOrder, sortOption } from './deal-order.ts';
import { type DealLine, dealLineReader } from './deal-row.ts';

/** What `dealBoard` takes. */
export interface DealBoardOptions {
  readonly pipelineId: string;
  /** The order within a stage: default by id. */
  readonly sort?: DealSortInput | undefined;
  /** At most so many deals of each stage; default all. `dealList` shows the rest. */
  readonly limit?: number | undefined;
  /** Default the book's date. */
  readonly asOf?: Date | undefined;
  /** Measures ages in business days; default days of 24 hours. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** The options it takes. */
export const dealBoardOptions: OptionsOf<DealBoardOptions> = {
  pipelineId: text,
  sort: sortOption,
  limit: wholeNumber,
  asOf: readLater,
  calendar: object,
};

/** The open deals of a pipeline as the cards of a board, a column for each stage. */
export interface DealBoard {
  readonly kind: 'dealBoard';
  readonly pipelineId: string;
  readonly sort: DealSort;
  readonly limit?: number;
  readonly asOf: Date | null;
  readonly currency: string;
  /** The open deals in one stage. */
  readonly stages: readonly (StageHead & {
    readonly open: number;
    readonly potential: Money;
    /** Open deals without a potential in the management currency. */
    readonly unpriced: number;
    /** The first of them. */
    readonly deals: readonly DealLine[];
  })[];
  readonly total: { readonly open: number; readonly potential: Money; readonly unpriced: number };
}

/**
 * Which deals are open in each stage of a pipeline, as a board shows them?
 *
 * Stages, counts and potentials are those of `activeFunnel`; the deals of a stage are rows of `dealList`, in the order asked
 * for. A pipeline without stages has no columns, only a total.
 *
 * @throws DealError `unknown-pipeline`, `unknown-field`, `invalid-date`, `as-of-too-late`; `invalid-option` also for a sort by a
 * field of several values.
 *
 * @example
 * ```ts
 * const { stages } = dealBoard(book, { pipelineId: 'sales' })
 * stages.map(({ stageId, open, deals }) => [stageId, open, deals.map(({ dealId }) => dealId)]) // => [['contact', 0, []], ['offer', 1, ['d4']], ['terms', 0, []]]
 * ```
 */
export function dealBoard(whole: DealBook, options: DealBoardOptions): DealBoard {
  checkReport(whole, options, dealBoardOptions);
  const { pipelineId, limit, calendar } = options;
  const sort = readSort(options.sort);
  const book = options.asOf === undefined ? whole : bookAsOf(whole, options.asOf);
  const { stages, total } = activeFunnel(book, { pipelineId });
  const open = rowsWithStatus(book, rowsInPipeline(book, bookRows(book), pipelineId), 'open');
  const stageOf = stageReader(book);
  const byStage = groupedBy(open, (row) => stageOf(row).stageId);
  const compare = rowOrder(book, open, sort, calendar);
  const lineOf = dealLineReader(book, calendar);
  return {
    kind: 'dealBoard',
    pipelineId,
    sort,
    ...withoutUndefined({ limit }),
    asOf: book.asOf,
    currency: book.currency,
    stages: stages.map((stage) => ({
      ...stageHead(stage),
      ...worth(stage),
      deals: Array.from(
        firstInOrder(Int32Array.from(byStage.get(stage.stageId) ?? []), compare, limit),
        lineOf,
      ),
    })),
    total: worth(total),
  };
}

function worth({ open, potential, unpriced }: DealBoard['total']): DealBoard['total'] {
  return { open, potential, unpriced };
}
