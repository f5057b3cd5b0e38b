import { copyEvent } from '../../deal/copy-event.ts';
import type { DealEvent, DealHistory } from '../../deal/event.ts';
import type { Standing } from '../../deal/standing.ts';

/** What has happened at one instant, after the opening: events of one instant are many where a CRM knows days only. */
export interface SameInstant {
  at: number;
  /** An outcome, a reopening, a transfer or the deletion. */
  turns: boolean;
  /** Something that is no step. */
  others: boolean;
}

export function noInstantYet(): SameInstant {
  return { at: Number.NaN, turns: false, others: false };
}

/** Takes note of an event. */
export function noteInstant(atOnce: SameInstant, at: number, type: DealEvent['type']): void {
  if (atOnce.at !== at) {
    atOnce.at = at;
    atOnce.turns = false;
    atOnce.others = false;
  }
  if (turns.has(type)) atOnce.turns = true;
  else if (!steps.has(type)) atOnce.others = true;
}

/**
 * The events of a row, in the order they count: the first so many of a list. The list may go on with the events of a row
 * that goes on where this one ends; nothing in it changes.
 */
export interface KeptEvents {
  readonly list: DealEvent[];
  readonly count: number;
}

/** The events as a history, if they are kept. */
export function keptHistory(kept: KeptEvents | undefined): DealHistory | undefined {
  return kept?.list.slice(0, kept.count) as DealHistory | undefined;
}

/** The events and later ones: in the same list, if nothing else follows there yet. */
export function keptWith(kept: KeptEvents, events: readonly DealEvent[]): KeptEvents {
  const list = kept.list.length === kept.count ? kept.list : kept.list.slice(0, kept.count);
  for (const event of events) list.push(copyEvent(event));
  return { list, count: list.length };
}

/** When the latest of the events happened: all but the opening are in the order of time. */
export function latestKept({ list, count }: KeptEvents): number {
  return Math.max(+(list[0] as DealEvent).at, +(list[count - 1] as DealEvent).at);
}

/**
 * Whether an event shares its instant with one before it such that it matters which came first, or what may yet come
 * between them: a change of something else with an outcome or a transfer, or with the opening.
 */
export function isTie(
  atOnce: SameInstant,
  at: number,
  type: DealEvent['type'],
  opening: DealEvent | undefined,
): boolean {
  if (!steps.has(type)) return at <= Number(opening?.at) || (atOnce.at === at && atOnce.turns);
  return turns.has(type) && atOnce.at === at && atOnce.others;
}

/** Whether where an event leads depends on where the deal stood: the step it gave does not tell that. */
export function isRelative({ pipelineId }: Standing, event: DealEvent): boolean {
  if (event.type === 'DealReopened') return event.stageId === undefined;
  return event.type === 'DealTransferred' && event.pipelineId === pipelineId;
}

const turns: ReadonlySet<DealEvent['type']> = new Set([
  'DealWon',
  'DealLost',
  'DealReopened',
  'DealDeleted',
  'DealTransferred',
]);
const steps: ReadonlySet<DealEvent['type']> = new Set([...turns, 'DealMoved']);
