import { expect } from 'vitest';
import {
  type Deal,
  type DealErrorCode,
  type DealErrorDetails,
  type DealEvent,
  type DealHistory,
  definePipeline,
  type Pipeline,
  replay,
  validateHistory,
} from '../../../src/index.ts';
import { sales, simple } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

/** An automatic pipeline: its deals go from stage to stage, without skipping and without going back. */
export const automatic: Pipeline<'lead' | 'demo' | 'order'> = definePipeline({
  id: 'process',
  name: 'Process',
  progression: 'automatic',
  stages: [
    { id: 'lead', name: 'Lead' },
    { id: 'demo', name: 'Demo' },
    { id: 'order', name: 'Order' },
  ],
});

/** An automatic pipeline that asks for something: a call, then two tasks of one stage, at the end the payment. */
export const guided: Pipeline<'lead' | 'demo' | 'order'> = definePipeline({
  id: 'guided',
  name: 'Guided',
  progression: 'automatic',
  stages: [
    {
      id: 'lead',
      name: 'Lead',
      tasks: [{ id: 'call', name: 'Call', dueDays: 2, requires: ['interaction'] }],
    },
    {
      id: 'demo',
      name: 'Demo',
      requires: ['participant.decision-maker', 'customerId'],
      tasks: [
        { id: 'show', name: 'Show' },
        { id: 'offer', name: 'Offer', dueDays: 3, requires: ['fields.offer', 'potential'] },
      ],
    },
    { id: 'order', name: 'Order', requires: ['payment'] },
  ],
});

/** A pipeline that records primary demand. */
export const demanding: Pipeline<'ask'> = definePipeline({
  id: 'demanding',
  name: 'Demanding',
  progression: 'manual',
  stages: [{ id: 'ask', name: 'Ask' }],
  recordsDemand: true,
});

/** A manual pipeline that takes no new deals any more. */
export const noNewDeals: Pipeline<'notice'> = definePipeline({
  id: 'tenders',
  name: 'Tenders',
  progression: 'manual',
  stages: [{ id: 'notice', name: 'Notice' }],
  acceptsNewDeals: false,
});

export const pipelines: readonly Pipeline[] = [sales, automatic, guided, demanding, simple, noNewDeals];

interface Then {
  /** These events, which lead to a history with nothing odd in it, and to a deal with these facts. */
  thenEvents(events: readonly DealEvent[], deal?: object): void;
  /** A refusal. */
  thenRefused<C extends DealErrorCode>(code: C, details: DealErrorDetails[C]): void;
}

/** Given what happened to a deal, when a verb is tried on it, whatever its type says. */
export function given(...history: DealHistory): { when(verb: (deal: never) => readonly DealEvent[]): Then } {
  const deal: Deal = frozen(replay(frozen(history)));
  return {
    when: (verb) => ({
      thenEvents(events, facts = {}) {
        const answer = verb(deal as never);
        expect(answer).toEqual(events);
        const after: DealHistory = [...history, ...answer];
        expect(validateHistory(after, pipelines)).toEqual([]);
        expect(replay(after)).toMatchObject({ version: history.length + events.length, ...facts });
      },
      thenRefused(code, details) {
        expect(refusal(() => verb(deal as never))).toEqual([code, details]);
      },
    }),
  };
}
