import { copyEvent } from '../../deal/copy-event.ts';
import type { DealEvent, DealHistory } from '../../deal/event.ts';
import { type AsOf, orderedEvents } from '../../deal/ordered-events.ts';
import { completeContinued, completeRow, leaveOut } from '../facts/fact-rows.ts';
import type { Facts } from '../facts/facts.ts';
import { type KeptEvents, keptWith, latestKept } from '../facts/order-sensitive.ts';
import { latestAt } from '../facts/steps.ts';
import { recordEvents, resumeRecording, startRecording } from './deal-recorder.ts';
import { eventsOfRow } from './restored-events.ts';
import { rollback, sizesOf } from './rollback.ts';

/**
 * Adds a deal's checked history to the facts as a new row, as far as it is known; nothing if the deal is not there yet.
 * Returns the latest instant something happened, -Infinity if nothing did.
 */
export function recordHistory(facts: Facts, history: DealHistory, limits: AsOf): number {
  return recordOrdered(facts, orderedEvents(history, limits), copyEvent);
}

/**
 * Adds a row with what was appended, checked events of one deal: after what a row has, or, without one, the deal's whole
 * history. Returns as {@link recordHistory}. What cannot be recorded leaves the facts as they were.
 */
export function recordAppended(
  facts: Facts,
  before: number | undefined,
  events: readonly DealEvent[],
  limits: AsOf,
): number {
  const sizes = sizesOf(facts);
  try {
    leaveOut(facts);
    const latest =
      before === undefined
        ? recordHistory(facts, events as DealHistory, limits)
        : recordMore(facts, before, events);
    if (latest === Number.NEGATIVE_INFINITY) rollback(facts, sizes);
    return latest;
  } catch (error) {
    rollback(facts, sizes);
    throw error;
  }
}

/**
 * Events that come one after the other and after all others are just recorded; where they do not, the whole history is
 * recorded again.
 */
function recordMore(facts: Facts, row: number, events: readonly DealEvent[]): number {
  if (!isContinued(facts, row, events)) {
    const history: DealHistory = [...eventsOfRow(facts, row), ...events.map(copyEvent)];
    return recordOrdered(facts, orderedEvents(history), (event) => event);
  }
  const recorder = resumeRecording(facts, row);
  const regular = recordEvents(facts, recorder, events, 0);
  const kept = facts.keptEvents.get(row);
  if (kept !== undefined) keep(facts, keptWith(kept, events));
  else if (!regular) keep(facts, keptWith(listOf(orderedEvents(eventsOfRow(facts, row))), events));
  completeContinued(facts, row, recorder.node);
  return recorder.at;
}

/** Records events in the order they count; they are copied, if need be, where they are kept. */
function recordOrdered(
  facts: Facts,
  events: readonly DealEvent[],
  copy: (event: DealEvent) => DealEvent,
): number {
  const [opening] = events;
  if (opening?.type !== 'DealOpened') return Number.NEGATIVE_INFINITY;
  const recorder = startRecording(facts, opening);
  if (!recordEvents(facts, recorder, events, 1)) keep(facts, listOf(events.map(copy)));
  completeRow(facts, opening.dealId, opening.undated === true, recorder.node);
  return recorder.at;
}

function listOf(events: readonly DealEvent[]): KeptEvents {
  return { list: [...events], count: events.length };
}

function keep(facts: Facts, events: KeptEvents): void {
  facts.keptEvents.set(facts.dealIds.length, events);
}

function isContinued(facts: Facts, row: number, events: readonly DealEvent[]): boolean {
  const kept = facts.keptEvents.get(row);
  let before = kept === undefined ? latestAt(facts, row) : latestKept(kept);
  for (const { at } of events) {
    if (at.getTime() <= before) return false;
    before = at.getTime();
  }
  return true;
}
