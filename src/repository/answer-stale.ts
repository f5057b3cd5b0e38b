import { encodeEvent } from '../codec/event-codec.ts';
import { isSameJson } from '../codec/json.ts';
import type { DealEvent } from '../deal/event.ts';
import { checkOption, list, wholeNumber } from '../options.ts';
import type { AppendResult } from './deal-repository.ts';

/**
 * What to answer to an append that came too late or too early: `duplicate` where the deal's events from
 * `expectedVersion` on begin with the same events, else `conflict`. For implementors of a repository, once the store
 * has said that the deal has another number of events than expected.
 *
 * @example
 * ```ts
 * const [opened, moved] = histories[3]
 * answerStale([opened, moved], [opened], 0) // => { status: 'duplicate', version: 1 }
 * answerStale([opened, moved], [{ ...moved, by: 'kari' }], 1) // => { status: 'conflict', actualVersion: 2 }
 * ```
 */
export function answerStale(
  stored: readonly DealEvent[],
  events: readonly DealEvent[],
  expectedVersion: number,
): AppendResult {
  checkOption('stored', stored, list);
  checkOption('events', events, list);
  checkOption('expectedVersion', expectedVersion, wholeNumber);
  const version = expectedVersion + events.length;
  const isThere =
    version <= stored.length &&
    events.every((event, i) => isSameEvent(event, stored[expectedVersion + i] as DealEvent));
  return isThere ? { status: 'duplicate', version } : { status: 'conflict', actualVersion: stored.length };
}

function isSameEvent(left: DealEvent, right: DealEvent): boolean {
  return isSameJson(encodeEvent(left), encodeEvent(right));
}
