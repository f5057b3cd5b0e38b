import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  type DealBook,
  type DealEvent,
  type DealRow,
  dealBook,
  type Filter,
  type FilterValue,
  type Grouping,
  groupDeals,
  historiesOf,
  isDealError,
  money,
  putInBook,
  rateTable,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { correctedHistory } from '../../reference/twin/naive-deal.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { instants, type RandomBook, randomBook } from '../../support/random-book.ts';
import { refusal } from '../../support/refusal.ts';

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

const chosen = bookOfRows([
  dealRow('d1'),
  dealRow('d2', { ownerId: 'ola', potential: nok(300) }),
  dealRow('d3', { potential: null, openedAt: on(3), channel: 'web' }),
]);
const ids = (filter: Filter): unknown[] => idsOf(selectDeals(chosen, filter));

describe('a filter', () => {
  test('holds by default where a field equals a value; null stands for none', () => {
    expect(ids({ field: 'ownerId', value: 'kari' })).toEqual(['d1', 'd3']);
    expect(ids({ field: 'channel', value: null })).toEqual(['d1', 'd2']);
    expect(ids({ field: 'ownerId', is: 'notEquals', value: 'kari' })).toEqual(['d2']);
    expect(ids({ field: 'channel', is: 'isEmpty' })).toEqual(['d1', 'd2']);
  });

  test('compares a field with one of several values, or with none of them', () => {
    expect(ids({ field: 'id', is: 'in', value: ['d1', 'd2', 'd9'] })).toEqual(['d1', 'd2']);
    expect(ids({ field: 'id', is: 'notIn', value: ['d1', 'd2', 'd9'] })).toEqual(['d3']);
  });

  test('compares amounts in the management currency, dates and texts; no value is neither below nor above', () => {
    expect(ids({ field: 'potential', is: 'atLeast', value: 100 })).toEqual(['d1', 'd2']);
    expect(ids({ field: 'potential', is: 'above', value: 100 })).toEqual(['d2']);
    expect(ids({ field: 'openedAt', is: 'below', value: on(3) })).toEqual(['d1', 'd2']);
    expect(ids({ field: 'openedAt', is: 'atMost', value: on(3) })).toEqual(['d1', 'd2', 'd3']);
    expect(ids({ field: 'channel', is: 'above', value: 'fair' })).toEqual(['d3']);
  });

  test('finds what stands under a value in a hierarchy of the host', () => {
    const hierarchies = { ownerId: { kari: 'north', ola: 'south', north: 'norway', south: 'norway' } };
    const under = (value: string) =>
      idsOf(selectDeals(chosen, { field: 'ownerId', is: 'under', value }, { hierarchies }));
    expect([under('kari'), under('south'), under('norway')]).toEqual([
      ['d1', 'd3'],
      ['d2'],
      ['d1', 'd2', 'd3'],
    ]);
  });

  test('may be several at once, one of several, or the contrary of one', () => {
    const mine: Filter = { field: 'ownerId', value: 'kari' };
    const large: Filter = { field: 'potential', is: 'above', value: 10 };
    expect(ids({ and: [mine, large] })).toEqual(['d1']);
    expect(ids({ or: [mine, large] })).toEqual(['d1', 'd2', 'd3']);
    expect(ids({ not: mine })).toEqual(['d2']);
  });

  test('selects a book of the same date, also where it is empty', () => {
    const none = selectDeals(chosen, { field: 'id', value: 'gone' });
    expect([none.deals, none.asOf]).toEqual([0, chosen.asOf]);
    expect(winRate(none).rate).toEqual({ value: null, count: 0, of: 0 });
    expect(selectDeals(bookOfRows([]), { field: 'id', value: 'd1' })).toMatchObject({ deals: 0, asOf: null });
  });
});

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
      fc.property(randomBook, comparison, (recorded, filter) => {
        const random = {
          ...recorded,
          histories: recorded.histories.map((history) => correctedHistory(history)),
        };
        const start = bookOf({ ...random, histories: [] });
        const answers: [DealBook, unknown[]][] = [];
        const answerOf = (book: DealBook): unknown[] => [
          idsOf(selectDeals(book, filter)),
          ...groupings.map((by) => keysAndIds(book, by)),
        ];
        const last = random.histories
          .flatMap((history) => history.map((event, index) => ({ event, past: history.slice(0, index + 1) })))
          .reduce((book, { event, past }) => {
            answers.push([book, answerOf(book)]);
            if (past.some(({ type }) => type === 'EventCorrected')) return putInBook(book, past as never);
            try {
              return appendToBook(book, event.dealId, [event]);
            } catch (error) {
              if (!isDealError(error, 'needs-history')) throw error;
              return putInBook(book, past as never);
            }
          }, start);
        expect(answerOf(last)).toEqual(answerOf(bookOf(random)));
        for (const [book, answer] of answers) expect(answerOf(book)).toEqual(answer);
      }),
    );
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

describe('a selection refuses', () => {
  const book = bookOfRows([dealRow('d1')]);

  test('fields and filters that are none', () => {
    const select = (filter: object) => refusal(() => selectDeals(book, filter as never));
    expect(select({ field: 'owner', value: 'kari' })).toEqual(['unknown-field', { field: 'owner' }]);
    expect(select({ field: 'constructor', value: 'kari' })).toEqual([
      'unknown-field',
      { field: 'constructor' },
    ]);
    expect(select({ field: 'ownerId', is: 'like', value: 'k' })).toMatchObject(['invalid-filter', {}]);
    expect(select({ field: 'ownerId', is: 'in', value: 'kari' })).toMatchObject(['invalid-filter', {}]);
    expect(select({ field: 'ownerId', value: undefined })).toMatchObject(['invalid-filter', {}]);
  });

  test('a hierarchy that is missing, and an option that is not known', () => {
    const filter: Filter = { field: 'ownerId', is: 'under', value: 'north' };
    expect(refusal(() => selectDeals(book, filter))).toMatchObject(['invalid-filter', {}]);
    expect(refusal(() => selectDeals(book, filter, { hierarchy: {} } as object))).toMatchObject([
      'invalid-option',
      { option: 'hierarchy' },
    ]);
  });
});

describe('what a deal was entered with', () => {
  const named: readonly (readonly DealEvent[])[] = [
    [
      { ...opened({ dealId: 'a' }), name: 'Roof', potential: money(10, 'EUR'), previousDealId: 'z' },
      { ...event('ParticipantAdded', 2, { participant: { id: 'p1', role: 'client' } }), dealId: 'a' },
      { ...event('ParticipantAdded', 3, { participant: { id: 'p2', role: 'client' } }), dealId: 'a' },
      { ...moved('contact', 'offer', 4), dealId: 'a' },
      { ...event('DealEstimated', 5, { probability: 0.7 }), dealId: 'a' },
    ],
    [
      { ...opened({ dealId: 'b' }), name: 'Floor', potential: nok(80) },
      { ...event('DealDescribed', 2, { name: 'Wall' }), dealId: 'b' },
      { ...event('DealLost', 3, { reason: 'price', competitorId: 'rival' }), dealId: 'b' },
    ],
    [
      { ...opened({ dealId: 'c' }), potential: nok(50) },
      { ...event('DealWon', 3, { amount: nok(45) }), dealId: 'c' },
    ],
  ];
  const rates = rateTable([{ date: '2026-10-01', currency: 'EUR', rate: '0.1' }], { base: 'NOK' });
  const book = dealBook(named, { pipelines: [sales], currency: 'NOK', rates });
  const found = (filter: Filter): unknown[] => idsOf(selectDeals(book, filter));

  test('is a field: its name, its estimate, the deal before it, the amount and currency as recorded', () => {
    expect(found({ field: 'name', value: 'Wall' })).toEqual(['b']);
    expect(found({ field: 'name', is: 'isEmpty' })).toEqual(['c']);
    expect(found({ field: 'probability', is: 'atLeast', value: 0.5 })).toEqual(['a']);
    expect(found({ field: 'previousDealId', value: 'z' })).toEqual(['a']);
    expect(found({ field: 'currency', value: 'EUR' })).toEqual(['a']);
    expect(found({ field: 'potentialAsEntered', is: 'below', value: 50 })).toEqual(['a']); // 100 kroner
    expect(found({ field: 'potential', is: 'below', value: 60 })).toEqual(['c']);
    expect(found({ field: 'wonAmount', value: 45 })).toEqual(['c']);
    expect(found({ field: 'competitorId', value: 'rival' })).toEqual(['b']);
  });

  test('may have several values: one that passes is enough', () => {
    expect(found({ field: 'visitedStage', value: 'offer' })).toEqual(['a']);
    expect(found({ field: 'visitedStage', is: 'notEquals', value: 'offer' })).toEqual(['b', 'c']);
    expect(found({ field: 'participant.client', is: 'in', value: ['p2', 'p9'] })).toEqual(['a']);
    expect(found({ field: 'participant.influencer', is: 'isEmpty' })).toEqual(['a', 'b', 'c']);
  });

  test('may have several values: then the deal is in the group of each', () => {
    expect(keysAndIds(book, 'visitedStage')).toEqual([
      ['contact', ['a', 'b', 'c']],
      ['offer', ['a']],
    ]);
    expect(keysAndIds(book, 'participant.client')).toEqual([
      ['p1', ['a']],
      ['p2', ['a']],
      [null, ['b', 'c']],
    ]);
    const pairs = groupDeals(book, ['status', 'visitedStage'], { keys: [['lost', 'terms']] });
    expect(pairs.map(({ key, book: part }) => [...key, part.deals])).toEqual([
      ['lost', 'contact', 1],
      ['lost', 'terms', 0],
      ['open', 'contact', 1],
      ['open', 'offer', 1],
      ['won', 'contact', 1],
    ]);
    expect(refusal(() => groupDeals(book, { month: 'visitedStage' } as never))).toEqual([
      'invalid-option',
      { option: 'by', problem: "not the month of a date: 'visitedStage'" },
    ]);
  });

  test('is known as of a date, and after appending', () => {
    const { asOf: _, ...early } = selectDeals(bookAsOf(book, on(2)), {
      field: 'participant.client',
      value: 'p2',
    });
    expect(early.deals).toBe(0);
    const later = appendToBook(book, 'c', [{ ...event('DealDescribed', 9, { name: 'Door' }), dealId: 'c' }]);
    expect(idsOf(selectDeals(later, { field: 'name', value: 'Door' }))).toEqual(['c']);
  });
});
