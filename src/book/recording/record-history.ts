import type { AsOf } from '../../deal/as-of.ts';
import { copyEvent } from '../../deal/copy-event.ts';
import type { DealEvent, DealHistory } from '../../deal/event.ts';
import { orderedEvents } from '../../deal/ordered-events.ts';
import { completeContinued, completeRow, skipRow } from '../facts/fact-rows.ts';
import type { Facts } from '../facts/facts.ts';
import { type KeptEvents, keptWith, latestKept } from '../facts/order-sensitive.ts';
import { latestAt } from '../facts/steps.ts';
import { unknownDatesOf } from '../facts/unknown-dates.ts';
import { recordEvents, startRecording } from './deal-recorder.ts';
import { mayLoseFormerIds } from './may-lose-former-ids.ts';
import { needsHistory } from './needs-history.ts';
import { resumeRecording } from './recorder-state.ts';
import { eventsOfRow } from './restored-events.ts';
import { rollback, sizesOf } from './rollback.ts';

/**
 * Adds a deal's checked history, within the limits, to the facts as a new row; no row if the opening is beyond them.
 * Returns the date of the latest event, -Infinity without a row.
 */
export function recordHistory(facts: Facts, history: DealHistory, limits: AsOf): number {
  return recordOrdered(facts, orderedEvents(history, limits), copyEvent);
}

/**
 * Adds a row with checked events of one deal: a continuation of the row `before`, or, without one, the deal's whole history.
 * Returns as {@link recordHistory}. If recording fails, the facts are rolled back.
 */
export function recordAppended(
  facts: Facts,
  before: number | undefined,
  events: readonly DealEvent[],
  limits: AsOf,
): number {
  const sizes = sizesOf(facts);
  try {
    skipRow(facts);
    const latest =
      before === undefined
        ? recordHistory(facts, events as DealHistory, limits)
        : recordContinued(facts, before, events);
    if (latest === Number.NEGATIVE_INFINITY) rollback(facts, sizes);
    return latest;
  } catch (error) {
    rollback(facts, sizes);
    throw error;
  }
}

/** Continues a row if the events are later than all before, each later than the last; else records the whole history again. */
function recordContinued(facts: Facts, row: number, events: readonly DealEvent[]): number {
  if (!isContinued(facts, row, events)) {
    const recorded: DealHistory = eventsOfRow(facts, row);
    const continued = orderedEvents([...recorded, ...events.map(copyEvent)]) as DealHistory;
    const isRestored = facts.former.size > 0 && !facts.keptEvents.has(row);
    if (isRestored && mayLoseFormerIds(facts.former, orderedEvents(recorded) as DealHistory, continued))
      throw needsHistory(
        recorded[0].dealId,
        'a late event changes in which pipeline it was, and stages had other ids',
      );
    return recordOrdered(facts, continued, (event) => event);
  }
  const state = resumeRecording(facts, row);
  const isRestorable = recordEvents(facts, state, events, 0);
  const kept = facts.keptEvents.get(row);
  if (kept !== undefined) keep(facts, keptWith(kept, events));
  else if (!isRestorable) keep(facts, keptWith(listOf(orderedEvents(eventsOfRow(facts, row))), events));
  completeContinued(facts, row, state.node);
  return state.at;
}

/** Records sorted events. They are copied only if the row keeps them. */
function recordOrdered(
  facts: Facts,
  events: readonly DealEvent[],
  copy: (event: DealEvent) => DealEvent,
): number {
  const [opening] = events;
  if (opening?.type !== 'DealOpened') return Number.NEGATIVE_INFINITY;
  const state = startRecording(facts, opening);
  if (!recordEvents(facts, state, events, 1)) keep(facts, listOf(events.map(copy)));
  completeRow(facts, opening.dealId, unknownDatesOf(opening), state.node);
  return state.at;
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
