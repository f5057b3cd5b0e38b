import { DealError } from '../errors.ts';
import { checkText, preview } from '../text.ts';
import { propertiesRead } from './check-frequent.ts';
import { checkEvent, checkOf } from './check-parts.ts';
import type { DealEvent, DealHistory } from './event.ts';
import { invalidValue } from './event-values.ts';

/**
 * Checks that events are a history the folds can read: not empty, of one deal, opened by its first event, with
 * valid dates, texts and amounts. What a history says may still be odd; `validateHistory` tells.
 *
 * @throws DealError `empty-history`, `missing-opening`, `mixed-deals`, `unknown-event`, `invalid-date`,
 * `invalid-text`, `invalid-amount`, `invalid-probability`, `invalid-percent`, `invalid-value` (any other value that is
 * none of its kind, a property that nobody reads).
 */
export function checkHistory(events: readonly DealEvent[]): asserts events is DealHistory {
  checkList(events);
  if (events.length === 0) throw new DealError('empty-history', 'A history needs at least its opening.', {});
  checkPlaced(events, 0);
  checkEvents(events, (events[0] as DealEvent).dealId, 1);
}

/** Checks one event of a history at its place. */
export function checkPlaced(events: readonly DealEvent[], index: number): void {
  const event = events[index] as DealEvent;
  const dealId = (events[0] as DealEvent | null | undefined)?.dealId as string;
  if (index === 0) checkOpening(event);
  checkEventOf(event, dealId);
}

/** Checks that events, from one of them on, are all of one deal, with valid dates, texts and amounts. */
export function checkEvents(events: readonly DealEvent[], dealId: string, from = 0): void {
  checkList(events);
  for (let index = from; index < events.length; index++) {
    checkEventOf(events[index] as DealEvent, dealId);
  }
}

function checkEventOf(event: DealEvent, dealId: string): void {
  if (typeof event !== 'object' || event === null || event.dealId !== dealId) checkOf(event, dealId);
  const read = propertiesRead(event, dealId);
  let properties = 0;
  for (const _ in event) properties++;
  if (properties !== read || Array.isArray(event)) checkEvent(event); // the shape tells what is wrong
}

function checkList(events: unknown): void {
  if (!Array.isArray(events)) throw invalidValue('history', 'not a list of events', events);
}

function checkOpening(opening: DealEvent): void {
  const { dealId, type } = (opening ?? {}) as { readonly dealId: unknown; readonly type: unknown };
  checkText(dealId, 'dealId');
  if (type === 'DealOpened') return;
  throw new DealError(
    'missing-opening',
    `The history of deal ${dealId} starts with ${preview(type)}, not DealOpened.`,
    {
      dealId,
      firstType: preview(type),
    },
  );
}
