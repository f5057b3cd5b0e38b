import { copyEvent } from '../../deal/copy-event.ts';
import type { DealEvent, DealHistory } from '../../deal/event.ts';
import type { Standing } from '../../deal/standing.ts';

/** Which events happened at one instant, after the opening. Ties are frequent where a CRM records days only. */
export interface SameInstant {
  at: number;
  /** An outcome, a reopening, a transfer or the deletion. */
  hasTurns: boolean;
  /** Something that is not a step. */
  hasOthers: boolean;
}

export function noInstantYet(): SameInstant {
  return { at: Number.NaN, hasTurns: false, hasOthers: false };
}

/** Adds an event to those of its instant. */
export function noteInstant(sameInstant: SameInstant, at: number, type: DealEvent['type']): void {
  if (sameInstant.at !== at) {
    sameInstant.at = at;
    sameInstant.hasTurns = false;
    sameInstant.hasOthers = false;
  }
  if (turnTypes.has(type)) sameInstant.hasTurns = true;
  else if (!stepTypes.has(type)) sameInstant.hasOthers = true;
}

/**
 * The events of a row, in the order they count: the first `count` of a list. The list is append-only, and shared with the
 * rows that continue this one.
 */
export interface KeptEvents {
  readonly list: DealEvent[];
  readonly count: number;
}

/** The events as a history, if they are kept. */
export function keptHistory(kept: KeptEvents | undefined): DealHistory | undefined {
  return kept?.list.slice(0, kept.count) as DealHistory | undefined;
}

/** The events with later ones: in the same list, or in a copy if another row continued it already. */
export function keptWith(kept: KeptEvents, events: readonly DealEvent[]): KeptEvents {
  const list = kept.list.length === kept.count ? kept.list : kept.list.slice(0, kept.count);
  for (const event of events) list.push(copyEvent(event));
  return { list, count: list.length };
}

/** When the latest event happened. All but the opening are sorted by time. */
export function latestKept({ list, count }: KeptEvents): number {
  return Math.max(+(list[0] as DealEvent).at, +(list[count - 1] as DealEvent).at);
}

/**
 * Whether the order of an event and an earlier one of the same instant matters, now or after something is appended: one is
 * an outcome, reopening, transfer, deletion or the opening, the other is not a step.
 */
export function isTie(
  sameInstant: SameInstant,
  at: number,
  type: DealEvent['type'],
  opening: DealEvent | undefined,
): boolean {
  if (!stepTypes.has(type))
    return at <= Number(opening?.at) || (sameInstant.at === at && sameInstant.hasTurns);
  return turnTypes.has(type) && sameInstant.at === at && sameInstant.hasOthers;
}

/** Whether the stage that an event leads to depends on the stage before: its step cannot restore that. */
export function isRelative({ pipelineId }: Standing, event: DealEvent): boolean {
  if (event.type === 'DealReopened') return event.stageId === undefined;
  return event.type === 'DealTransferred' && event.pipelineId === pipelineId;
}

const turnTypes: ReadonlySet<DealEvent['type']> = new Set([
  'DealWon',
  'DealLost',
  'DealReopened',
  'DealDeleted',
  'DealTransferred',
]);
const stepTypes: ReadonlySet<DealEvent['type']> = new Set([...turnTypes, 'DealMoved']);
