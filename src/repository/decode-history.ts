import { atPath } from '../codec/damage.ts';
import { decodeEvent } from '../codec/event-codec.ts';
import { checkDecodeOptions, type DecodeOptions } from '../codec/stored-form.ts';
import { checkHistory } from '../deal/check-history.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { isDealError } from '../errors.ts';
import { checkOption, iterable } from '../options.ts';

/**
 * The history that stored forms of events are, in the order they were written. For implementors of a repository.
 *
 * @throws DealError `invalid-record` with the path to what is wrong, `[3].amount`; `unknown-event` for an event that a
 * newer version wrote; `empty-history`, `missing-opening`, `mixed-deals` where an event is missing or out of place.
 *
 * @example
 * ```ts
 * const stored = encodeAppend('d4', histories[3], 0)
 * decodeHistory(stored).length // => 2
 * decodeHistory([]) // throws empty-history
 * ```
 */
export function decodeHistory(stored: Iterable<unknown>, options?: DecodeOptions): DealHistory {
  checkOption('stored', stored, iterable);
  checkDecodeOptions(options);
  const events = Array.from<unknown, DealEvent>(stored, (form, index) => decodedAt(form, index, options));
  checkHistory(events);
  return events;
}

function decodedAt(form: unknown, index: number, options: DecodeOptions | undefined): DealEvent {
  try {
    return decodeEvent(form, options);
  } catch (error) {
    throw isDealError(error, 'unknown-event') ? error : atPath(index, error);
  }
}
