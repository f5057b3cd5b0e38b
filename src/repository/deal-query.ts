import { checkHistory } from '../deal/check-history.ts';
import { standingEvents } from '../deal/corrected-events.ts';
import type { DealEvent, DealHistory, DealOpened } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { invalidOption } from '../errors.ts';
import { checkOption, list, notPossible, object, oneOf } from '../options.ts';
import { checkText } from '../text.ts';
import { contains } from '../time/contains.ts';
import { type Period, period } from '../time/period.ts';

/** Which deals are meant, as plain data: those for which everything that is given holds. Without anything, all deals. */
export interface DealQuery {
  /** The deal is one of these. */
  readonly ids?: readonly string[] | undefined;
  /** The deal was opened in this pipeline or transferred to it, whatever came later, also by what was corrected since or stands instead: what a funnel of it needs. */
  readonly pipelineId?: string | undefined;
  /** What the deal is now; a deleted deal is none of these. */
  readonly status?: 'open' | 'won' | 'lost' | undefined;
  /** Who owns the deal now; null is nobody. */
  readonly ownerId?: string | null | undefined;
  /** The deal was opened in this half-open period, and the date is known. */
  readonly openedDuring?: Period | undefined;
  /** The deal is closed, and its last closing was in this half-open period. */
  readonly closedDuring?: Period | undefined;
  /** Something was entered about the deal in this half-open period. */
  readonly changedDuring?: Period | undefined;
}

/**
 * Whether a query is about the deal of a history: the meaning of {@link DealQuery}, which a repository that asks its
 * store the question in another way must keep. Deleted deals are there, too, unless the query names a status.
 *
 * @throws DealError `invalid-option` for a query with a property there is not, or a wrong value; `invalid-date`,
 * `invalid-period`, `invalid-text`; what `replay` throws.
 *
 * @example
 * ```ts
 * matchesQuery(histories[3], { ownerId: 'ola', status: 'open', openedDuring: month('2026-10') }) // => true
 * matchesQuery(histories[3], { ids: ['d1'] }) // => false
 * ```
 */
export function matchesQuery(history: DealHistory, query: DealQuery): boolean {
  checkHistory(history);
  return queryTest(query)(history);
}

/**
 * {@link matchesQuery} for many histories: the query is checked and copied once, before any history is at hand. For
 * implementors of a repository.
 *
 * @throws DealError as {@link matchesQuery}.
 *
 * @example
 * ```ts
 * const isMeant = queryTest({ ownerId: 'kari' })
 * histories.map((history) => isMeant(history)) // => [true, true, false, false]
 * ```
 */
export function queryTest(query: DealQuery): (history: DealHistory) => boolean {
  const { pipelineId, status, ownerId } = checkQuery(query);
  const ids = query.ids && new Set(query.ids);
  const openedDuring = query.openedDuring && copied(query.openedDuring);
  const closedDuring = query.closedDuring && copied(query.closedDuring);
  const changedDuring = query.changedDuring && copied(query.changedDuring);
  const needsDeal = status !== undefined || ownerId !== undefined || closedDuring !== undefined;
  return (history) => {
    checkHistory(history);
    const [{ dealId }] = history;
    const opening = standingEvents(history, undefined)[0] as DealOpened;
    if (ids !== undefined && !ids.has(dealId)) return false;
    if (pipelineId !== undefined && !history.some((event) => pipelineLedTo(event) === pipelineId))
      return false;
    if (openedDuring && (opening.undated === true || !contains(openedDuring, opening.at))) return false;
    if (changedDuring && !history.some(({ at, recordedAt = at }) => contains(changedDuring, recordedAt))) {
      return false;
    }
    if (!needsDeal) return true;
    const deal = replay(history);
    if (status !== undefined && (deal.status !== status || deal.deletedAt !== null)) return false;
    if (ownerId !== undefined && deal.ownerId !== ownerId) return false;
    return closedDuring === undefined || (deal.status !== 'open' && contains(closedDuring, deal.closedAt));
  };
}

/** The pipeline that an event leads a deal to, or would if it had been told so; undefined where to none. */
export function pipelineLedTo(event: DealEvent): string | undefined {
  if (event.type === 'EventCorrected')
    return event.instead === null ? undefined : pipelineLedTo(event.instead);
  return event.type === 'DealOpened' || event.type === 'DealTransferred' ? event.pipelineId : undefined;
}

const checks: { readonly [K in keyof DealQuery]-?: (value: unknown) => void } = {
  ids(value) {
    if (!Array.isArray(value)) throw notPossible('ids', list.possible, value);
    for (const id of value) checkText(id, 'ids');
  },
  pipelineId: (value) => checkText(value, 'pipelineId'),
  status(value) {
    checkOption('status', value, oneOf('open', 'won', 'lost'));
  },
  ownerId(value) {
    if (value !== null) checkText(value, 'ownerId');
  },
  openedDuring: (value) => copied(value as Period),
  closedDuring: (value) => copied(value as Period),
  changedDuring: (value) => copied(value as Period),
};

function checkQuery(query: DealQuery): DealQuery {
  checkOption('query', query, object);
  for (const [name, value] of Object.entries(query)) {
    if (!Object.hasOwn(checks, name))
      throw invalidOption(name, `not one of ${Object.keys(checks).join(', ')}`);
    if (value !== undefined) checks[name as keyof DealQuery](value);
  }
  return query;
}

function copied(value: Period): Period {
  return period(value?.start, value?.end);
}
