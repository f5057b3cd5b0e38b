import { standingEvents } from '../deal/corrected-events.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { DealError } from '../errors.ts';

/** What to throw for what cannot be entered any more, with the event in the way where it is known. */
export function outOfOrder(
  deal: Deal,
  at: Date,
  history?: DealHistory,
  index?: number,
): DealError<'out-of-order'> {
  const latest = new Date(deal.updatedAt);
  const details = { dealId: deal.id, at: new Date(+at), latest };
  if (history === undefined || index === undefined) {
    return new DealError(
      'out-of-order',
      `Something happened to deal ${deal.id} on ${latest.toISOString()}, after ${at.toISOString()}, and the deal came without its history.`,
      details,
    );
  }
  const { type, at: then } = standingEvents(history, undefined)[index] as DealEvent;
  const event = { version: index + 1, type, at: new Date(+then) };
  return new DealError(
    'out-of-order',
    `${at.toISOString()} is too early: the ${type} of deal ${deal.id} on ${event.at.toISOString()} would not count as it does.`,
    { ...details, event },
  );
}
