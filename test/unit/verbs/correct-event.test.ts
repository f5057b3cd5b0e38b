import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  correctEvent,
  type DealHistory,
  dealAsOf,
  deleteDeal,
  type EventCorrected,
  moveDeal,
  type OpenDeal,
  openTasks,
  replay,
  routeMap,
  tasksOf,
  timelineOf,
  validateHistory,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { given } from './given.ts';

const move = moved('contact', 'offer', 3);
const history: DealHistory = [opened(), move, event('DealWon', 9, {})];

function correct(version: number, instead: EventCorrected['instead'], day = 12) {
  return event('EventCorrected', day, { version, instead });
}

describe('what was entered wrongly', () => {
  test('is corrected by an event that says so', () => {
    given(...history)
      .when((deal) =>
        correctEvent(deal, sales, { version: 2, instead: moved('contact', 'terms', 4), at: on(12) }),
      )
      .thenEvents([correct(2, moved('contact', 'terms', 4))], {
        stageId: 'terms',
        stageEnteredAt: on(4),
        version: 4,
        updatedAt: on(9),
      });
  });

  test('is taken back by nothing in its place, be it of a deal that was closed or deleted', () => {
    given(...history)
      .when((deal) => correctEvent(deal, sales, { version: 3, instead: null, at: on(12) }))
      .thenEvents([correct(3, null)], { status: 'open', stageId: 'offer', version: 4 });
    given(opened(), event('DealDeleted', 5, {}))
      .when((deal) => correctEvent(deal, sales, { version: 2, instead: null, at: on(12) }))
      .thenEvents([correct(2, null)], { deletedAt: null });
  });

  test('may be the opening, which stays one', () => {
    const later = opened({ at: on(2), ownerId: 'ola' });
    given(...history)
      .when((deal) => correctEvent(deal, sales, { version: 1, instead: later, at: on(12) }))
      .thenEvents([correct(1, later)], { openedAt: on(2), openedBy: 'ola' });
    for (const instead of [null, move]) {
      given(...history)
        .when((deal) => correctEvent(deal, sales, { version: 1, instead, at: on(12) }))
        .thenRefused('correction-not-allowed', {
          dealId: 'd1',
          version: 1,
          problem: 'only an opening can stand instead of one',
        });
    }
  });

  test('is read by all folds as corrected', () => {
    const after: DealHistory = [...history, correct(2, moved('contact', 'terms', 4))];
    expect(timelineOf(after, [sales])?.visits.map(({ stageId }) => stageId)).toEqual(['contact', 'terms']);
    expect(routeMap(after, [sales]).stages.map(({ state }) => state)).toEqual([
      'passed',
      'skipped',
      'passed',
    ]);
    expect([tasksOf(after, [sales]), openTasks([after], [sales])]).toEqual([[], []]);
  });

  test('stays readable as it was entered first', () => {
    const after: DealHistory = [...history, correct(2, null)];
    expect(dealAsOf(after, on(20), { knownAt: on(11) })?.stageId).toBe('offer');
    expect(dealAsOf(after, on(20), { knownAt: on(12) })?.stageId).toBe('contact');
  });

  test('is corrected whatever the date asked for is', () => {
    const after: DealHistory = [...history, correct(2, moved('contact', 'terms', 4))];
    expect(dealAsOf(after, on(3))?.stageId).toBe('contact');
    expect(dealAsOf(after, on(4))?.stageId).toBe('terms');
  });

  test('can be corrected again: the last one recorded counts', () => {
    const after: DealHistory = [...history, correct(2, moved('contact', 'terms', 4)), correct(2, null, 10)];
    expect(replay(after).stageId).toBe('contact');
  });

  test('was right after all where the correction is taken back', () => {
    const corrected: DealHistory = [...history, correct(2, null)];
    const again = correctEvent(replay(corrected), sales, { version: 4, instead: null, at: on(13) });
    expect(again).toEqual([correct(4, null, 13)]);
    expect(replay([...corrected, ...again]).stageId).toBe('offer');
    expect(validateHistory([...corrected, ...again], [sales])).toEqual([]);
    expect(
      refusal(() => correctEvent(replay(corrected), sales, { version: 4, instead: move, at: on(13) })),
    ).toEqual([
      'correction-not-allowed',
      { dealId: 'd1', version: 4, problem: 'a correction can only be taken back, by null' },
    ]);
  });

  test('stands at its place in recording order among events of one instant', () => {
    const tied: DealHistory = [opened(), moved('contact', 'terms', 5), moved('terms', 'offer', 5)];
    expect(replay([...tied, correct(2, moved('contact', 'contact', 5))]).stageId).toBe('offer');
  });
});

describe('a correction is refused', () => {
  test('of what the history does not have', () => {
    given(...history)
      .when((deal) => correctEvent(deal, sales, { version: 4, instead: null, at: on(12) }))
      .thenRefused('unknown-version', { dealId: 'd1', version: 4, versions: 3 });
  });

  test('by an opening where there was none, another deal, or a correction', () => {
    const attempt = (instead: EventCorrected['instead']) =>
      refusal(() => correctEvent(replay(history), sales, { version: 2, instead, at: on(12) }));
    expect(attempt(opened())).toMatchObject(['correction-not-allowed', {}]);
    expect(attempt({ ...move, dealId: 'd2' })).toEqual(['mixed-deals', { dealId: 'd1', otherDealId: 'd2' }]);
    expect(attempt(correct(1, opened()))).toMatchObject(['invalid-value', {}]);
    expect(attempt({ ...move, to: 7 as never })).toMatchObject(['invalid-text', {}]);
  });

  test('where the deal came without its history', () => {
    const deal = JSON.parse(JSON.stringify(replay(history)));
    expect(refusal(() => correctEvent(deal, sales, { version: 2, instead: null, at: on(12) }))).toEqual([
      'needs-history',
      { dealId: 'd1' },
    ]);
  });
});

test('a correction that cannot stand changes nothing, and is listed', () => {
  const odd: DealHistory = [
    ...history,
    correct(1, null),
    correct(5, null), // itself
    correct(9, null),
    correct(4, move),
  ];
  expect(replay(odd)).toEqual({ ...replay(history), version: 7 });
  expect(validateHistory(odd, [sales]).map(({ code, index, effect }) => [code, index, effect])).toEqual([
    ['correction-not-allowed', 3, 'ignored'],
    ['unknown-version', 4, 'ignored'],
    ['unknown-version', 5, 'ignored'],
    ['correction-not-allowed', 6, 'ignored'],
  ]);
});

test('what is odd about what stands instead is listed at the place of the corrected event', () => {
  const odd: DealHistory = [...history, correct(2, moved('terms', 'gone', 3))];
  expect(validateHistory(odd, [sales]).map(({ code, index }) => [code, index])).toEqual([
    ['wrong-from', 1],
    ['unknown-stage', 1],
  ]);
});

test('verbs go on from the deal as corrected, and are entered among its events', () => {
  const corrected: DealHistory = [...history, correct(3, null)];
  const deal = replay(corrected) as OpenDeal;
  const events = moveDeal(deal, sales, { to: 'terms', at: on(10) });
  expect(events[0]).toMatchObject({ from: 'offer', recordedAt: on(12) });
  expect(refusal(() => deleteDeal(replay([...corrected, ...events]), sales, { at: on(2) }))).toMatchObject([
    'out-of-order',
    { event: { version: 2, type: 'DealMoved', at: on(3) } },
  ]);
});

test('the type of the answer is a correction', () => {
  const answer = correctEvent(replay(history), sales, { version: 2, instead: null, at: on(12) });
  expectTypeOf(answer).toEqualTypeOf<[EventCorrected]>();
});
