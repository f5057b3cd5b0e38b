import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  type DealBook,
  type DealRow,
  dealBook,
  type Filter,
  type FilterValue,
  type Grouping,
  groupDeals,
  historiesOf,
  selectDeals,
} from '../../../src/index.ts';
import { dealRow, on, sales } from '../../support/deals.ts';
import { instants, type RandomBook, randomBook } from '../../support/random-book.ts';

function bookOf({ histories, pipelines, currency }: RandomBook): DealBook {
  return dealBook(histories, { pipelines, currency });
}

function bookOfRows(rows: readonly DealRow[], timeZone?: string): DealBook {
  return dealBook(historiesOf(rows, [], [sales]), { pipelines: [sales], currency: 'NOK', timeZone });
}

function idsOf(book: DealBook): unknown[] {
  return groupDeals(book, 'id').map(({ key }) => key);
}

function keysAndIds(book: DealBook, by: Grouping): unknown[] {
  return groupDeals(book, by).map(({ key, book: part }) => [key, idsOf(part)]);
}

const at = fc.constantFrom(...instants);
const comparison: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    field: fc.constantFrom('ownerId', 'closedBy', 'fields.region', 'lossReason'),
    is: fc.constantFrom('equals', 'notEquals', 'below', 'atLeast'),
    value: fc.constantFrom('ann', 'bob', 'north', 'price'),
  }) as fc.Arbitrary<Filter>,
  fc.record({
    field: fc.constantFrom('status', 'stageId', 'customerKind', 'customerId'),
    is: fc.constantFrom('in', 'notIn'),
    value: fc.array(fc.constantFrom<FilterValue>('won', 'open', 'a1', 'm2', 'new', 'c1', 'c2', null)),
  }) as fc.Arbitrary<Filter>,
  fc.record({
    field: fc.constantFrom('openedAt', 'closedAt', 'expectedCloseAt'),
    is: fc.constantFrom('equals', 'notEquals', 'below', 'atMost', 'above', 'atLeast'),
    value: at,
  }) as fc.Arbitrary<Filter>,
);
const groupings: readonly Grouping[] = [
  'ownerId',
  'customerKind',
  'closedAt',
  'fields.size',
  { month: 'closedAt' },
  { quarter: 'expectedCloseAt' },
];

describe('a selection', () => {
  test('of a selection is both filters together, and what passes and what does not are the whole', () => {
    fc.assert(
      fc.property(randomBook, comparison, comparison, (random, a, b) => {
        const book = bookOf(random);
        const ids = (filter: Filter): unknown[] => idsOf(selectDeals(book, filter));
        const inBoth = ids({ and: [a, b] });
        expect(idsOf(selectDeals(selectDeals(book, a), b))).toEqual(inBoth);
        const inOne = ids({ or: [a, b] });
        expect(inOne).toEqual(idsOf(book).filter((id) => ids(a).includes(id) || ids(b).includes(id)));
        expect(ids({ not: { or: [a, b] } })).toEqual(idsOf(book).filter((id) => !inOne.includes(id)));
        expect(ids({ not: { and: [a, b] } })).toEqual(idsOf(book).filter((id) => !inBoth.includes(id)));
      }),
    );
  });

  test('of a book that was continued is that of the book of all, whatever the books before it were asked', () => {
    fc.assert(
      fc.property(randomBook, comparison, (random, filter) => {
        const start = bookOf({ ...random, histories: [] });
        const answers: [DealBook, unknown[]][] = [];
        const answerOf = (book: DealBook): unknown[] => [
          idsOf(selectDeals(book, filter)),
          ...groupings.map((by) => keysAndIds(book, by)),
        ];
        const last = random.histories
          .flatMap((history) => history.map((event) => [event]))
          .reduce((book, events) => {
            answers.push([book, answerOf(book)]);
            return appendToBook(book, events[0]?.dealId ?? '', events);
          }, start);
        expect(answerOf(last)).toEqual(answerOf(bookOf(random)));
        for (const [book, answer] of answers) expect(answerOf(book)).toEqual(answer);
      }),
    );
  });

  test('finds what was appended and is dated before the opening: it counts after what the opening told', () => {
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

  test('by an owner, a few owners, a date or a size finds the same in a large book as deal by deal', () => {
    const rows = Array.from({ length: 5000 }, (_, index) =>
      dealRow(`d${index}`, {
        ownerId: `o${(index * 7) % 40}`,
        customerId: `c${index}`,
        openedAt: on(1 + (index % 20)),
        fields: { size: (index * 13) % 100 },
      }),
    );
    const book = bookOfRows(rows);
    const expectDeals = (filter: Filter, passes: (index: number) => boolean): void => {
      const found = selectDeals(book, filter);
      expect(new Set(idsOf(found))).toEqual(
        new Set(rows.flatMap(({ id }, index) => (passes(index) ? [id] : []))),
      );
    };
    const ownerOf = (index: number): number => (index * 7) % 40;
    expectDeals({ field: 'ownerId', value: 'o3' }, (index) => ownerOf(index) === 3);
    expectDeals({ field: 'ownerId', is: 'notEquals', value: 'o3' }, (index) => ownerOf(index) !== 3);
    expectDeals({ field: 'ownerId', is: 'in', value: ['o3', 'o5'] }, (index) =>
      [3, 5].includes(ownerOf(index)),
    );
    expectDeals({ field: 'customerId', value: 'c77' }, (index) => index === 77);
    expectDeals({ field: 'openedAt', is: 'above', value: on(15) }, (index) => index % 20 > 14);
    expectDeals({ field: 'fields.size', is: 'atMost', value: 9 }, (index) => (index * 13) % 100 <= 9);
    expectDeals(
      {
        and: [
          { field: 'ownerId', value: 'o3' },
          { field: 'fields.size', is: 'below', value: 50 },
        ],
      },
      (index) => ownerOf(index) === 3 && (index * 13) % 100 < 50,
    );
    expectDeals(
      {
        or: [{ field: 'ownerId', value: 'o3' }, { not: { field: 'openedAt', is: 'atMost', value: on(15) } }],
      },
      (index) => ownerOf(index) === 3 || index % 20 > 14,
    );
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
});
