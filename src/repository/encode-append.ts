import { atPath } from '../codec/damage.ts';
import { encodeEvent } from '../codec/event-codec.ts';
import type { StoredForm } from '../codec/stored-form.ts';
import type { DealEvent } from '../deal/event.ts';
import { DealError, invalidOption, isDealError } from '../errors.ts';
import { checkText, preview } from '../text.ts';

/**
 * What an `append` is to write: the stored forms of its events, once it is certain that they may be written. For
 * implementors of a repository; call it before anything is written.
 *
 * @throws DealError `invalid-option` (no events; a version that is no count), `mixed-deals` (an event of another deal),
 * `missing-opening` (a new deal that does not start with `DealOpened`), `invalid-text` (the id), and what `encodeEvent`
 * throws, `[1].amount` being the amount of the second event.
 *
 * @example
 * ```ts
 * const events: DealEvent[] = [{ type: 'DealDeleted', dealId: 'd1', at: new Date('2026-10-09') }]
 * encodeAppend('d1', events, 1) // => [{ format: 1, type: 'DealDeleted', dealId: 'd1', at: '2026-10-09T00:00:00.000Z' }]
 * encodeAppend('d2', events, 1) // throws mixed-deals
 * encodeAppend('d1', events, 0) // throws missing-opening
 * ```
 */
export function encodeAppend(
  id: string,
  events: readonly DealEvent[],
  expectedVersion: number,
): StoredForm[] {
  checkText(id, 'id');
  if (!Number.isSafeInteger(expectedVersion) || expectedVersion < 0) {
    throw invalidOption('expectedVersion', `${preview(expectedVersion)} is no number of events`);
  }
  if (!Array.isArray(events) || events.length === 0)
    throw invalidOption('events', 'at least one event is needed');
  const stored = Array.from<DealEvent, StoredForm>(events, encodedAt);
  for (const { dealId } of stored) {
    if (dealId === id) continue;
    const otherDealId = preview(dealId);
    throw new DealError('mixed-deals', `An event of deal ${otherDealId} cannot be appended to deal ${id}.`, {
      dealId: id,
      otherDealId,
    });
  }
  const firstType = preview(stored[0]?.['type']);
  if (expectedVersion === 0 && firstType !== 'DealOpened') {
    throw new DealError('missing-opening', `Deal ${id} cannot start with ${firstType}.`, {
      dealId: id,
      firstType,
    });
  }
  return stored;
}

function encodedAt(event: DealEvent, index: number): StoredForm {
  try {
    return encodeEvent(event);
  } catch (error) {
    throw isDealError(error, 'unknown-event') ? error : atPath(index, error);
  }
}
