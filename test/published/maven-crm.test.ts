import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readMaven } from '../../examples/support/maven-crm.ts';
import {
  activeFunnel,
  type DealBook,
  dealBook,
  type FieldName,
  groupDeals,
  type HistoryIssue,
  historiesOf,
  period,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  selectDeals,
  subtractMoney,
  unpricedDeals,
  validateHistory,
  type WinRate,
  winRate,
} from '../../src/index.ts';
import {
  amountLeaf,
  answersOf,
  byKey,
  comparedLeaves,
  rounded,
  type SetAside,
  sum,
  summaryLeaves,
  testLeaves,
} from '../support/leaves.ts';
import { sharedPath } from '../support/shared.ts';

// 8,800 deals of a fictitious company, against figures that others computed with pandas and with SQL. This CRM keeps no
// log of stages: of a deal there is the day it was engaged, if it was, and the day it was closed.

const setAside: SetAside = [
  [/\.sd_sample$/, 'a Summary has quantiles, no standard deviation'],
  [/^won_value\.(median|min|max|p25|p75|p90)$/, 'dealbook adds up amounts; it summarizes days only'],
  [/\.median_won_value$/, 'the same, of a part of the deals'],
  [/^published_checks\.7\.(published|here)$/, 'the same, as somebody published it'],
  [/^published_checks\.\d+\.what$/, 'the name of a figure; the figure is compared'],
  [/^published_checks\.\d+\.equal$/, 'says that the two figures before it are equal; both are compared'],
  [/^traits\.nulls\.(opportunity_id|sales_agent|product|deal_stage|close_value)$/, 'describes the file'],
  [/^traits\.duplicate_ids$/, 'describes the file; historiesOf refuses two deals of one id'],
  [/^traits\.(lost_with_nonzero|won_with_zero)_value$/, 'describes the file'],
  [/^traits\.(agents_in_teams|accounts_not_in_accounts)$/, 'describes the files beside it'],
  [/^traits\.product_names_not_in_products\.0$/, 'describes the files: one spells the product otherwise'],
];

interface Expected {
  readonly published_checks: readonly { readonly what: string }[];
}

const folder = sharedPath('data/maven_crm');

describe.skipIf(folder === undefined)('the deals of the Maven CRM', () => {
  if (folder === undefined) return;
  const expected: Expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'));
  const { pipeline, deals, changes, currency, agents } = readMaven(folder);
  const histories = historiesOf(deals, changes, [pipeline]);
  const book = dealBook(histories, { pipelines: [pipeline], currency });
  const issues = histories.flatMap((history) => validateHistory(history, [pipeline]));
  const figures = figuresOf(book, agents, issues);
  const published = publishedFigures(figures);
  const published_checks = expected.published_checks.map(({ what }) => {
    return { published: published[what], here: published[what] };
  });

  testLeaves(
    expected,
    answersOf({ ...figures, published_checks }, () => 6),
    setAside,
  );

  test('are compared in 1,707 figures', () => {
    expect(comparedLeaves(expected, setAside).size).toBe(1707);
  });

  test('are all priced, and nothing is odd about them', () => {
    expect([unpricedDeals(book), issues]).toEqual([[], []]);
  });

  test('give the sales of each agent in each month in two ways', () => {
    const { company, owners } = salesByPeriod(book, { during: '2017' });
    const sold = owners.map(({ ownerId, periods }) => [
      ownerId,
      Object.fromEntries(
        periods
          .filter(({ won }) => won > 0)
          .map(({ name, won, amount }) => [name, [won, amountLeaf(amount)]]),
      ),
    ]);
    expect(Object.fromEntries(sold)).toEqual(figures.won_by_agent_month);
    expect([company.total.won, amountLeaf(company.total.amount)]).toEqual([4238, 10_005_534]);
  });
});

type Figures = ReturnType<typeof figuresOf>;

/** What dealbook has of what the file asks for, under the names of the file. */
function figuresOf(book: DealBook, agents: readonly string[], issues: readonly HistoryIssue[]) {
  const total = dealFigures(book);
  const { stages, total: all } = salesFunnel(book, { pipelineId: 'maven' });
  const { closed, won, lost } = salesCycle(book);
  const [prospecting, engaging] = activeFunnel(book, {
    pipelineId: 'maven',
    asOf: new Date('2017-12-31'),
  }).stages;
  return {
    totals: { ...total, snapshot_date: book.asOf?.toISOString().slice(0, 10) },
    funnel_reached: {
      // A stage jumped over counts as reached: a deal that was engaged has been a prospect.
      'Prospecting(all deals)': stages[0]?.entered,
      'Engaging(engage_date present)': stages[1]?.entered,
      Closed: all.winRate.of,
      Won: all.won,
    },
    cycle_days: {
      all_closed: summaryLeaves(closed),
      won: summaryLeaves(won),
      lost: summaryLeaves(lost),
    },
    won_value: { n: total.won, mean: total.avg_won_value },
    open_engaging_age_days_at_snapshot: engaging && summaryLeaves(engaging.age),
    open_list_value: {
      Prospecting: prospecting && amountLeaf(prospecting.potential),
      Engaging: engaging && amountLeaf(engaging.potential),
    },
    by_agent: byKey(groupDeals(book, 'ownerId', { keys: agents }), dealFigures),
    by_manager: byKey(groupDeals(book, 'fields.manager'), dealFigures),
    by_region: byKey(groupDeals(book, 'fields.region'), dealFigures),
    by_product: byKey(groupDeals(book, 'fields.product'), dealFigures),
    by_close_month: byKey(groupDeals(book, { month: 'closedAt' }), closedFigures),
    by_close_quarter: byKey(groupDeals(book, { quarter: 'closedAt' }), closedFigures),
    won_by_agent_month: wonByAgentAndMonth(book),
    cohort_by_engage_month: byKey(groupDeals(book, { month: 'openedAt' }), cohortFigures),
    traits: {
      ...traitsOf(book, agents),
      cycle_negative: issues.filter(({ code }) => code === 'before-opening').length,
    },
  };
}

/** What the file says of the company, and of each agent, manager, region and product. */
function dealFigures(book: DealBook) {
  const { won, lost, rate, potentialRate, wonAmount } = winRate(book);
  const cycle = salesCycle(book);
  const { stages, total } = salesFunnel(book, { pipelineId: 'maven' });
  return {
    deals: book.deals,
    won,
    lost,
    engaging: stages[1]?.open,
    prospecting: stages[0]?.open,
    win_rate_closed: rate.value,
    won_share_all: total.totalRate.value,
    won_value: amountLeaf(wonAmount),
    avg_won_value: won === 0 ? null : amountLeaf(wonAmount) / won,
    list_value_won: amountLeaf(potentialRate.count),
    list_value_lost: amountLeaf(subtractMoney(potentialRate.of, potentialRate.count)),
    win_rate_by_list_value: potentialRate.value,
    avg_cycle_won: cycle.won.mean,
    median_cycle_won: cycle.won.median,
    avg_cycle_lost: cycle.lost.mean,
    median_cycle_lost: cycle.lost.median,
  };
}

function closedFigures(book: DealBook) {
  const { won, lost, wonAmount } = winRate(book);
  return { won, lost, won_value: amountLeaf(wonAmount) };
}

/** Agent by agent, month by month: how many deals were won, for how much. */
function wonByAgentAndMonth(book: DealBook) {
  const months: Record<string, Record<string, readonly [number, number]>> = {};
  const won = selectDeals(book, { field: 'status', value: 'won' });
  for (const { key, book: sold } of groupDeals(won, ['closedBy', { month: 'closedAt' }])) {
    const [agent, name] = key.map(String) as [string, string];
    months[agent] = { ...months[agent], [name]: [sold.deals, amountLeaf(winRate(sold).wonAmount)] };
  }
  return months;
}

/** The deals engaged in a month, and how many of them were won how soon. */
function cohortFigures(book: DealBook) {
  const { won, lost, open } = winRate(book);
  const wonWithin = (days: number): number => sum(closedWithin(book, days).map((closed) => closed.won));
  return {
    engaged: book.deals,
    won,
    lost,
    open,
    won_within_30d: wonWithin(30),
    won_within_90d: wonWithin(90),
  };
}

/** Day by day, of the deals engaged then those that were closed so many days later at the latest. */
function closedWithin(book: DealBook, days: number): WinRate[] {
  return Object.entries(byKey(groupDeals(book, { day: 'openedAt' }), (opened) => opened)).map(
    ([day, opened]) => {
      const end = new Date(+new Date(day) + (days + 1) * 86_400_000);
      return winRate(opened, { closedDuring: period(new Date(day), end) });
    },
  );
}

/** What the file says of its data, as far as it can be seen in a book. */
function traitsOf(book: DealBook, agents: readonly string[]) {
  const deals = (part: DealBook): number => part.deals;
  const without = (field: FieldName): DealBook => selectDeals(book, { field, is: 'isEmpty' });
  const ofAgents = Object.entries(byKey(groupDeals(book, 'ownerId', { keys: agents }), deals));
  const engaged = Object.entries(byKey(groupDeals(book, { day: 'openedAt' }), deals));
  const closed = Object.entries(byKey(groupDeals(book, { day: 'closedAt' }), deals));
  const isWeekend = ([day]: readonly [string, number]): boolean => new Date(day).getUTCDay() % 6 === 0;
  return {
    rows: book.deals,
    nulls: {
      account: without('customerId').deals,
      engage_date: without('openedAt').deals,
      close_date: without('closedAt').deals,
    },
    null_account_by_stage: byKey(groupDeals(without('customerId'), 'stageId'), deals),
    agents_with_deals: ofAgents.filter(([, count]) => count > 0).length,
    agents_without_deals: ofAgents.filter(([, count]) => count === 0).map(([agent]) => agent),
    engage_min: engaged.at(0)?.[0],
    engage_max: engaged.at(-1)?.[0],
    close_min: closed.at(0)?.[0],
    close_max: closed.at(-1)?.[0],
    weekend_closes: sum(closed.filter(isWeekend).map(([, count]) => count)),
    rows_with_that_product: selectDeals(book, { field: 'fields.product', value: 'GTXPro' }).deals,
    cycle_zero: sum(closedWithin(book, 0).map(({ won, lost }) => won + lost)),
  };
}

/** Figures that others published of the same deals, by the names the file gives them, with the decimals they gave. */
function publishedFigures(figures: Figures): Record<string, unknown> {
  const { totals, cycle_days, by_close_quarter, by_region, by_agent, open_list_value } = figures;
  const ofClosed = (part: ReturnType<typeof closedFigures> | undefined) =>
    part && [part.won, part.lost, part.won_value];
  const to = (decimals: number, value: number | null | undefined) => value && rounded(value, decimals);
  const percent = (decimals: number, value: number | null | undefined) => value && to(decimals, 100 * value);
  const darcel = by_agent['Darcel Schlecht'];
  const lajuana = by_agent['Lajuana Vencill'];
  return {
    won: totals.won,
    lost: totals.lost,
    engaging: totals.engaging,
    prospecting: totals.prospecting,
    won_value: totals.won_value,
    'win_rate 63.15%': percent(2, totals.win_rate_closed),
    'avg won 2360.91': to(2, totals.avg_won_value),
    'avg cycle closed 47.99': to(2, cycle_days.all_closed.mean),
    'avg cycle won 51.8': to(1, cycle_days.won.mean),
    'avg cycle lost 41.5': to(1, cycle_days.lost.mean),
    'median won 57': cycle_days.won.median,
    'median lost 14': cycle_days.lost.median,
    'max cycle 138': cycle_days.all_closed.max,
    'Q1 won/lost/value': ofClosed(by_close_quarter['2017-Q1']),
    Q2: ofClosed(by_close_quarter['2017-Q2']),
    Q3: ofClosed(by_close_quarter['2017-Q3']),
    Q4: ofClosed(by_close_quarter['2017-Q4']),
    West: ofClosed(by_region['West']),
    Central: ofClosed(by_region['Central']),
    East: ofClosed(by_region['East']),
    'Darcel Schlecht': darcel && [
      darcel.won,
      darcel.won_value,
      percent(1, darcel.win_rate_closed),
      to(1, darcel.avg_cycle_won),
    ],
    'Lajuana Vencill': lajuana && [percent(1, lajuana.win_rate_closed), to(1, lajuana.avg_cycle_won)],
    'open list value 4966215': (open_list_value.Prospecting ?? 0) + (open_list_value.Engaging ?? 0),
  };
}
