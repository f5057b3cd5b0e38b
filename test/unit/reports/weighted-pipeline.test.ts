import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  type DealBook,
  type DealRow,
  dealBook,
  historiesOf,
  month,
  weightedPipeline,
} from '../../../src/index.ts';
import { dealRow, nok, on, type PlainDealRow, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type WeightedPipelineOptions = NonNullable<Parameters<typeof weightedPipeline>[1]>;

function bookOf(rows: readonly DealRow[], timeZone = 'UTC'): DealBook {
  return dealBook(historiesOf(rows, [], [sales, simple]), {
    pipelines: [sales, simple],
    currency: 'NOK',
    timeZone,
    asOf: on(15),
  });
}

/** A deal in the stage contact, of probability 0.1. */
function expected(id: string, at: string | null, changes: Partial<PlainDealRow> = {}): PlainDealRow {
  return dealRow(id, { expectedCloseAt: at === null ? undefined : on(at), ...changes });
}

function names(book: DealBook, options: WeightedPipelineOptions = {}) {
  return weightedPipeline(book, options).periods.map(({ name, open }) => [name, open]);
}

describe('what is expected when', () => {
  const rows = [
    expected('d1', '2026-10-20T08:00:00Z'),
    expected('d2', '2026-12-01T08:00:00Z', { potential: nok(300) }),
    expected('d3', '2026-10-14T23:59:59Z'),
    expected('d4', null),
    expected('d5', '2026-12-24T08:00:00Z', { potential: null }),
    expected('d6', '2026-12-24T08:00:00Z', { pipelineId: 'simple', potential: nok(700) }),
    expected('d7', '2027-01-01T08:00:00Z', { outcome: { status: 'won', at: on(9) } }),
  ];

  test('open deals are in the month of their expected closing; months without deals are there too', () => {
    const { periods, total } = weightedPipeline(bookOf(rows));
    expect(plain(periods.map(({ period, ...figures }) => figures))).toEqual([
      { name: '2026-10', open: 1, potential: '100', weighted: '10', unknownProbability: 0, unpriced: 0 },
      { name: '2026-11', open: 0, potential: '0', weighted: '0', unknownProbability: 0, unpriced: 0 },
      { name: '2026-12', open: 3, potential: '1000', weighted: '30', unknownProbability: 1, unpriced: 1 },
    ]);
    expect(periods[0]?.period).toEqual(month('2026-10'));
    expect(plain(total)).toEqual({
      open: 6,
      potential: '1300',
      weighted: '60',
      unknownProbability: 1,
      unpriced: 1,
    });
  });

  test('what was expected on a day before today is overdue and in no month; without a date it is unscheduled', () => {
    const { overdue, unscheduled } = weightedPipeline(bookOf(rows));
    expect([overdue.open, unscheduled.open]).toEqual([1, 1]);
    // Earlier today is not overdue.
    expect(names(bookOf([expected('d1', '2026-10-15T00:00:00Z')]))).toEqual([['2026-10', 1]]);
  });

  test('deals are told by how they are forecast, too', () => {
    const estimated = (dealId: string, ...categories: (string | null | undefined)[]) => [
      opened({ dealId }),
      ...categories.map((category, index) => ({
        ...event('DealEstimated', 2 + index, {
          probability: 0.5,
          ...(category === undefined ? {} : { category }),
        }),
        dealId,
      })),
    ];
    const book = dealBook(
      [
        estimated('d1', 'commit', undefined),
        estimated('d2', 'best case', 'commit'),
        estimated('d3', 'commit', null),
        estimated('d4', 'best case'),
        estimated('d5'),
      ],
      { pipelines: [sales], currency: 'NOK' },
    );
    expect(
      weightedPipeline(book).categories.map(({ category, open, weighted }) => [
        category,
        open,
        String(weighted.amount),
      ]),
    ).toEqual([
      ['best case', 1, '50'],
      ['commit', 2, '100'],
      [null, 2, '60'],
    ]);
    const again = appendToBook(book, 'd2', [
      { type: 'DealReassigned', dealId: 'd2', at: on(2), ownerId: 'ola' },
    ]);
    expect(plain(weightedPipeline(again).categories)).toEqual(plain(weightedPipeline(book).categories));
  });

  test('days and months are those of the book’s time zone', () => {
    const book = bookOf(
      [expected('d1', '2026-10-31T23:30:00Z'), expected('d2', '2026-10-14T22:30:00Z')],
      'Europe/Oslo',
    );
    expect(names(book)).toEqual([
      ['2026-10', 1],
      ['2026-11', 1],
    ]);
  });

  test('by quarter or year, of one pipeline, or as of an earlier date', () => {
    const book = bookOf(rows);
    expect(names(book, { unit: 'quarter' })).toEqual([['2026-Q4', 4]]);
    expect(names(book, { unit: 'year', pipelineId: 'simple' })).toEqual([['2026', 1]]);
    expect(names(book, { asOf: on(8) })).toEqual([
      ['2026-10', 2],
      ['2026-11', 0],
      ['2026-12', 3],
      ['2027-01', 1],
    ]);
  });

  test('the probability is the deal’s own, else its stage’s; zero is one', () => {
    const estimated = (dealId: string, probability: number | null) => [
      opened({ dealId, expectedCloseAt: on(20) }),
      { ...event('DealEstimated', 2, { probability }), dealId },
    ];
    const histories = [estimated('d1', 0.25), estimated('d2', 0), estimated('d3', null)];
    const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' });
    expect(plain(weightedPipeline(book).periods[0])).toMatchObject({
      open: 3,
      potential: '300',
      weighted: '35',
      unknownProbability: 0,
    });
  });

  test('where nothing is to come there are no periods', () => {
    expect(names(bookOf([expected('d1', null), expected('d2', '2026-10-01T08:00:00Z')]))).toEqual([]);
    const empty = dealBook([], { pipelines: [sales], currency: 'NOK' });
    expect(plain(weightedPipeline(empty))).toMatchObject({ periods: [], total: { open: 0, potential: '0' } });
  });

  test('days up to a closing in the year 9999 are too many, months are not', () => {
    const book = bookOf([expected('d1', '9999-12-31T12:00:00Z')]);
    expect(refusal(() => weightedPipeline(book, { unit: 'day' }))).toMatchObject([
      'invalid-option',
      { option: 'unit' },
    ]);
    expect(weightedPipeline(book).periods.at(-1)?.name).toBe('9999-12');
  });

  test('an unknown pipeline, an unknown unit and a date the book does not know are refused', () => {
    const book = bookOf(rows);
    expect(refusal(() => weightedPipeline(book, { pipelineId: 'gone' }))).toMatchObject([
      'unknown-pipeline',
      {},
    ]);
    expect(refusal(() => weightedPipeline(book, { unit: 'fortnight' as 'month' }))).toEqual([
      'invalid-option',
      { option: 'unit', problem: "not 'day' or 'week' or 'month' or 'quarter' or 'year': 'fortnight'" },
    ]);
    expect(refusal(() => weightedPipeline(book, { asOf: on(20) }))).toMatchObject(['as-of-too-late', {}]);
  });
});
