import type { DealEvent, DealOpened } from '../../src/index.ts';
import { nok, on } from './deals.ts';

type EventOf<T extends DealEvent['type']> = Extract<DealEvent, { readonly type: T }>;
/** What an event says beside what every event says. */
type FactsOf<T extends DealEvent['type']> = Omit<EventOf<T>, 'type' | 'dealId' | 'at'>;

/** Kari opens deal d1 on the first of October, a sale of 100 NOK in the stage contact. */
export function opened(changes: Partial<DealOpened> = {}): DealOpened {
  return {
    type: 'DealOpened',
    dealId: 'd1',
    at: on(1),
    pipelineId: 'sales',
    stageId: 'contact',
    ownerId: 'kari',
    potential: nok(100),
    ...changes,
  };
}

/** Something that happens to deal d1 at noon of a day of October 2026, or at an instant written out. */
export function event<T extends DealEvent['type']>(
  type: T,
  day: number | string,
  facts: FactsOf<T>,
): EventOf<T> {
  return { type, dealId: 'd1', at: on(day), ...facts } as unknown as EventOf<T>;
}

/** A move of deal d1. */
export function moved(from: string, to: string, day: number | string): EventOf<'DealMoved'> {
  return event('DealMoved', day, { from, to });
}
