import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  type DealBook,
  type DealRow,
  dealBook,
  type Grouping,
  groupDeals,
  historiesOf,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

function bookOfRows(rows: readonly DealRow[], timeZone?: string): DealBook {
  return dealBook(historiesOf(rows, [], [sales]), { pipelines: [sales], currency: 'NOK', timeZone });
}

function idsOf(book: DealBook): unknown[] {
  return groupDeals(book, 'id').map(({ key }) => key);
}

function keysAndIds(book: DealBook, by: Grouping): unknown[] {
  return groupDeals(book, by).map(({ key, book: part }) => [key, idsOf(part)]);
}

describe('deals grouped', () => {
  const rows = [
    dealRow('d1', {
      ownerId: 'ola',
      openedAt: on('2026-09-30T12:00:00Z'),
      outcome: { status: 'won', at: on(9) },
    }),
    dealRow('d2', { potential: nok(300) }),
    dealRow('d3', { ownerId: 'ola', outcome: { status: 'lost', at: on(12), reason: 'price' } }),
  ];
  const book = bookOfRows(rows);

  test('by a field are a book for each value, in the order of the values, those without one last', () => {
    expect(keysAndIds(book, 'ownerId')).toEqual([
      ['kari', ['d2']],
      ['ola', ['d1', 'd3']],
    ]);
    expect(keysAndIds(book, 'lossReason')).toEqual([
      ['price', ['d3']],
      [null, ['d1', 'd2']],
    ]);
  });

  test('by owner have those without one last, also by the owner at the opening and at the closing', () => {
    const none = opened({ dealId: 'd1', ownerId: null });
    const given = [
      opened({ dealId: 'd2', ownerId: null }),
      { ...event('DealReassigned', 2, { ownerId: 'ola' }), dealId: 'd2' },
    ];
    const taken = [
      opened({ dealId: 'd3' }),
      { ...event('DealReassigned', 2, { ownerId: null }), dealId: 'd3' },
      { ...event('DealWon', 3, {}), dealId: 'd3' },
    ];
    const whole = dealBook([[none], given, taken], { pipelines: [sales], currency: 'NOK' });
    expect(keysAndIds(whole, 'ownerId')).toEqual([
      ['ola', ['d2']],
      [null, ['d1', 'd3']],
    ]);
    expect(keysAndIds(whole, 'openedBy')).toEqual([
      ['kari', ['d3']],
      [null, ['d1', 'd2']],
    ]);
    expect(keysAndIds(whole, 'closedBy')).toEqual([[null, ['d1', 'd2', 'd3']]]);
    expect(groupDeals(whole, 'ownerId').map(({ book: part }) => winRate(part).rate.value)).toEqual([null, 1]);
    const later = appendToBook(whole, 'd2', [
      { ...event('DealReassigned', 9, { ownerId: null }), dealId: 'd2' },
    ]);
    expect(keysAndIds(later, 'ownerId')).toEqual([[null, ['d1', 'd2', 'd3']]]);
  });

  test('by a date are a book for each day, ISO week, month, quarter or year', () => {
    const keys = (by: Grouping) => groupDeals(book, by).map(({ key }) => key);
    expect(keys({ day: 'openedAt' })).toEqual(['2026-09-30', '2026-10-01']);
    expect(keys({ week: 'closedAt' })).toEqual(['2026-W41', '2026-W42', null]);
    expect(keys({ month: 'openedAt' })).toEqual(['2026-09', '2026-10']);
    expect(keys({ quarter: 'openedAt' })).toEqual(['2026-Q3', '2026-Q4']);
    expect(keys({ year: 'closedAt' })).toEqual(['2026', null]);
  });

  test('by quarter or year are those of the book’s fiscal year, which selections, groups and later books keep', () => {
    const options = { pipelines: [sales], currency: 'NOK', fiscalYearStart: 10 };
    const fiscal = dealBook(historiesOf(rows, [], [sales]), options);
    const kept = [
      fiscal,
      selectDeals(fiscal, { not: { field: 'openedAt', is: 'isEmpty' } }),
      bookAsOf(fiscal, on(12)),
      appendToBook(fiscal, 'd2', [{ ...event('DealWon', 20, {}), dealId: 'd2' }]),
      ...groupDeals(fiscal, { year: 'expectedCloseAt' }).map(({ book: part }) => part),
    ];
    for (const each of kept) {
      expect(each.fiscalYearStart).toBe(10);
      expect(groupDeals(each, { quarter: 'openedAt' }).map(({ key }) => key)).toEqual(['2025-Q4', '2026-Q1']);
      expect(groupDeals(each, { year: 'openedAt' }).map(({ key }) => key)).toEqual(['2025', '2026']);
      expect(winRate(each, { openedDuring: '2025-Q4' }).won).toBe(1);
    }
  });

  test('add up to the whole: 1 of 2 closed deals is won, by ola, none of none by kari', () => {
    const rates = groupDeals(book, 'ownerId').map(({ book: part }) => winRate(part).rate);
    expect(rates).toEqual([
      { value: null, count: 0, of: 0 },
      { value: 0.5, count: 1, of: 2 },
    ]);
    expect(winRate(book).rate).toEqual({ value: 0.5, count: 1, of: 2 });
  });

  test('have an empty book for a key that is asked for; otherwise no deals are no groups', () => {
    const groups = groupDeals(bookOfRows([]), 'ownerId', { keys: ['per'] });
    expect(groups.map(({ key, book: part }) => [key, part.deals])).toEqual([['per', 0]]);
    expect(groupDeals(bookOfRows([]), 'ownerId')).toEqual([]);
  });

  test('are refused by what is no field or unit, by keys of another length, and with an option that is not known', () => {
    const by = (grouping: unknown, options: object = {}) =>
      refusal(() => groupDeals(book, grouping as Grouping, options));
    expect(by('owner')).toEqual(['unknown-field', { field: 'owner' }]);
    expect(by({ fortnight: 'openedAt' })).toMatchObject(['invalid-option', { option: 'by' }]);
    expect(by(['ownerId', 'status'], { keys: [['kari']] })).toMatchObject([
      'invalid-option',
      { option: 'keys' },
    ]);
    expect(by('ownerId', { force: ['per'] })).toMatchObject(['invalid-option', { option: 'force' }]);
  });
});

describe('groups', () => {
  const many = Array.from({ length: 400 }, (_, index) =>
    dealRow(`d${index}`, { customerId: `c${(index * 3) % 400}`, fields: { size: (index * 7) % 400 } }),
  );

  test('by fields that have a value for each deal are as many as the deals, in the order of their keys', () => {
    const groups = groupDeals(bookOfRows(many), ['fields.size', 'customerId', 'id']);
    expect(groups).toHaveLength(400);
    expect(groups.map(({ key }) => key[0])).toEqual(Array.from({ length: 400 }, (_, size) => size));
    for (const { key, book } of groups) expect(idsOf(book)).toEqual([key[2]]);
  });

  test('by one field after another have the order of their first difference, nothing last', () => {
    const rows = [
      dealRow('d1', { ownerId: 'ola', channel: 'web' }),
      dealRow('d2', { ownerId: 'kari' }),
      dealRow('d3', { ownerId: 'ola' }),
      dealRow('d4', { ownerId: 'kari', channel: 'fair' }),
      dealRow('d5', { ownerId: 'ola', channel: 'web' }),
    ];
    const groups = groupDeals(bookOfRows(rows), ['ownerId', 'channel'], { keys: [['kari', 'web']] });
    expect(groups.map(({ key, book }) => [...key, book.deals])).toEqual([
      ['kari', 'fair', 1],
      ['kari', 'web', 0],
      ['kari', null, 1],
      ['ola', 'web', 2],
      ['ola', null, 1],
    ]);
  });

  test('by nothing are one, of all deals', () => {
    expect(groupDeals(bookOfRows(many), []).map(({ key, book }) => [key, book.deals])).toEqual([[[], 400]]);
    expect(groupDeals(bookOfRows([]), [])).toEqual([]);
  });

  test('of a field of any type are ascending within each type', () => {
    const values = ['b', 2, on(2), true, 'a', 10, on(1), false, -1, '10'];
    const book = bookOfRows(values.map((value, index) => dealRow(`d${index}`, { fields: { any: value } })));
    const keys = groupDeals(book, 'fields.any').map(({ key }) => key);
    expect(keys.filter((key) => typeof key === 'string')).toEqual(['10', 'a', 'b']);
    expect(keys.filter((key) => typeof key === 'number')).toEqual([-1, 2, 10]);
    expect(keys.filter((key) => typeof key === 'boolean')).toEqual([false, true]);
    expect(keys.filter((key) => key instanceof Date)).toEqual([on(1), on(2)]);
    expect(keys).toHaveLength(10);
  });

  test('of months and days are those of the zone, also where dates lie a century apart', () => {
    const rows = [
      '1926-12-31T23:30:00Z',
      '2026-09-30T22:30:00Z',
      '2026-09-30T21:30:00Z',
      '2027-01-01T12:00:00Z',
    ];
    const book = bookOfRows(
      rows.map((openedAt, index) => dealRow(`d${index}`, { openedAt: on(openedAt) })),
      'Europe/Oslo',
    );
    expect(keysAndIds(book, { month: 'openedAt' })).toEqual([
      ['1927-01', ['d0']],
      ['2026-09', ['d2']],
      ['2026-10', ['d1']],
      ['2027-01', ['d3']],
    ]);
  });

  test('have keys that are the caller’s: a changed Date changes no book', () => {
    const book = bookOfRows([dealRow('d1', { fields: { due: on(5) } })]);
    for (const { key } of groupDeals(book, 'fields.due')) (key as Date).setTime(0);
    expect(groupDeals(book, 'fields.due').map(({ key }) => key)).toEqual([on(5)]);
    expect(selectDeals(book, { field: 'fields.due', value: on(5) }).deals).toBe(1);
  });

  test('have what was appended and is dated before the opening: it counts after what the opening told', () => {
    const opened = dealRow('d1', {
      openedAt: on(10),
      expectedCloseAt: on(20),
      fields: { size: 1, seats: 4 },
    });
    const book = appendToBook(bookOfRows([opened]), 'd1', [
      { type: 'DealRescheduled', dealId: 'd1', at: on(9), expectedCloseAt: on(25) },
      { type: 'DealDescribed', dealId: 'd1', at: on(9), fields: { size: 2 } },
    ]);
    const values = (by: Grouping): unknown[] => groupDeals(book, by).map(({ key }) => key);
    expect([...values('expectedCloseAt'), ...values('fields.size')]).toEqual([on(25), 2]);
    expect(values('fields.seats')).toEqual([4]);
  });
});
