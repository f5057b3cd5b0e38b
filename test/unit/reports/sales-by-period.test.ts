import { describe, expect, test } from 'vitest';
import { dealBook, reportTable, type SalesByPeriodOptions, salesByPeriod } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on, sales as pipeline } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const won = (id: string, day: number | string, amount: number, ownerId = 'kari') =>
  dealRow(id, { ownerId, outcome: { status: 'won', at: on(day), amount: nok(amount) } });

const lastYears = (...[id, day, ...sold]: Parameters<typeof won>) => ({
  ...won(id, day, ...sold),
  openedAt: on('2025-09-01'),
});

const rows = [
  won('d1', 5, 90),
  won('d2', 20, 110, 'ola'),
  won('d3', '2026-12-11', 100),
  closedRow('d4', 'lost', 9),
  dealRow('d5'),
];

function sales(some = rows, options: Partial<SalesByPeriodOptions> = {}, timeZone = 'UTC') {
  return salesByPeriod(bookOf(some, [], { timeZone }), { during: '2026-Q4', ...options });
}

describe('sales by period', () => {
  test('are the deals won in each month, with the amount fixed at the win; a month without sales is there', () => {
    const { periods, total } = sales().company;
    expect(periods.map(({ name, won, amount }) => [name, won, plain(amount.amount)])).toEqual([
      ['2026-10', 2, '200'],
      ['2026-11', 0, '0'],
      ['2026-12', 1, '100'],
    ]);
    expect(total).toEqual({ won: 3, amount: nok(300), unpriced: 0 });
  });

  test('change by the difference to the month before, and by its share of what was sold then', () => {
    const changes = sales().company.periods.map(({ change }) => change && [change.amount, change.rate.value]);
    expect(changes).toEqual([
      null, // there is no month before
      [nok(-200), -1],
      [nok(100), null], // nothing was sold in November
    ]);
  });

  test('average over all months, those without sales too: 300 in three months are 100 a month', () => {
    expect(plain(sales().company.average)).toEqual({
      won: 1,
      amount: { total: '300', count: 3, value: '100' },
    });
  });

  test('of deals without an owner at the closing stand last, under null', () => {
    const none = [opened({ ownerId: null }), event('DealWon', 5, { amount: nok(70) })];
    const late = [opened({ dealId: 'd2' }), event('DealWon', 6, { amount: nok(30) })].map((each) => ({
      ...each,
      dealId: 'd2',
    }));
    const given = { ...event('DealReassigned', 7, { ownerId: null }), dealId: 'd2' };
    const book = dealBook([none, [...late, given]], { pipelines: [pipeline], currency: 'NOK' });
    const { owners } = salesByPeriod(book, { during: '2026-10' });
    expect(owners.map(({ ownerId, total }) => [ownerId, total.won, plain(total.amount.amount)])).toEqual([
      ['kari', 1, '30'], // hers when it was won
      [null, 1, '70'],
    ]);
    expect(reportTable(salesByPeriod(book, { during: '2026-10' })).rows.map(([owner]) => owner)).toEqual([
      'Company',
      'kari',
      '–',
    ]);
  });

  test('of the owners at the closing add up to those of the company', () => {
    const { owners } = sales();
    expect(owners.map(({ ownerId, total }) => [ownerId, total.won, plain(total.amount.amount)])).toEqual([
      ['kari', 2, '190'],
      ['ola', 1, '110'],
    ]);
    expect(owners.map(({ periods }) => periods.map((each) => each.won))).toEqual([
      [1, 0, 1],
      [1, 0, 0],
    ]);
  });

  test('without an amount are counted, and told', () => {
    const unpriced = closedRow('d6', 'won', 9, { potential: null });
    expect(sales([...rows, unpriced]).company.periods[0]).toMatchObject({
      won: 3,
      amount: nok(200),
      unpriced: 1,
    });
  });

  test('fall in the month of the book’s time zone', () => {
    const late = [won('d1', '2026-10-31T23:30:00Z', 1)]; // half past midnight on the first of November in Oslo
    const counts = (timeZone: string) => sales(late, {}, timeZone).company.periods.map((each) => each.won);
    expect([counts('UTC'), counts('Europe/Oslo')]).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  test('may be by quarter or year, or of one pipeline', () => {
    const names = (options: Partial<SalesByPeriodOptions>) =>
      sales(rows, options).company.periods.map(({ name, won }) => [name, won]);
    expect(names({ unit: 'quarter' })).toEqual([['2026-Q4', 3]]);
    expect(names({ unit: 'year', during: '2026' })).toEqual([['2026', 3]]);
    expect(names({ unit: 'year', pipelineId: 'simple' })).toEqual([['2026', 0]]);
  });

  test('may be by day or by ISO week, those without sales too', () => {
    const counts = (options: Partial<SalesByPeriodOptions>) =>
      sales(rows, options).company.periods.map(({ name, won }) => [name, won]);
    expect(counts({ unit: 'week', during: '2026-10' })).toEqual([
      ['2026-W40', 0],
      ['2026-W41', 1], // the fifth
      ['2026-W42', 0],
      ['2026-W43', 1], // the twentieth
      ['2026-W44', 0],
    ]);
    expect(counts({ unit: 'day', during: '2026-W50' }).filter(([, count]) => count)).toEqual([
      ['2026-12-11', 1],
    ]);
    expect(counts({ unit: 'day', during: '2026-W50' }).length).toBe(7);
  });

  test('follow the fiscal year of the book', () => {
    const book = bookOf(rows, [], { fiscalYearStart: 12 });
    const names = (options: SalesByPeriodOptions) =>
      salesByPeriod(book, options).company.periods.map(({ name, won }) => [name, won]);
    expect(names({ during: { start: on('2026-09-01'), end: on('2027-03-01') }, unit: 'quarter' })).toEqual([
      ['2025-Q4', 2], // September to November 2026
      ['2026-Q1', 1],
    ]);
    expect(names({ during: '2026', unit: 'year' })).toEqual([['2026', 1]]); // from December on
  });

  test('may change on the same days of last year instead, owners who sold only then included', () => {
    const before = [...rows, lastYears('e1', '2025-10-20', 50), lastYears('e2', '2025-10-02', 30, 'eva')];
    const { changeOn, company, owners } = sales(before, { changeOn: 'lastYear' });
    const changes = ({ periods }: typeof company) =>
      periods.map(({ amount, change }) => [amount, change?.amount, change?.rate.value]);
    expect(changeOn).toBe('lastYear');
    expect(changes(company)).toEqual([
      [nok(200), nok(120), 1.5],
      [nok(0), nok(0), null],
      [nok(100), nok(100), null],
    ]);
    expect(
      owners.map(({ ownerId, total, periods }) => [ownerId, total.won, periods[0]?.change?.amount]),
    ).toEqual([
      ['eva', 0, nok(-30)],
      ['kari', 2, nok(40)],
      ['ola', 1, nok(110)],
    ]);
  });

  test('by week change on the week of the same number last year', () => {
    const before = [...rows, lastYears('e1', '2025-10-12', 50), lastYears('e2', '2025-10-05', 7)]; // W41, and W40
    const { periods } = sales(before, { during: '2026-W41', unit: 'week', changeOn: 'lastYear' }).company;
    expect(periods.map(({ name, amount, change }) => [name, amount, change?.amount])).toEqual([
      ['2026-W41', nok(90), nok(40)],
    ]);
  });

  test('of no deals are zero in each month, of no owners; of no months there is no average', () => {
    const { company, owners } = sales([]);
    expect(company.periods.map((each) => each.won)).toEqual([0, 0, 0]);
    expect([company.average?.won, owners]).toEqual([0, []]);
    expect(sales(rows, { during: { start: on(1), end: on(1) } }).company.average).toBeNull();
  });

  test('are refused for what is no period or unit, an unknown pipeline, and an option that is not known', () => {
    expect(refusal(() => sales(rows, { during: 'soon' }))).toEqual(['invalid-period', { input: 'soon' }]);
    expect(refusal(() => sales(rows, { unit: 'fortnight' as 'month' }))).toMatchObject([
      'invalid-option',
      { option: 'unit' },
    ]);
    expect(refusal(() => sales(rows, { pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(refusal(() => sales(rows, { closedDuring: '2026' } as object))).toMatchObject([
      'invalid-option',
      { option: 'closedDuring' },
    ]);
  });
});

test('an owner who is named is listed though nothing was sold', () => {
  const sold = bookOf([closedRow('d1', 'won', 9)]);
  const { owners } = salesByPeriod(sold, { during: '2026-10', owners: ['zoe', 'kari', null] });
  expect(owners.map(({ ownerId, total, periods }) => [ownerId, total.won, periods.length])).toEqual([
    ['kari', 1, 1],
    ['zoe', 0, 1],
    [null, 0, 1],
  ]);
  expect(owners[1]?.average?.won).toBe(0);
});
