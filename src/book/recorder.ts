import { copyEvent } from '../deal/copy-event.ts';
import type { DealEvent, DealHistory, DealOpened } from '../deal/event.ts';
import { type AsOf, orderedEvents } from '../deal/ordered-events.ts';
import { eventsOfRow } from './events-of-row.ts';
import { completeRow, type Facts, repeatFacts, rollback } from './facts.ts';
import { lastStep, latestAt } from './steps.ts';
import { openWay, recordEvents, wayOfRow } from './way.ts';

/**
 * Adds a deal's checked history to the facts as a new row, as far as it is known; nothing if the deal is not there yet,
 * or if it is refused. Returns the latest instant something happened, -Infinity if nothing did.
 */
export function recordHistory(facts: Facts, history: DealHistory, limits: AsOf): number {
  const events = orderedEvents(history, limits);
  if (events.length === 0) return Number.NEGATIVE_INFINITY;
  const [opening] = history;
  try {
    const way = openWay(facts, opening);
    if (!recordEvents(facts, way, events, 1)) keepEvents(facts, events);
    completeRow(facts, opening.dealId, opening.undated === true, way.node);
    return way.at;
  } catch (error) {
    rollback(facts);
    throw error;
  }
}

/**
 * Adds a row that goes on, with checked events of its deal, where another one ends. Events that come one after the other
 * and after all others are just recorded; where they do not, or it is not as simple, the whole history is recorded again.
 */
export function recordMore(facts: Facts, row: number, events: readonly DealEvent[]): number {
  if (!isContinued(facts, row, events)) return recordHistory(facts, allEvents(facts, row, events), {});
  try {
    const way = wayOfRow(facts, row);
    repeatFacts(facts, row);
    if (!recordEvents(facts, way, events, 0)) keepEvents(facts, allEvents(facts, row, events));
    completeRow(facts, facts.dealIds[row] as string, facts.undated[row] === 1, way.node);
    return way.at;
  } catch (error) {
    rollback(facts);
    throw error;
  }
}

function isContinued(facts: Facts, row: number, events: readonly DealEvent[]): boolean {
  if (facts.irregular.has(row) || lastStep(facts, row, Number.POSITIVE_INFINITY) < 0) return false;
  let before = latestAt(facts, row);
  for (const { at } of events) {
    if (at.getTime() <= before) return false;
    before = at.getTime();
  }
  return true;
}

function allEvents(
  facts: Facts,
  row: number,
  events: readonly DealEvent[],
): readonly [DealOpened, ...DealEvent[]] {
  return [...eventsOfRow(facts, row), ...events];
}

function keepEvents(facts: Facts, events: readonly DealEvent[]): void {
  facts.irregular.set(facts.dealIds.length, events.map(copyEvent) as [DealOpened, ...DealEvent[]]);
}
