import { describe, expect, test } from 'vitest';
import { businessCalendar, type DealEvent, dealBook, stageDurations } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

type StageDurationsOptions = NonNullable<Parameters<typeof stageDurations>[1]>;

function daysOf(histories: readonly (readonly DealEvent[])[], options: Partial<StageDurationsOptions> = {}) {
  const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' });
  return stageDurations(book, { pipelineId: 'sales', ...options }).stages.map(({ stageId, days }) => [
    stageId,
    days.count,
    days.mean,
  ]);
}

/** Deal d2 with what happened to it. */
function second(events: readonly DealEvent[]): DealEvent[] {
  return events.map((each) => ({ ...each, dealId: 'd2' }));
}

describe('the days a deal stays in a stage in all its visits', () => {
  const perDeal = (
    histories: readonly (readonly DealEvent[])[],
    options: Partial<StageDurationsOptions> = {},
  ) =>
    stageDurations(dealBook(histories, { pipelines: [sales], currency: 'NOK' }), {
      pipelineId: 'sales',
      ...options,
    }).stages.map(({ stageId, perDeal: { days, open, undated } }) => [
      stageId,
      days.count,
      days.mean,
      open,
      undated,
    ]);
  const there = [opened(), moved('contact', 'offer', 3), moved('offer', 'contact', 4)];
  const back = [...there, moved('contact', 'offer', 8), event('DealWon', 9, {})];
  const straight = second([
    opened(),
    moved('contact', 'offer', 5),
    event('DealLost', 7, { reason: 'price' }),
  ]);

  test('are the sum of its visits: of two deals, one came back', () => {
    expect(perDeal([back, straight])).toEqual([
      ['contact', 2, 5, 0, 0], // 2 + 4 and 4 days
      ['offer', 2, 2, 0, 0], // 1 + 1 and 2
      ['terms', 0, null, 0, 0],
    ]);
    expect(perDeal([back, straight], { returns: 'erase' })).toEqual([
      ['contact', 2, 5.5, 0, 0], // 7 and 4
      ['offer', 2, 1.5, 0, 0], // 1 and 2
      ['terms', 0, null, 0, 0],
    ]);
  });

  test('are not known of a deal that is there, nor of one of which it is not known when a visit began', () => {
    expect(perDeal([there, straight])[0]).toEqual(['contact', 1, 4, 1, 0]);
    const vague = [opened({ stageUndated: true }), ...back.slice(1)];
    expect(perDeal([vague, straight])).toEqual([
      ['contact', 1, 4, 0, 1],
      ['offer', 2, 2, 0, 0],
      ['terms', 0, null, 0, 0],
    ]);
    expect(perDeal([[opened({ undated: true })]])[0]).toEqual(['contact', 0, null, 0, 1]);
    const period = { overlapping: { start: on(2), end: on(20) } };
    expect(perDeal([back, straight], period)).toEqual(perDeal([back, straight]));
  });
});

describe('the days deals stay in a stage', () => {
  test('are those from entering it to leaving it or to the outcome', () => {
    const histories = [
      [opened(), moved('contact', 'offer', 3), event('DealWon', 9, {})],
      second([opened(), moved('contact', 'offer', 5), event('DealLost', 7, { reason: 'price' })]),
    ];
    expect(daysOf(histories)).toEqual([
      ['contact', 2, 3], // 2 and 4 days
      ['offer', 2, 4], // 6 and 2
      ['terms', 0, null],
    ]);
  });

  test('are counted visit by visit, where a deal came back', () => {
    const back = [opened(), moved('contact', 'offer', 3), moved('offer', 'contact', 4)];
    const again = [moved('contact', 'offer', 8), event('DealWon', 9, {})];
    expect(daysOf([[...back, ...again]])).toEqual([
      ['contact', 2, 3], // 2 and 4
      ['offer', 2, 1], // 1 and 1
      ['terms', 0, null],
    ]);
  });

  test('go on from the first visit, where going back erases', () => {
    const back = [opened(), moved('contact', 'offer', 3), moved('offer', 'contact', 4)];
    const again = [moved('contact', 'offer', 8), event('DealWon', 9, {})];
    expect(daysOf([[...back, ...again]], { returns: 'erase' })).toEqual([
      ['contact', 1, 7],
      ['offer', 1, 1],
      ['terms', 0, null],
    ]);
  });

  test('are none of a visit going on, of a stage jumped over, and of one since a date not known', () => {
    expect(daysOf([[opened(), moved('contact', 'terms', 3)]])).toEqual([
      ['contact', 1, 2],
      ['offer', 0, null],
      ['terms', 0, null],
    ]);
    expect(daysOf([[opened({ undated: true }), moved('contact', 'terms', 3)]])[0]).toEqual([
      'contact',
      0,
      null,
    ]);
  });

  test('are none of a stay of which it is not known since when: contact until the 11th, terms since then', () => {
    const found = opened({ stageUndated: true });
    const gone = [moved('contact', 'terms', 11), event('DealWon', 15, {})];
    expect(daysOf([[found, ...gone]])).toEqual([
      ['contact', 0, null],
      ['offer', 0, null],
      ['terms', 1, 4],
    ]);
    expect(daysOf([[found, event('DealLost', 9, { reason: 'price' })]])[0]).toEqual(['contact', 0, null]);
  });

  test('are those of a later stay in the stage it was found in, unless that goes on from the first', () => {
    const history = [
      opened({ stageUndated: true }),
      moved('contact', 'offer', 3),
      moved('offer', 'contact', 4),
      moved('contact', 'offer', 8),
    ];
    expect(daysOf([history])).toEqual([
      ['contact', 1, 4],
      ['offer', 1, 1],
      ['terms', 0, null],
    ]);
    expect(daysOf([history], { returns: 'erase' })[0]).toEqual(['contact', 0, null]);
    const reopened = [
      opened({ stageUndated: true }),
      event('DealLost', 5, { reason: 'price' }),
      event('DealReopened', 6, { stageId: 'contact' }),
      event('DealWon', 9, {}),
    ];
    expect(daysOf([reopened])[0]).toEqual(['contact', 1, 3]);
  });

  test('may be business days: from Thursday noon to Monday noon are two', () => {
    const calendar = businessCalendar({ hours: { from: '08:00', to: '16:00' } });
    expect(daysOf([[opened(), moved('contact', 'offer', 5)]], { calendar })[0]).toEqual(['contact', 1, 2]);
  });

  test('are of the deals closed or opened in a period', () => {
    const histories = [
      [opened(), event('DealWon', 3, {})],
      second([opened({ at: on('2026-09-01T12:00:00Z') }), event('DealWon', '2026-09-11T12:00:00Z', {})]),
    ];
    expect(daysOf(histories, { closedDuring: '2026-10' })[0]).toEqual(['contact', 1, 2]);
    expect(daysOf(histories, { openedDuring: '2026-09' })[0]).toEqual(['contact', 1, 10]);
  });

  test('of no deals are null in every stage, not zero', () => {
    expect(daysOf([])).toEqual([
      ['contact', 0, null],
      ['offer', 0, null],
      ['terms', 0, null],
    ]);
  });

  test('are refused of a pipeline the book does not know, and with an option that is not known', () => {
    expect(refusal(() => daysOf([], { pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(refusal(() => daysOf([], { durations: true } as object))).toMatchObject([
      'invalid-option',
      { option: 'durations' },
    ]);
  });
});

test('the days of many deals are those of few: each deal once, or a thousand times', () => {
  const draw = (seed: number, times: number): DealEvent[][] => {
    const days = 1 + ((seed * 7) % 11);
    const at = (day: number): number => 1 + days * day;
    const all: DealEvent[][] = [
      [opened({ stageUndated: true }), moved('contact', 'offer', at(1)), moved('offer', 'contact', at(3))],
      [
        opened(),
        moved('contact', 'offer', at(1)),
        moved('offer', 'contact', at(2)),
        moved('contact', 'offer', at(4)),
      ],
      [opened(), moved('contact', 'offer', at(1)), event('DealWon', at(2), {})],
    ];
    return Array.from({ length: times }, (_, copy) =>
      (all[seed % 3] as DealEvent[]).map((each) => ({ ...each, dealId: `d${seed}-${copy}` })),
    );
  };
  const told = (times: number) => {
    const histories = Array.from({ length: 9 }, (_, seed) => draw(seed, times)).flat();
    const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' });
    return stageDurations(book, { pipelineId: 'sales' }).stages.flatMap(({ days, perDeal }) =>
      [days, perDeal.days].map(({ count, mean, min, max, median }) => ({
        each: count / times,
        others: [perDeal.open / times, perDeal.undated / times],
        figures: [min, median, max],
        mean: mean === null ? null : Math.round(mean * 1e9),
      })),
    );
  };
  expect(told(1001)).toEqual(told(1));
});
