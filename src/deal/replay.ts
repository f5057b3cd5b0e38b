import { checkOptions, readLater } from '../options.ts';
import { checkDate } from '../time/period.ts';
import { type AsOf, checkLimits } from './as-of.ts';
import { withHistory } from './carried-history.ts';
import { checkHistory } from './check-history.ts';
import type { Deal } from './deal.ts';
import { type DealParts, dealParts } from './deal-parts.ts';
import type { DealEvent, DealHistory, DealOpened } from './event.ts';
import { evolve, opened } from './evolve.ts';
import { effectiveInstant, orderedEvents, readsAll } from './ordered-events.ts';
import { advance, disregard, type Standing, standingAtOpening } from './standing.ts';

/**
 * The deal its history leads to.
 *
 * Events are read as corrected, in the order they happened (`at`; of one instant, as recorded). What cannot have
 * happened does not count: a move of a closed deal, a second outcome, a reopening of an open deal; `validateHistory` lists it.
 *
 * The deal carries its history, under a symbol that JSON leaves out: so verbs can enter what happened before the latest
 * event. Changing the list afterwards does not change what the deal carries.
 *
 * @throws DealError `empty-history`, `missing-opening`, `mixed-deals`, `unknown-event`, `invalid-date`,
 * `invalid-text`, `invalid-amount`, `invalid-probability`, `invalid-percent`.
 *
 * @example
 * ```ts
 * replay(histories[1]).lossReason // => 'price'
 * replay(histories[3]).stageId // => 'offer'
 * ```
 */
export function replay(history: DealHistory): Deal {
  return fold(history, {}) as Deal; // without a limit the opening always counts
}

/**
 * The deal as it was at an instant, inclusive; with `knownAt`, as far as had been entered by then. Undefined where
 * it had not been opened yet. Its `version` is that of the whole history, which it carries too: what was forgotten is
 * entered on the deal as it was then.
 *
 * @throws DealError as {@link replay}; `invalid-option`.
 *
 * @example
 * ```ts
 * dealAsOf(histories[0], on('08'))?.status // => 'open'
 * dealAsOf(histories[0], on('12'))?.status // => 'won'
 * ```
 */
export function dealAsOf(
  history: DealHistory,
  at: Date,
  options: Pick<AsOf, 'knownAt'> = {},
): Deal | undefined {
  checkOptions(options, { knownAt: readLater });
  checkDate(at, 'asOf');
  return fold(history, { asOf: at, knownAt: options.knownAt });
}

/** How an event is read of a deal as it was before it; null before the opening. */
export type ReadEvent = <E extends DealEvent>(event: E, before: Deal | null) => E;

const asRecorded: ReadEvent = (event) => event;

/** The deal a history leads to within limits, its events read in some way; undefined where it had not been opened yet. */
export function fold(history: DealHistory, limits: AsOf, read: ReadEvent = asRecorded): Deal | undefined {
  checkHistory(history);
  checkLimits(limits);
  const { length } = history;
  const events = orderedEvents(history, limits);
  if (events[0] === undefined) return undefined;
  const opening = read(events[0], null);
  const standing = standingAtOpening(opening);
  const parts = dealParts();
  let deal: Deal = opened(opening, parts);
  for (let i = 1; i < events.length; i++)
    deal = after(deal, read(events[i] as DealEvent, deal), opening, standing, parts);
  const updatedAt = new Date(effectiveInstant(events.at(-1) as DealEvent, opening));
  return withHistory({ ...deal, updatedAt, version: length }, history, readsAll(history, limits));
}

/**
 * The deal after each of the events, with the event, of those a fold reads, one after the other; nothing if it had not been opened yet. Each holds
 * until the next is asked for: its lists and fields grow on.
 */
export function* dealStates(
  history: DealHistory,
  limits: AsOf = {},
  read: ReadEvent = asRecorded,
): Generator<{ readonly deal: Deal; readonly event: DealEvent }, void> {
  checkHistory(history);
  checkLimits(limits);
  const events = orderedEvents(history, limits);
  if (events[0] === undefined) return;
  const opening = read(events[0], null);
  const standing = standingAtOpening(opening);
  const parts = dealParts();
  let deal: Deal = opened(opening, parts);
  for (const [index, recorded] of events.entries()) {
    const event = index > 0 ? read(recorded, deal) : opening;
    if (index > 0) deal = after(deal, event, opening, standing, parts);
    const updatedAt = new Date(effectiveInstant(event, opening));
    yield { deal: { ...deal, updatedAt, version: index + 1 }, event };
  }
}

function after(
  deal: Deal,
  event: DealEvent,
  opening: DealOpened,
  standing: Standing,
  parts: DealParts,
): Deal {
  if (disregard(standing, event) !== null) return deal;
  advance(standing, event);
  return evolve(deal, event, effectiveInstant(event, opening), parts);
}
