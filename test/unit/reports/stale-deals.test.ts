import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  businessCalendar,
  type DealEvent,
  type DealRow,
  dealBook,
  definePipeline,
  historiesOf,
  replay,
  staleDeals,
} from '../../../src/index.ts';
import { dealRow, nok, on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type StaleDealsOptions = Parameters<typeof staleDeals>[1];

const sales = definePipeline({
  id: 'sales',
  name: 'Sale',
  progression: 'manual',
  stages: [
    { id: 'contact', name: 'Contact', staleAfterDays: 5 },
    { id: 'offer', name: 'Offer', staleAfterDays: 2 },
    { id: 'terms', name: 'Terms' },
  ],
});

/** A deal, the stage it enters, and the day. */
type Move = readonly [dealId: string, stageId: string, day: number];

function stale(rows: readonly DealRow[], moves: readonly Move[], options = {}) {
  const changes = moves.map(([dealId, stageId, day]) => ({
    dealId,
    stageId,
    at: on(day),
  }));
  const book = dealBook(historiesOf(rows, changes, [sales]), {
    pipelines: [sales],
    currency: 'NOK',
    asOf: on(11),
  });
  return staleDeals(book, { pipelineId: 'sales', ...options });
}

describe('deals that have been in their stage for too long', () => {
  const rows = ['d1', 'd2', 'd3', 'd4', 'd5'].map((id) => dealRow(id));
  const stages: readonly Move[] = [
    ['d2', 'offer', 10], // one day: not stale
    ['d3', 'offer', 2], // nine days
    ['d4', 'offer', 9], // just two days: not stale
    ['d5', 'terms', 2], // no limit
  ];

  test('are listed, those furthest over the limit first', () => {
    expect(plain(stale(rows, stages))).toEqual({
      kind: 'staleDeals',
      pipelineId: 'sales',
      since: 'stage',
      asOf: '2026-10-11T12:00:00.000Z',
      currency: 'NOK',
      open: 5,
      withoutLimit: 1,
      undated: 0,
      deals: [
        {
          dealId: 'd3',
          ownerId: 'kari',
          stageId: 'offer',
          name: 'Offer',
          unmapped: false,
          days: 9,
          limit: 2,
          over: 7,
          potential: '100',
        },
        {
          dealId: 'd1',
          ownerId: 'kari',
          stageId: 'contact',
          name: 'Contact',
          unmapped: false,
          days: 10,
          limit: 5,
          over: 5,
          potential: '100',
        },
      ],
    });
  });

  test('those as far over it are in the order of their ids', () => {
    const tied = ['d2', 'd10', 'd1'].map((id) => dealRow(id, { potential: null }));
    expect(stale(tied, []).deals.map(({ dealId, potential }) => [dealId, potential])).toEqual([
      ['d1', null],
      ['d10', null],
      ['d2', null],
    ]);
  });

  test('as of an earlier date they have been there for a shorter time', () => {
    expect(stale(rows, stages, { asOf: on(5) }).deals.map(({ dealId, days }) => [dealId, days])).toEqual([
      ['d3', 3],
    ]);
  });

  test('closed deals are not stale; one opened on a date not known has waited since nobody knows when', () => {
    const others = [
      dealRow('d1', { outcome: { status: 'won', at: on(2) } }),
      { ...dealRow('d2', { openedAt: null }), stageEnteredAt: on(2) },
      dealRow('d3', { openedAt: null }),
    ];
    const report = stale(others, [
      ['d3', 'contact', 2], // where it was opened
      ['d3', 'offer', 3],
    ]);
    expect(report).toMatchObject({ open: 2, undated: 1 });
    expect(report.deals.map(({ dealId, days }) => [dealId, days])).toEqual([['d3', 8]]);
  });

  test('days may be business days', () => {
    const calendar = businessCalendar({ hours: { from: '00:00', to: '24:00' } }); // the eleventh is a Sunday
    expect(stale(rows, stages, { calendar }).deals.map(({ dealId, days }) => [dealId, days])).toEqual([
      ['d3', 5.5],
      ['d1', 6.5],
    ]);
  });

  test('a stage unknown to the pipeline has no limit', () => {
    expect(stale([dealRow('d1', { potential: nok(1) })], [['d1', 'gone', 2]])).toMatchObject({
      open: 1,
      withoutLimit: 1,
      deals: [],
    });
  });

  test('counted from the last activity, whatever it is', () => {
    const interaction = (heldAt: number) => ({ id: 'i1', kind: 'call', at: on(heldAt) });
    const activities: readonly (readonly DealEvent[])[] = [
      [event('DealRevalued', 4, { potential: null })],
      [event('DealDescribed', 4, { name: 'Another name' })],
      [event('DealDescribed', 4, { channel: 'web' })],
      [event('TaskAdded', 4, { task: { id: 't1', name: 'Call', assigneeId: 'kari' } })],
      [event('ParticipantAdded', 4, { participant: { id: 'p1', role: 'client' } })],
      [event('PaymentReceived', 4, { amount: nok(1) })],
      [event('DemandRecorded', 4, { demand: [] })],
      [moved('contact', 'gone', 3), moved('gone', 'contact', 4)],
      [event('InteractionLinked', 9, { interaction: interaction(4) })], // when it took place
      [event('InteractionLinked', 4, { interaction: interaction(20) })], // yet to come: when it was linked
    ];
    for (const events of activities) {
      const book = dealBook([[opened(), ...events]], { pipelines: [sales], currency: 'NOK', asOf: on(11) });
      const { since, deals } = staleDeals(book, { pipelineId: 'sales', since: 'activity' });
      expect([since, ...deals.map(({ days }) => days)], events[0]?.type).toEqual(['activity', 7]);
      const earlier = staleDeals(book, { pipelineId: 'sales', since: 'activity', asOf: on(10) });
      expect(earlier.deals.map(({ days }) => days)).toEqual([6]);
    }
  });

  test('what was recorded is activity also where it does not count, as in the deal itself', () => {
    const notCounting: readonly DealEvent[] = [
      moved('contact', 'contact', 4), // where it is
      event('DealReopened', 4, { stageId: 'contact' }), // it is open
      event('LossExplained', 4, { reason: 'price' }), // it is not lost
      opened({ at: on(4) }), // it was opened already
    ];
    for (const recorded of notCounting) {
      const history = [opened(), recorded] as const;
      const book = dealBook([history], { pipelines: [sales], currency: 'NOK', asOf: on(11) });
      const since = on(11).getTime() - replay(history).updatedAt.getTime();
      const { deals } = staleDeals(book, { pipelineId: 'sales', since: 'activity' });
      expect(deals.map(({ days }) => days)).toEqual([since / 86_400_000]);
      const continued = appendToBook(
        dealBook([[opened()]], { pipelines: [sales], currency: 'NOK', asOf: on(11) }),
        opened().dealId,
        [recorded],
      );
      expect(staleDeals(continued, { pipelineId: 'sales', since: 'activity' }).deals).toEqual(deals);
    }
  });

  test('an opening on a date not known is no activity since when it waits', () => {
    const histories = [
      [opened({ undated: true })],
      [
        opened({ dealId: 'd2', undated: true }),
        { ...event('DealEstimated', 2, { probability: 1 }), dealId: 'd2' },
      ],
    ];
    const book = dealBook(histories, { pipelines: [sales], currency: 'NOK', asOf: on(11) });
    const report = staleDeals(book, { pipelineId: 'sales', since: 'activity' });
    expect(report).toMatchObject({ undated: 1, deals: [{ dealId: 'd2', days: 9 }] });
  });

  test('a deal still where it was found is undated, but active since it was opened', () => {
    const histories = [[opened({ stageUndated: true })]];
    const book = dealBook(histories, { pipelines: [sales], currency: 'NOK', asOf: on(11) });
    expect(staleDeals(book, { pipelineId: 'sales' })).toMatchObject({ open: 1, undated: 1, deals: [] });
    const active = staleDeals(book, { pipelineId: 'sales', since: 'activity' });
    expect(active).toMatchObject({ undated: 0, deals: [{ dealId: 'd1', days: 10 }] });
  });

  test('an unknown pipeline and an unknown beginning are refused', () => {
    expect(refusal(() => stale(rows, stages, { pipelineId: 'gone' }))).toMatchObject([
      'unknown-pipeline',
      {},
    ]);
    const since = 'ever' as StaleDealsOptions['since'];
    expect(refusal(() => stale(rows, stages, { since }))).toEqual([
      'invalid-option',
      { option: 'since', problem: "not 'stage' or 'activity': 'ever'" },
    ]);
  });
});
