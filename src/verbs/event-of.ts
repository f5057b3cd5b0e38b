import { checkEvent } from '../deal/check-parts.ts';
import { copyEvent } from '../deal/copy-event.ts';
import type { DealEvent } from '../deal/event.ts';

/** What every event records. */
export interface Recorded {
  readonly dealId: string;
  readonly at: Date;
  readonly by?: string | undefined;
  readonly recordedAt?: Date | undefined;
}

type EventOf<T extends DealEvent['type']> = Extract<DealEvent, { readonly type: T }>;

/** What an event of a type says beside what all say; an optional property may be undefined, and is then absent. */
type FactsOf<T extends DealEvent['type']> = {
  [K in keyof Omit<EventOf<T>, 'type' | keyof Recorded>]: undefined extends EventOf<T>[K & keyof EventOf<T>]
    ? EventOf<T>[K & keyof EventOf<T>] | undefined
    : EventOf<T>[K & keyof EventOf<T>];
};

/** An event, checked as a history is, that shares nothing with what it was made from which could be changed. */
export function eventOf<T extends DealEvent['type']>(
  type: T,
  common: Recorded,
  facts: FactsOf<T>,
): EventOf<T> {
  const given = Object.entries({ type, ...common, ...facts }).filter(([, value]) => value !== undefined);
  const event = Object.fromEntries(given) as unknown as DealEvent;
  checkEvent(event);
  return copyEvent(event) as EventOf<T>;
}
