import type { DealEvent } from '../deal/event.ts';
import { countedEvents } from './counted-events.ts';
import type { Entry } from './entry-of.ts';
import { outOfOrder } from './out-of-order.ts';

/**
 * The events of a verb, once it is certain that all that counted before still counts with them, and means the same. Only
 * a later move to where the deal then is already may count no more: it is one with the stay there.
 *
 * @throws DealError `out-of-order`, with the event in the way.
 */
export function entered<E extends readonly DealEvent[]>(
  { history, now, common, pipeline }: Entry,
  events: E,
): E {
  if (history === null || events.length === 0) return events;
  const after = countedEvents([...history, ...events], pipeline);
  for (const [index, { counts, meaning }] of countedEvents(history, pipeline)) {
    if (counts && after.get(index)?.meaning !== meaning) throw outOfOrder(now, common.at, history, index);
  }
  return events;
}
