import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { priceOf } from '../../book/prices/prices.ts';
import { activityReader } from '../../book/readers/activity.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { dealIdReader } from '../../book/readers/deal-id.ts';
import { ownerReader } from '../../book/readers/owner.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { enteredStageReader, rowsInPipeline, stageReader } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, object, oneOf, readLater, text } from '../../options.ts';
import { compareText } from '../../text.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import { type StageHead, stageHead } from '../../timeline/stage-head.ts';
import { stageOrder } from '../../timeline/stage-order.ts';

export type StaleDealsOptions = Parameters<typeof staleDeals>[1];

/** The options it takes. */
export const staleDealsOptions: OptionsOf<StaleDealsOptions> = {
  pipelineId: text,
  asOf: readLater,
  since: oneOf('stage', 'activity'),
  calendar: object,
};

type StaleDeal = StaleDeals['deals'][number];

/** Open deals that have been waiting for too long. */
export interface StaleDeals {
  readonly kind: 'staleDeals';
  readonly pipelineId: string;
  readonly since: 'stage' | 'activity';
  readonly asOf: Date | null;
  readonly currency: string;
  /** Open deals. */
  readonly open: number;
  /** Open deals in stages without a limit, or in none. */
  readonly withoutLimit: number;
  /** Open deals in stages with a limit of which it is not known since when they have waited: since an `undated` opening, or, by stage, a `stageUndated` one. */
  readonly undated: number;
  /** Those furthest over the limit first, then by id. */
  readonly deals: readonly (StageHead & {
    readonly dealId: string;
    /** Null without an owner. */
    readonly ownerId: string | null;
    readonly days: number;
    /** How many days the stage allows. */
    readonly limit: number;
    /** days − limit. */
    readonly over: number;
    /** Null without one in the management currency. */
    readonly potential: Money | null;
  })[];
}

/**
 * Which open deals have been in their stage, or without anything happening, for more days than the stage allows?
 *
 * The limit of a stage is its `staleAfterDays`; a deal is stale when it has been there longer, not when it has been there
 * just as long. With `since: 'activity'` the days count from the last thing recorded of the deal, whatever it is, also one
 * that does not count, as in the deal's `updatedAt`; but an interaction counts when it took place, one to come when it was linked. Days are fractions of 24 hours up to the date, or
 * business days.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-date`, `as-of-too-late`.
 *
 * @example
 * ```ts
 * const { open, deals } = staleDeals(book, { pipelineId: 'sales', asOf: on('20') })
 * open // => 1
 * deals.map(({ dealId, days, over }) => [dealId, days, over]) // => [['d4', 12, 5]]
 * ```
 */
export function staleDeals(
  whole: DealBook,
  options: {
    readonly pipelineId: string;
    /** Default the book's date. */
    readonly asOf?: Date | undefined;
    /** Since when: since the deal entered its stage (`stage`, the default), or since anything happened to it (`activity`). */
    readonly since?: 'stage' | 'activity' | undefined;
    /** Measures in business days; default days of 24 hours. */
    readonly calendar?: BusinessCalendar | undefined;
  },
): StaleDeals {
  checkReport(whole, options, staleDealsOptions);
  const { pipelineId, since = 'stage', calendar } = options;
  const book = options.asOf === undefined ? whole : bookAsOf(whole, options.asOf);
  const potentials = potentialsOf(book);
  const limits = limitsOf(book, pipelineId);
  const sinceOf = since === 'stage' ? enteredStageReader(book) : activityReader(book);
  const [idOf, ownerOf, stageOf] = [dealIdReader(book), ownerReader(book), stageReader(book)];
  const { read, toDays } = clockOf(calendar);
  const now = read(Number(book.asOf));
  const rows = rowsWithStatus(book, rowsInPipeline(book, bookRows(book), pipelineId), 'open');
  let [withoutLimit, undated] = [0, 0];
  const deals: StaleDeal[] = [];
  for (const row of rows) {
    const { stageId } = stageOf(row);
    const limit = limits.get(stageId ?? '');
    if (stageId === null || limit === undefined) withoutLimit++;
    else {
      const start = sinceOf(row);
      if (Number.isNaN(start)) undated++;
      const days = toDays(now - read(start));
      if (!(days > limit.days)) continue;
      const amount = priceOf(potentials, row);
      deals.push({
        dealId: idOf(row),
        ownerId: ownerOf(row),
        ...stageHead(limit.head),
        days,
        limit: limit.days,
        over: days - limit.days,
        potential: amount && { amount, currency: book.currency },
      });
    }
  }
  return {
    kind: 'staleDeals',
    pipelineId,
    since,
    asOf: book.asOf,
    currency: book.currency,
    open: rows.length,
    withoutLimit,
    undated,
    deals: deals.sort((a, b) => b.over - a.over || compareText(a.dealId, b.dealId)),
  };
}

/** A stage, and how many days it allows. */
interface Limit {
  readonly head: StageHead;
  readonly days: number;
}

function limitsOf(book: DealBook, pipelineId: string): ReadonlyMap<string, Limit> {
  const pipeline = pipelineIn(book, pipelineId);
  const days = new Map(pipeline.stages.map(({ id, staleAfterDays }) => [id, staleAfterDays]));
  const limits = new Map<string, Limit>();
  for (const head of stageOrder(pipeline, []).places) {
    const limit = days.get(head.stageId);
    if (limit !== undefined) limits.set(head.stageId, { head, days: limit });
  }
  return limits;
}
