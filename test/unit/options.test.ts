import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { dealsChart, funnelChart } from '../../src/charts/index.ts';
import {
  bookAsOf,
  businessCalendar,
  type DealEvent,
  dealBook,
  dealStatus,
  formatMoney,
  groupDeals,
  historiesOf,
  month,
  planAttainment,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  winRate,
} from '../../src/index.ts';
import { memoryDealRepository } from '../../src/memory/index.ts';
import { dealRepositoryContract } from '../../src/testing/index.ts';
import { dealRow, nok, on, sales, simple } from '../support/deals.ts';
import { refusal } from '../support/refusal.ts';

const won = { status: 'won', at: on(9) } as const;
const rows = [
  dealRow('d1', { outcome: won }),
  dealRow('d2', { outcome: won, pipelineId: simple.id, potential: nok(40) }),
  dealRow('d3'),
];
const histories = historiesOf(rows, [], [sales, simple]);
const bookOptions = { pipelines: [sales, simple], currency: 'NOK' };
const book = dealBook(histories, bookOptions);
const funnel = salesFunnel(book, { pipelineId: 'sales' });

describe('an option that nobody reads is refused by name', () => {
  const closedduring = '2026-10';
  test.each<[string, () => unknown, string, string]>([
    [
      'misspelt',
      () => winRate(book, { closedduring } as object),
      'closedduring',
      'not one of pipelineId, closedDuring, openedDuring',
    ],
    [
      'of a book',
      () => dealBook([], { ...bookOptions, timezone: 'UTC' } as typeof bookOptions),
      'timezone',
      'not one of pipelines, currency, asOf, knownAt, rates, rateDate, timeZone, fiscalYearStart',
    ],
    [
      'beside a unit to group by',
      () => groupDeals(book, { quarter: 'closedAt', startMonth: 2 } as { quarter: 'closedAt' }),
      'by',
      "not one unit and its date: 'startMonth'",
    ],
    [
      'of a calendar',
      () => month('2026-10', { startMonth: 2 } as object),
      'startMonth',
      'not one of timeZone',
    ],
    [
      'of a chart',
      () => funnelChart(funnel, { lost: 'Lost' } as object),
      'lost',
      'not one of theme, locale, title, won, measure',
    ],
    ['of a repository', () => memoryDealRepository({ size: 1 } as object), 'size', 'not one of chunkSize'],
  ])('%s', (_, attempt, option, problem) => {
    expect(refusal(attempt)).toEqual(['invalid-option', { option, problem }]);
  });

  test('of a contract', async () => {
    const [contract] = dealRepositoryContract;
    await expect(contract?.run(memoryDealRepository, { writer: 2 } as object)).rejects.toMatchObject({
      code: 'invalid-option',
      details: { option: 'writer', problem: 'not one of reopen, writers, rounds, deals' },
    });
  });
});

describe('what an option cannot hold is refused by name', () => {
  test.each<[string, () => unknown, string, string]>([
    ['null', () => winRate(book, null as never), 'options', 'not an object: null'],
    ['a list', () => winRate(book, [] as never), 'options', 'not an object: '],
    ['a text', () => winRate('book' as never), 'book', "not a book of deals, as dealBook makes them: 'book'"],
    [
      'a text for a flag',
      () => salesFunnel(book, { pipelineId: 'sales', durations: 'yes' as never }),
      'durations',
      "not true or false: 'yes'",
    ],
    [
      'a calendar for a language',
      () => formatMoney(nok(1), { locale: 'nb_NO' }),
      'locale',
      "not a BCP 47 language tag such as 'en' or 'nb-NO': 'nb_NO'",
    ],
    ['a number for a title', () => dealsChart(funnel, { title: 5 as never }), 'title', 'not a text: 5'],
    [
      'a stream for a list',
      () => dealBook(memoryDealRepository().histories({}) as never, { pipelines: [sales], currency: 'NOK' }),
      'histories',
      'not a list or another iterable: [object AsyncGenerator]',
    ],
  ])('%s', (_, attempt, option, problem) => {
    expect(refusal(attempt)).toEqual(['invalid-option', { option, problem }]);
  });

  test('what is no week for a period, and the message says what a period may be', () => {
    const attempt = (): unknown => winRate(book, { closedDuring: '2026-W60' });
    expect(refusal(attempt)).toEqual(['invalid-period', { input: '2026-W60' }]);
    expect(attempt).toThrow(
      '2026-W60 is not a period: write 2026-10-05, 2026-W41, 2026-10, 2026-Q4, 2026, or { start, end }.',
    );
  });

  test('an opening in place of a calendar', () => {
    const refused = refusal(() => salesCycle(book, { calendar: { hours: null } as never }));
    expect(refused).toEqual(['invalid-option', { option: 'hours', problem: 'not an object: null' }]);
    expect(businessCalendar({ hours: { from: '09:00', to: '17:00' } }).timeZone).toBe('UTC');
  });
});

test('a Date of another realm is a Date', () => {
  const foreign = vm.runInNewContext("new Date('2026-10-05T12:00:00Z')") as Date;
  expect(bookAsOf(book, foreign).asOf).toEqual(on(5));
  const moved: DealEvent = { type: 'DealMoved', dealId: 'd3', at: foreign, from: 'contact', to: 'offer' };
  expect(dealBook([...histories.slice(0, 2), [...(histories[2] ?? []), moved]], bookOptions).deals).toBe(3);
});

describe('a report over deals is about those that are in a pipeline, or were closed in it', () => {
  const pipelineId = 'simple';

  test('how many were won, and for how much', () => {
    expect(winRate(book, { pipelineId })).toMatchObject({ pipelineId, won: 1, wonAmount: nok(40) });
    expect(dealStatus(book, { pipelineId: 'sales' }).total).toMatchObject({ deals: 2, potential: nok(200) });
    expect(salesCycle(book, { pipelineId }).won).toMatchObject({ count: 1, mean: 8 });
    expect(salesByPeriod(book, { during: '2026-10', pipelineId }).company.total.won).toBe(1);
    const plans = [{ during: '2026-10', amount: nok(80) }];
    expect(planAttainment(book, { plans, pipelineId }).plans[0]?.rate.value).toBe(0.5);
  });

  test('one that is not of the book is refused', () => {
    const unknown = ['unknown-pipeline', { pipelineId: 'other' }];
    for (const report of [winRate, dealStatus, salesCycle])
      expect(refusal(() => report(book, { pipelineId: 'other' }))).toEqual(unknown);
    expect(refusal(() => salesByPeriod(book, { during: '2026', pipelineId: 'other' }))).toEqual(unknown);
    expect(refusal(() => planAttainment(book, { plans: [], pipelineId: 'other' }))).toEqual(unknown);
  });
});
