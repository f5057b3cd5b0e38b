import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealBook,
  dealBook,
  dealStatus,
  decodeVariant,
  encodeVariant,
  type Filter,
  historiesOf,
  lossReasons,
  month,
  planAttainment,
  type ReportGroup,
  type ReportVariant,
  runReport,
  salesCycle,
  salesFunnel,
  selectDeals,
  type WinRate,
  winRate,
} from '../../../src/index.ts';
import { memoryReportVariantRepository } from '../../../src/memory/index.ts';
import { relativePeriod } from '../../../src/time/calendar/relative-period.ts';
import { calendars } from '../../reference/agreement/scenes.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

const reports = { dealStatus, lossReasons, planAttainment, salesCycle, salesFunnel, winRate };

const rows = [
  dealRow('d1', { outcome: { status: 'won', at: on('2026-09-30T21:59:59Z') }, openedAt: on('2026-09-01') }),
  dealRow('d2', { outcome: { status: 'won', at: on('2026-09-30T22:00:00Z') }, openedAt: on('2026-09-01') }),
  dealRow('d3', { ownerId: 'ola', outcome: { status: 'lost', at: on(20), reason: 'price' } }),
  dealRow('d4', { ownerId: 'per', fields: { region: 'north' } }),
];
const book = dealBook(historiesOf(rows, [], [sales]), {
  pipelines: [sales],
  currency: 'NOK',
  timeZone: 'Europe/Oslo',
});
const at = on('2026-11-03T08:00:00Z');

function variant(report: string, options: ReportVariant['options'] = {}): ReportVariant {
  return { id: 'v1', name: 'A saved report', report, options };
}

/** The variant as a store gives it back. */
function stored(saved: ReportVariant): ReportVariant {
  return decodeVariant(JSON.parse(JSON.stringify(encodeVariant(saved))));
}

describe('a saved report', () => {
  test('is the report its function gives for the same options', () => {
    const saved = variant('salesFunnel', { pipelineId: 'sales', closedDuring: '2026-10', durations: true });
    expect(runReport(book, saved, { at, reports })).toEqual(
      salesFunnel(book, { pipelineId: 'sales', closedDuring: '2026-10', durations: true }),
    );
  });

  test('of last month is told from a date, in the time zone of the book', () => {
    const saved = variant('winRate', { closedDuring: { last: 'month' } });
    const october = month('2026-10', { timeZone: 'Europe/Oslo' });
    const report = runReport(book, saved, { at, reports: { winRate } });
    expect(report).toEqual(winRate(book, { closedDuring: october }));
    expect(report).toMatchObject({ won: 1, lost: 1, closedDuring: october });
    expect(runReport(book, saved, { at: on('2026-10-31T22:59:59Z'), reports })).toMatchObject({
      won: 1,
      lost: 0,
    });
  });

  test('of a filter is about those deals, with the hierarchies of the host', () => {
    const filter: Filter = { field: 'ownerId', is: 'under', value: 'north' };
    const hierarchies = { ownerId: { ola: 'north', per: 'north' } };
    const saved = stored(variant('dealStatus', { filter }));
    expect(runReport(book, saved, { at, reports, hierarchies })).toEqual(
      dealStatus(selectDeals(book, filter, { hierarchies })),
    );
    expect(refusal(() => runReport(book, saved, { at, reports }))).toEqual([
      'invalid-filter',
      { problem: 'no hierarchy is given for ownerId' },
    ]);
  });

  test('with a grouping is a list of reports by key', () => {
    const saved = variant('winRate', {
      groupBy: ['closedBy', { month: 'closedAt' }],
      filter: { field: 'status', is: 'notEquals', value: 'open' },
    });
    const groups = runReport(book, saved, { at, reports: { winRate } });
    expectTypeOf(groups).toEqualTypeOf<WinRate | ReportGroup<WinRate>[]>();
    expect(groups).toMatchObject([
      { key: ['kari', '2026-09'], report: { won: 1 } },
      { key: ['kari', '2026-10'], report: { won: 1 } },
      { key: ['ola', '2026-10'], report: { lost: 1 } },
    ]);
  });

  test('compares with plans of this quarter', () => {
    const plans = [{ during: { this: 'quarter' }, amount: nok(400) }];
    const saved = stored(variant('planAttainment', { plans }));
    expect(runReport(book, saved, { at, reports })).toMatchObject({
      plans: [{ won: 1, rate: { value: 0.25 } }],
    });
  });

  test('measures with the business calendar it was saved with', () => {
    const [, { calendar } = { calendar: undefined }] = calendars;
    const saved = stored(variant('salesCycle', { calendar }));
    expect(runReport(book, saved, { at, reports })).toEqual(salesCycle(book, { calendar }));
    expect(salesCycle(book, { calendar })).not.toEqual(salesCycle(book));
  });

  test('may be one of the host’s own, its options called as here', () => {
    const span = (_: DealBook, options: { readonly during: unknown; readonly note: string }): unknown =>
      options;
    const saved = variant('span', { during: { this: 'year' }, note: 'ours' });
    expect(runReport(book, saved, { at, reports: { span } })).toEqual({
      during: relativePeriod({ this: 'year' }, at, { timeZone: 'Europe/Oslo' }),
      note: 'ours',
    });
  });

  test('is kept in a repository under its name, and run from there', async () => {
    const variants = memoryReportVariantRepository();
    await variants.save(variant('lossReasons', { closedDuring: { last: 'month' }, top: 3 }), 0);
    const found = (await variants.list()).map(({ variant: saved }) => saved);
    expect(found.map(({ name }) => name)).toEqual(['A saved report']);
    expect(found.map((saved) => runReport(book, saved, { at, reports }))).toMatchObject([
      { reasons: [{ reason: 'price' }] },
    ]);
  });

  test('leaves the variant and what it holds as they are', () => {
    const saved = frozen(
      variant('winRate', { closedDuring: { last: 'month' }, groupBy: { month: 'openedAt' } }),
    );
    expect(runReport(book, saved, { at, reports })).toHaveLength(2);
  });
});

describe('a saved report is refused by name', () => {
  test.each<[string, ReportVariant, unknown]>([
    ['a report', variant('salesTunnel'), ['unknown-report', { report: 'salesTunnel' }]],
    ['a report', variant('constructor'), ['unknown-report', { report: 'constructor' }]],
    [
      'an option',
      variant('winRate', { closedDurning: '2026' }),
      [
        'invalid-option',
        { option: 'closedDurning', problem: 'not one of pipelineId, closedDuring, openedDuring' },
      ],
    ],
    [
      'an option of another report',
      variant('winRate', { unit: 'month' }),
      ['invalid-option', { option: 'unit', problem: 'not one of pipelineId, closedDuring, openedDuring' }],
    ],
    [
      'a value',
      variant('salesCycle', { calendar: null }),
      [
        'invalid-option',
        { option: 'calendar', problem: 'null is no value; what is not asked for is left out' },
      ],
    ],
    [
      'a field of the filter',
      variant('winRate', { filter: { not: { field: 'owner', value: 'kari' } } }),
      ['unknown-field', { field: 'owner' }],
    ],
    ['a field to group by', variant('winRate', { groupBy: 'owner' }), ['unknown-field', { field: 'owner' }]],
    [
      'an operator',
      variant('winRate', { filter: { field: 'ownerId', is: 'like', value: 'k' } }),
      ['invalid-filter', { problem: 'unknown operator like' }],
    ],
    ['a filter', variant('winRate', { filter: null }), ['invalid-filter', { problem: 'null is no filter' }]],
    [
      'a filter',
      variant('winRate', { filter: { and: ['ownerId'] } }),
      ['invalid-filter', { problem: 'ownerId is no filter' }],
    ],
    [
      'a grouping',
      variant('winRate', { groupBy: { fortnight: 'closedAt' } }),
      [
        'invalid-option',
        {
          option: 'by',
          problem: "not a field, or the day, week, month, quarter or year of one: 'fortnight'",
        },
      ],
    ],
    [
      'a grouping',
      variant('winRate', { groupBy: null }),
      [
        'invalid-option',
        { option: 'by', problem: 'not a field, or the day, week, month, quarter or year of one: undefined' },
      ],
    ],
    [
      'a period told from a date',
      variant('winRate', { closedDuring: { last: 'fortnight' } }),
      ['invalid-period', { input: '{"last":"fortnight"}' }],
    ],
    [
      'a period',
      variant('winRate', { closedDuring: 'last month' }),
      ['invalid-period', { input: 'last month' }],
    ],
    [
      'a pipeline',
      variant('salesFunnel', { pipelineId: 'service' }),
      ['unknown-pipeline', { pipelineId: 'service' }],
    ],
  ])('where there is no such thing: %s', (_, saved, expected) => {
    expect(refusal(() => runReport(book, stored(saved), { at, reports }))).toEqual(expected);
  });
});
