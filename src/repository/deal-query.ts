import { checkHistory } from '../deal/check-history.ts';
import { standingEvents } from '../deal/corrected-events.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealEvent, DealHistory, DealOpened } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { invalidOption } from '../errors.ts';
import { checkOption, checkOptions, list, notPossible, object, oneOf, readLater } from '../options.ts';
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
  /**
   * Where the deal is now, or was closed: in this pipeline and, where stages are named, in one of these. Ids are those recorded, as
   * in {@link Deal}: of a stage that got another id, name both.
   */
  readonly place?:
    | { readonly pipelineId: string; readonly stageIds?: readonly string[] | undefined }
    | undefined;
  /** Whose the deal is on the other side; null is nobody known. */
  readonly customerId?: string | null | undefined;
  /** How the deal came about; null is not known. */
  readonly channel?: string | null | undefined;
  /** The deal, be it open or closed, is expected to close in this half-open period, as last planned. */
  readonly expectedDuring?: Period | undefined;
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
 * matchesQuery(histories[3], { place: { pipelineId: 'sales', stageIds: ['offer'] }, expectedDuring: month('2026-10') }) // => true
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
  const { pipelineId } = checkQuery(query);
  const ids = query.ids && new Set(query.ids);
  const openedDuring = query.openedDuring && copied(query.openedDuring);
  const changedDuring = query.changedDuring && copied(query.changedDuring);
  const holds = dealTest(query);
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
    return holds === null || holds(replay(history));
  };
}

/** What a query asks of the deal as it is now; null where it asks nothing of it. */
function dealTest(query: DealQuery): ((deal: Deal) => boolean) | null {
  const { status, place, ownerId, customerId, channel } = query;
  const stages = place?.stageIds && new Set<string | null>(place.stageIds);
  const inPipeline = place?.pipelineId;
  const [closedDuring, expectedDuring] = [query.closedDuring, query.expectedDuring].map(
    (given) => given && copied(given),
  );
  const asked = { ownerId, customerId, channel };
  const names = (Object.keys(asked) as (keyof typeof asked)[]).filter((name) => asked[name] !== undefined);
  if (names.length === 0 && !(status ?? place ?? closedDuring ?? expectedDuring)) return null;
  return (deal) => {
    const { expectedCloseAt } = deal;
    if (status !== undefined && (deal.status !== status || deal.deletedAt !== null)) return false;
    if (inPipeline !== undefined && deal.pipelineId !== inPipeline) return false;
    if (stages !== undefined && !stages.has(deal.stageId)) return false;
    if (names.some((name) => deal[name] !== asked[name])) return false;
    if (closedDuring && (deal.status === 'open' || !contains(closedDuring, deal.closedAt))) return false;
    return !expectedDuring || (expectedCloseAt !== null && contains(expectedDuring, expectedCloseAt));
  };
}

/** The pipeline that an event leads a deal to, or would if it had been told so; undefined where to none. */
export function pipelineLedTo(event: DealEvent): string | undefined {
  if (event.type === 'EventCorrected')
    return event.instead === null ? undefined : pipelineLedTo(event.instead);
  return event.type === 'DealOpened' || event.type === 'DealTransferred' ? event.pipelineId : undefined;
}

const checks: { readonly [K in keyof DealQuery]-?: (value: unknown) => void } = {
  ids: (value) => checkTexts(value, 'ids'),
  pipelineId: (value) => checkText(value, 'pipelineId'),
  status(value) {
    checkOption('status', value, oneOf('open', 'won', 'lost'));
  },
  ownerId: (value) => checkTextOrNull(value, 'ownerId'),
  place(value) {
    checkOptions(value, { pipelineId: readLater, stageIds: readLater }, 'place');
    const { pipelineId, stageIds } = value as NonNullable<DealQuery['place']>;
    checkText(pipelineId, 'place.pipelineId');
    if (stageIds !== undefined) checkTexts(stageIds, 'place.stageIds');
  },
  customerId: (value) => checkTextOrNull(value, 'customerId'),
  channel: (value) => checkTextOrNull(value, 'channel'),
  expectedDuring: (value) => copied(value as Period),
  openedDuring: (value) => copied(value as Period),
  closedDuring: (value) => copied(value as Period),
  changedDuring: (value) => copied(value as Period),
};

function checkTexts(value: unknown, name: string): void {
  if (!Array.isArray(value)) throw notPossible(name, list.possible, value);
  for (const id of value) checkText(id, name);
}

function checkTextOrNull(value: unknown, name: string): void {
  if (value !== null) checkText(value, name);
}

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
