import { describe, expect, test } from 'vitest';
import { bookAsOf, type DealEvent, dealBook, reportTable, reschedules } from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type ReschedulesOptions = Parameters<typeof reschedules>[1];

const to = (day: number, expected: number | null): DealEvent =>
  event('DealRescheduled', day, { expectedCloseAt: expected === null ? null : on(expected) });

function bookOf(...histories: readonly (readonly DealEvent[])[]) {
  return dealBook(
    histories.map((history, index) => history.map((each) => ({ ...each, dealId: `d${index + 1}` }))),
    { pipelines: [sales, simple], currency: 'NOK' },
  );
}

const report = (book: ReturnType<typeof bookOf>, options: Partial<ReschedulesOptions> = {}) =>
  reschedules(book, { during: '2026-10', ...options });

describe('how often expected closings are changed', () => {
  test('to a later date, to an earlier one, to a first one, to none; out and back are two changes', () => {
    const book = bookOf(
      [opened({ expectedCloseAt: on(20) }), to(2, 25), to(3, 20), to(4, null), to(5, 30), to(6, 30)],
      [opened(), to(2, 9)],
      [opened({ expectedCloseAt: on(20) })],
    );
    const { changes, deals, pushed, pulled, set, cleared, days } = report(book);
    expect({ changes, deals, pushed, pulled, set, cleared }).toEqual({
      changes: 6,
      deals: 2,
      pushed: 1,
      pulled: 1,
      set: 2,
      cleared: 1,
    });
    expect([days.count, days.min, days.max]).toEqual([2, -5, 5]);
  });

  test('each change is its owner’s of then', () => {
    const book = bookOf([
      opened({ expectedCloseAt: on(20) }),
      to(2, 21),
      event('DealReassigned', 3, { ownerId: 'ola' }),
      to(4, 22),
      to(5, 21),
    ]);
    expect(plain(report(book).owners)).toEqual([
      { ownerId: 'kari', changes: 1, pushed: 1, pulled: 0, set: 0, cleared: 0 },
      { ownerId: 'ola', changes: 2, pushed: 1, pulled: 1, set: 0, cleared: 0 },
    ]);
  });

  test('a change while the deal has no owner is in a row of its own, the last', () => {
    const book = bookOf([
      opened({ expectedCloseAt: on(20), ownerId: null }),
      to(2, 21),
      event('DealReassigned', 3, { ownerId: 'ola' }),
      to(4, 22),
    ]);
    expect(report(book).owners.map(({ ownerId, changes }) => [ownerId, changes])).toEqual([
      ['ola', 1],
      [null, 1],
    ]);
    expect(reportTable(report(book)).rows.map(([owner]) => owner)).toEqual(['ola', '–', 'All owners']);
  });

  test('the date of the opening is no change; another one at the same instant is', () => {
    expect(report(bookOf([opened({ expectedCloseAt: on(20) })])).changes).toBe(0);
    expect(report(bookOf([opened({ expectedCloseAt: on(20) }), to(1, 25)]))).toMatchObject({
      changes: 1,
      pushed: 1,
    });
  });

  test('in the period, by the date of the book, of one pipeline', () => {
    const book = bookOf([opened({ expectedCloseAt: on(20) }), to(2, 25), to(9, 28)]);
    expect(report(book, { during: { start: on(2), end: on(9) } }).changes).toBe(1);
    expect(report(bookAsOf(book, on(8))).changes).toBe(1);
    expect(report(book, { pipelineId: 'simple' }).changes).toBe(0);
    expect(report(book, { during: '2026-11' })).toMatchObject({
      changes: 0,
      days: { mean: null },
      owners: [],
    });
  });

  test('what is no period, and an unknown pipeline, are refused', () => {
    expect(refusal(() => report(bookOf(), { during: 'soon' }))).toMatchObject(['invalid-period', {}]);
    expect(refusal(() => report(bookOf(), { pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
  });
});
