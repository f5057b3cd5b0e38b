import { type DealErrorCode, isDealError } from '../errors.ts';
import { formerStages } from '../pipeline/former-stages.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { checkPlaced } from './check-history.ts';
import { type CorrectionIssue, correctionIssue, standingEvents } from './corrected-events.ts';
import { currentEvent } from './current-event.ts';
import type { DealEvent, DealHistory, DealOpened } from './event.ts';
import { effectiveInstant, orderedEvents } from './ordered-events.ts';
import { repeatsTask } from './repeated-task.ts';
import { advance, disregard, type Standing, standingAtOpening } from './standing.ts';

/** What is odd about an event. */
export type HistoryIssueCode =
  /** The deal was opened already. */
  | 'second-opening'
  /** The deal was deleted. */
  | 'after-deletion'
  /** A move, transfer or revaluation of a closed deal. */
  | 'on-closed-deal'
  /** The deal had an outcome already; the first stands until a reopening. */
  | 'second-outcome'
  /** A reopening of an open deal. */
  | 'not-closed'
  /** An explanation of a loss that is none. */
  | 'not-lost'
  /** A move or transfer to the stage the deal is in. */
  | 'same-stage'
  /** Dated before the opening; counts at the opening. */
  | 'before-opening'
  /** A move that names another stage of origin than the deal was in; the stage it was in counts. */
  | 'wrong-from'
  /** A stage the pipeline does not know; funnels give it a row of its own, marked unmapped. */
  | 'unknown-stage'
  | CorrectionIssue
  /** A task by hand with the id of an earlier one, or a completion of what was completed; the first one counts. */
  | 'repeated-task'
  /** No stage in a pipeline that has stages; a book refuses it. */
  | 'missing-stage'
  /** A pipeline that is not among those given; a book refuses it. */
  | 'unknown-pipeline'
  /** The history cannot be read at all; the code is that of the error every fold throws. */
  | Extract<
      DealErrorCode,
      | 'empty-history'
      | 'missing-opening'
      | 'mixed-deals'
      | 'unknown-event'
      | 'invalid-date'
      | 'invalid-text'
      | 'invalid-amount'
      | 'invalid-probability'
      | 'invalid-percent'
      | 'invalid-value'
    >;

/** Something odd in a history: which event, and what becomes of it. */
export interface HistoryIssue {
  readonly code: HistoryIssueCode;
  /** `counts`: read as it is, or as the code says. `ignored`: kept, does not count. `refused`: a book will not take it. */
  readonly effect: 'counts' | 'ignored' | 'refused';
  /** The event's place in the history, from 0, of what stands instead that of the corrected event; -1 where the history is empty or no list. */
  readonly index: number;
  /** The type of the event, or of what stands instead. */
  readonly type: string | null;
}

/**
 * Everything odd in a history, corrections first, then in the order events count: what does not count and why, what counts differently from
 * how it was recorded, what a book refuses. Stages are read by the ids they have now, and moves between stages that were merged
 * since are not odd. An empty list means the history says exactly what happened. It throws at no history.
 *
 * @throws DealError for the pipelines, as `dealBook`.
 *
 * @example
 * ```ts
 * const again: DealEvent = { type: 'DealMoved', dealId: 'd4', at: on('09'), from: 'offer', to: 'offer' }
 * validateHistory([...histories[3], again], [sales]) // => [{ code: 'same-stage', effect: 'ignored', index: 2, type: 'DealMoved' }]
 * ```
 */
export function validateHistory(
  history: readonly DealEvent[],
  pipelines: Iterable<Pipeline>,
): HistoryIssue[] {
  const byId = pipelinesById(pipelines);
  const refusals = refusalsOf(history);
  if (refusals.length > 0) return refusals;
  const former = formerStages(byId.values());
  const stagesOf = new Map(
    Array.from(byId, ([id, { stages }]) => [id, new Set(stages.map((stage) => stage.id))]),
  );
  const issues: HistoryIssue[] = correctionIssues(history);
  const places = placesOf(standingEvents(history as DealHistory, undefined));
  const events = orderedEvents(history as DealHistory);
  const opening = events[0] as DealOpened; // without limits it is always there
  const tasks = new Set<string>();
  let standing: Standing | undefined;
  let recordedStage: string | undefined;
  for (const recorded of events) {
    const event = currentEvent(recorded, standing?.pipelineId ?? '', former);
    const index = places.get(recorded)?.shift() ?? -1;
    const report = (code: HistoryIssueCode, effect: HistoryIssue['effect']): void => {
      issues.push({ code, effect, index, type: event.type });
    };
    if (effectiveInstant(event, opening) > +event.at) report('before-opening', 'counts');
    if (standing === undefined) {
      standing = standingAtOpening(event as DealOpened);
      recordedStage = opening.stageId;
      checkPlace(standing, stagesOf, report);
      continue;
    }
    const reason = disregard(standing, event);
    const to = stageOf(recorded);
    const isMerged = reason === 'same-stage' && to !== undefined && to !== recordedStage; // they were two stages then
    if (reason === null || isMerged) recordedStage = to ?? recordedStage;
    if (reason !== null) {
      if (!isMerged) report(reason, 'ignored');
      continue;
    }
    if (event.type === 'DealMoved' && event.from !== standing.stageId) report('wrong-from', 'counts');
    if (repeatsTask(tasks, event)) report('repeated-task', 'ignored');
    advance(standing, event);
    const placed =
      event.type === 'DealMoved' || event.type === 'DealTransferred' || event.type === 'DealReopened';
    if (placed) checkPlace(standing, stagesOf, report);
  }
  return issues;
}

/** The stage that an event leads to, as recorded. */
function stageOf(event: DealEvent): string | undefined {
  if (event.type === 'DealMoved') return event.to;
  return event.type === 'DealTransferred' || event.type === 'DealReopened' ? event.stageId : undefined;
}

/** The corrections that change nothing, in recording order. */
function correctionIssues(history: readonly DealEvent[]): HistoryIssue[] {
  return history.flatMap((event, index): HistoryIssue[] => {
    const code = event.type === 'EventCorrected' ? correctionIssue(history, index, event) : null;
    return code === null ? [] : [{ code, effect: 'ignored', index, type: event.type }];
  });
}

/** Where each event stands in the history; one recorded twice stands in several places. */
function placesOf(standing: readonly (DealEvent | null)[]): Map<DealEvent, number[]> {
  const places = new Map<DealEvent, number[]>();
  standing.forEach((event, index) => {
    if (event === null) return;
    const known = places.get(event);
    if (known === undefined) places.set(event, [index]);
    else known.push(index);
  });
  return places;
}

function checkPlace(
  { pipelineId, stageId }: Standing,
  stagesOf: ReadonlyMap<string, ReadonlySet<string>>,
  report: (code: HistoryIssueCode, effect: HistoryIssue['effect']) => void,
): void {
  const stages = stagesOf.get(pipelineId);
  if (stages === undefined) report('unknown-pipeline', 'refused');
  else if (stageId === null) {
    if (stages.size > 0) report('missing-stage', 'refused');
  } else if (!stages.has(stageId)) report('unknown-stage', 'counts');
}

/** What makes the history unreadable: of each event, the first such thing. */
function refusalsOf(history: readonly DealEvent[]): HistoryIssue[] {
  if (!Array.isArray(history)) return [{ code: 'invalid-value', effect: 'refused', index: -1, type: null }];
  if (history.length === 0) return [{ code: 'empty-history', effect: 'refused', index: -1, type: null }];
  return history.flatMap((event, index) => {
    const code = codeOf(() => checkPlaced(history, index));
    const type = (event as DealEvent | null | undefined)?.type;
    return code === null
      ? []
      : [{ code, effect: 'refused', index, type: typeof type === 'string' ? type : null }];
  });
}

function codeOf(check: () => void): HistoryIssueCode | null {
  try {
    check();
    return null;
  } catch (error) {
    if (isDealError(error)) return error.code as HistoryIssueCode;
    throw error;
  }
}
