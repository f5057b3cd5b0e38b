import {
  activeFunnel,
  type DealBook,
  dealBoard,
  type Filter,
  forecast,
  lossReasons,
  month,
  ownerScorecard,
  period,
  pipelineMovements,
  reportTable,
  salesByPeriod,
  salesFunnel,
  selectDeals,
  weightedPipeline,
  winRate,
} from 'dealbook';
import {
  dealsChart,
  funnelChart,
  pipelineMovementsChart,
  potentialChart,
  salesByPeriodChart,
  weightedPipelineChart,
} from 'dealbook/charts';
import { expect, test } from 'vitest';
import { cellsOf, chartFigures, choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { sampleInNode } from './support/sample-in-node.ts';

// What each filter shows, in tables and in charts, is what the library says in Node of the same rows.

const book = sampleInNode();
const timeZone = 'Europe/Oslo';
const whole = period(month('2026-08', { timeZone }).start, new Date(Number(book.asOf) + 1));

interface Case {
  readonly name: string;
  /** What is chosen, by the names of the filters. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly pipelineId?: string;
  readonly during?: string;
  readonly ownerId?: string;
  readonly channel?: string;
}

const cases: readonly Case[] = [
  { name: 'nothing', chosen: {} },
  { name: 'a pipeline', chosen: { pipeline: 'Service agreements' }, pipelineId: 'service' },
  { name: 'an owner', chosen: { owner: 'kari' }, ownerId: 'kari' },
  { name: 'a channel', chosen: { channel: 'website' }, channel: 'website' },
  { name: 'a month', chosen: { period: '2026-10' }, during: '2026-10' },
  { name: 'a quarter', chosen: { period: '2026-Q3' }, during: '2026-Q3' },
  { name: 'last month, told from the date of the book', chosen: { period: 'Last month' }, during: '2026-10' },
  {
    name: 'all four',
    chosen: { pipeline: 'Service agreements', owner: 'nora', period: 'This quarter', channel: 'referral' },
    ...{ pipelineId: 'service', ownerId: 'nora', during: '2026-Q4', channel: 'referral' },
  },
];

describeInBrowser('the dashboard shows the figures of the library', () => {
  test.each(cases)('filtered by $name', async ({ chosen, ...asked }) => {
    const { page, complaints } = await openDashboard();
    for (const [filter, choice] of Object.entries(chosen)) await choose(page, filter, choice);
    const { tables, charts } = expectedOf(asked);
    for (const [report, table] of Object.entries(tables))
      expect([report, await cellsOf(page, report)]).toEqual([report, table]);
    for (const [report, drawn] of Object.entries(charts))
      for (const [index, figures] of drawn.entries())
        expect([report, index, await chartFigures(page, report, index)]).toEqual([report, index, figures]);
    expect(complaints).toEqual([]);
  });

  test('and all of them again once the filters are reset', async () => {
    const { page } = await openDashboard();
    const before = await cellsOf(page, 'salesFunnel');
    await choose(page, 'owner', 'kari');
    expect(await cellsOf(page, 'salesFunnel')).not.toEqual(before);
    await page.click('.reset');
    await page.waitForFunction(
      (rows) => document.querySelector('#salesFunnel tbody')?.textContent === rows,
      before.flat().join(''),
    );
    expect(await page.locator('select[name=owner]').inputValue()).toBe('');
  });
});

function expectedOf({ pipelineId = 'solar', during, ownerId, channel }: Omit<Case, 'name' | 'chosen'>) {
  const inChannel = selected(book, channel === undefined ? [] : [{ field: 'channel', value: channel }]);
  const deals = selected(inChannel, ownerId === undefined ? [] : [{ field: 'ownerId', value: ownerId }]);
  const closed = { pipelineId, ...(during === undefined ? {} : { closedDuring: during }) };
  const unit = during?.includes('Q') === false ? 'week' : 'month';
  const funnel = salesFunnel(deals, closed);
  const sales = salesByPeriod(deals, { pipelineId, during: during ?? whole, unit });
  const movements = pipelineMovements(inChannel, { pipelineId, ownerId, during: during ?? whole });
  const weighted = weightedPipeline(deals, { pipelineId });
  const reports = {
    winRate: winRate(deals, closed),
    salesFunnel: funnel,
    ownerScorecard: ownerScorecard(deals, closed),
    salesByPeriod: sales,
    pipelineMovements: movements,
    lossReasons: lossReasons(deals, closed),
    forecast: forecast(activeFunnel(deals, { pipelineId }), funnel),
    weightedPipeline: weighted,
    dealBoard: dealBoard(deals, { pipelineId, limit: 6, sort: { by: 'potential', order: 'descending' } }),
  };
  return {
    tables: Object.fromEntries(
      Object.entries(reports).map(([name, report]) => [name, reportTable(report, { timeZone }).rows]),
    ),
    charts: {
      salesFunnel: [dealsChart(funnel), potentialChart(funnel), funnelChart(funnel)].map(figuresOf),
      salesByPeriod: [figuresOf(salesByPeriodChart(sales))],
      pipelineMovements: [figuresOf(pipelineMovementsChart(movements))],
      weightedPipeline: [figuresOf(weightedPipelineChart(weighted))],
    },
  };
}

function selected(from: DealBook, and: readonly Filter[]): DealBook {
  return selectDeals(from, { and });
}

function figuresOf({
  series,
}: {
  readonly series: readonly { readonly name: string; readonly data: readonly { readonly exact: string }[] }[];
}): [string, string[]][] {
  return series
    .filter(({ name }) => name !== '')
    .map(({ name, data }) => [name, data.map(({ exact }) => exact)]);
}
