import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { newDatesReader } from '../../book/readers/expected-close.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { ownerWithCode } from '../../book/readers/stay-owners.ts';
import type { PeriodInput } from '../../book/selection/population.ts';
import { getOrAdd } from '../../columns/get-or-add.ts';
import { type OptionsOf, text } from '../../options.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import { compareTextOrNone } from '../../text.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import { daysOf } from '../../time/elapsed.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';

export type ReschedulesOptions = Parameters<typeof reschedules>[1];

/** The options it takes. */
export const reschedulesOptions: OptionsOf<ReschedulesOptions> = { during: periodOption, pipelineId: text };

type RescheduleCounts = Pick<Reschedules, 'changes' | 'pushed' | 'pulled' | 'set' | 'cleared'>;

/** How often the expected closings of deals were changed. */
export interface Reschedules {
  readonly kind: 'reschedules';
  readonly during: Period;
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  /** Deals with a change. */
  readonly deals: number;
  /** Changes of expected closings. */
  readonly changes: number;
  /** To a later date. */
  readonly pushed: number;
  /** To an earlier one. */
  readonly pulled: number;
  /** To a first one, where there was none. */
  readonly set: number;
  /** To none. */
  readonly cleared: number;
  /** New date − old date, of those pushed and pulled: negative for the latter. */
  readonly days: Summary;
  /** By the owner at the change, in code-point order; deals without an owner last, under null. */
  readonly owners: readonly (Pick<Reschedules, 'changes' | 'pushed' | 'pulled' | 'set' | 'cleared'> & {
    readonly ownerId: string | null;
  })[];
}

/**
 * How often, and by how much, are expected closings put off?
 *
 * Every new date recorded in the period counts, also one that was taken back (in `pipelineMovements` only the net change does),
 * and also one that is the same as before: that is in `changes` only. The date a deal was opened with is no change.
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const later = appendToBook(book, 'd4', rescheduleDeal(deal, sales, { expectedCloseAt: new Date('2026-11-10'), at: on('12') }))
 * const { pushed, pulled, days } = reschedules(later, { during: '2026-10' })
 * const found = [pushed, pulled, days.mean] // => [1, 0, 10]
 * ```
 */
export function reschedules(
  book: DealBook,
  options: {
    readonly during: PeriodInput;
    /** Default all pipelines. */
    readonly pipelineId?: string | undefined;
  },
): Reschedules {
  checkReport(book, options, reschedulesOptions);
  const { pipelineId } = options;
  const during = readPeriod(options.during, book);
  const lengths: number[] = [];
  const total = noCounts();
  const byOwner = new Map<number, Counts>();
  let deals = 0;
  const newDatesOf = newDatesReader(book, +during.start, Math.min(+during.end - 1, Number(book.asOf)));
  const take = (from: number, to: number, owner: number): void => {
    count(total, from, to);
    count(getOrAdd(byOwner, owner, noCounts), from, to);
    if (from !== to && !Number.isNaN(to - from)) lengths.push(to - from);
  };
  for (const row of rowsInPipeline(book, bookRows(book), pipelineId)) {
    const { changes } = total;
    newDatesOf(row, take);
    if (total.changes > changes) deals++;
  }
  const owners = [...byOwner].map(([owner, counts]) => ({ ownerId: ownerWithCode(book, owner), ...counts }));
  return {
    kind: 'reschedules',
    during,
    ...withoutUndefined({ pipelineId }),
    asOf: book.asOf,
    deals,
    ...total,
    days: summarize(Float64Array.from(lengths), daysOf),
    owners: owners.sort((a, b) => compareTextOrNone(a.ownerId, b.ownerId)),
  };
}

type Counts = { -readonly [K in keyof RescheduleCounts]: RescheduleCounts[K] };

function noCounts(): Counts {
  return { changes: 0, pushed: 0, pulled: 0, set: 0, cleared: 0 };
}

function count(counts: Counts, from: number, to: number): void {
  counts.changes++;
  if (to > from) counts.pushed++;
  if (to < from) counts.pulled++;
  if (Number.isNaN(from) && !Number.isNaN(to)) counts.set++;
  if (Number.isNaN(to) && !Number.isNaN(from)) counts.cleared++;
}
