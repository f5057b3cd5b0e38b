import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  compareFunnels,
  contactToPayment,
  dealBook,
  dealJourney,
  dealPaths,
  dealStatus,
  definePipeline,
  demandSatisfaction,
  forecast,
  historiesOf,
  lossReasons,
  ownerScorecard,
  pipelineMovements,
  planAttainment,
  reportTable,
  reschedules,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  salesVelocity,
  stageDurations,
  stageEffectiveness,
  staleDeals,
  type TabularReport,
  textTable,
  transitions,
  weightedPipeline,
  winRate,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';

const rows = [
  dealRow('d1', { outcome: { status: 'won', at: on(9), amount: nok('90.5') } }),
  dealRow('d2', { potential: nok(300), outcome: { status: 'lost', at: on(5), reason: 'price' } }),
  dealRow('d3', { ownerId: 'ola' }),
];
const changes = [
  { dealId: 'd1', stageId: 'offer', at: on(3) },
  { dealId: 'd3', stageId: 'offer', at: on(4) },
];
const book = dealBook(historiesOf(rows, changes, [sales]), { pipelines: [sales], currency: 'NOK' });
const pipelineId = 'sales';

function text(report: TabularReport): string[] {
  return textTable(reportTable(report)).replaceAll('\u00a0', ' ').split('\n');
}

describe('a table of', () => {
  test('a sales funnel has the columns of the source text, then open, conversion and median days', () => {
    expect(text(salesFunnel(book, { pipelineId, durations: true }))).toEqual([
      'Stage          Passed  Lost  Passed potential  Lost potential  Open  Conversion  Median days',
      '-------------  ------  ----  ----------------  --------------  ----  ----------  -----------',
      'First contact       2     1        NOK 200.00      NOK 300.00     0       66.7%            3',
      'Offer               1     0        NOK 100.00        NOK 0.00     1         50%            6',
      'Terms               1     0        NOK 100.00        NOK 0.00     0        100%            –',
      'All deals           1     1        NOK 100.00      NOK 300.00     1       33.3%',
    ]);
  });

  test('an active funnel', () => {
    expect(text(activeFunnel(book, { pipelineId })).slice(2)).toEqual([
      'First contact     0    NOK 0.00   NOK 0.00                     –',
      'Offer             1  NOK 100.00  NOK 50.00                     5',
      'Terms             0    NOK 0.00   NOK 0.00                     –',
      'All deals         1  NOK 100.00  NOK 50.00',
    ]);
  });

  test('the other reports', () => {
    expect(text(winRate(book))[2]).toBe('  1     1     1       50%           25%  NOK 90.50');
    expect(text(dealStatus(book))[3]).toBe('won         1  33.3%  NOK 100.00                 20%');
    expect(text(salesCycle(book))[4]).toBe('closed      2     6    4     5       6     7   7.6    8');
    expect(text(stageDurations(book, { pipelineId }))[3]).toBe(
      'Offer              1     6    6     6       6     6     6    6      1              6                6',
    );
    expect(text(transitions(book, { pipelineId }))[2]).toBe('contact  offer        2      2');
    expect(text(dealPaths(book, { pipelineId }))[3]).toBe('contact > offer, open      1  NOK 100.00');
    expect(text(salesByPeriod(book, { during: '2026-Q4' })).slice(2)).toEqual([
      'Company  NOK 90.50  NOK 0.00  NOK 0.00  NOK 90.50  NOK 30.17',
      'kari     NOK 90.50  NOK 0.00  NOK 0.00  NOK 90.50  NOK 30.17',
    ]);
  });

  test('the reports of a sales manager', () => {
    const funnel = salesFunnel(book, { pipelineId });
    expect(text(lossReasons(book)).slice(2)).toEqual([
      'price          1   100%      NOK 300.00                100%',
      'All losses     1             NOK 300.00',
    ]);
    expect(text(stageEffectiveness(book, { pipelineId })).slice(2)).toEqual([
      'First contact        3              66.7%     1             100%      NOK 300.00          3  rate, money lost',
      'Offer                2               100%     0               0%        NOK 0.00          6  time',
      'Terms                1               100%     0               0%        NOK 0.00          –',
    ]);
    expect(text(ownerScorecard(book, { pipelineId }))).toEqual([
      'Owner  Deals  Open  First contact     Offer     Terms  Won of all  Win rate       Sold',
      '-----  -----  ----  -------------  --------  --------  ----------  --------  ---------',
      'kari       2     0        50% (2)  100% (1)  100% (1)         50%   50% (1)  NOK 90.50',
      'ola        1     1       100% (1)    0% (2)         –          0%         –   NOK 0.00',
      'Team       3     1          66.7%       50%      100%       33.3%       50%  NOK 90.50',
    ]);
    // Of closed deals only, no rank will change.
    expect(text(ownerScorecard(book, { pipelineId, closedDuring: '2026' }))[0]).toBe(
      'Owner  Deals  First contact     Offer     Terms  Won of all  Win rate       Sold',
    );
    expect(text(compareFunnels(funnel, funnel))[4]).toBe(
      'Terms                100%       100%            0         NOK 0.00',
    );
    expect(text(forecast(activeFunnel(book, { pipelineId }), funnel)).slice(3)).toEqual([
      'Offer             1  NOK 100.00   100% (few deals)              1          NOK 100.00',
      'Terms             0    NOK 0.00   100% (few deals)              0            NOK 0.00',
      'All deals         1  NOK 100.00                                 1          NOK 100.00',
    ]);
  });

  test('a comparison has what others published beside, a column for each of them', () => {
    const funnel = salesFunnel(book, { pipelineId });
    const published = [
      { name: 'Rival', stageId: 'contact', rate: '0.7' },
      { name: 'Trade', rate: '0.125' },
      { name: 'Rival', rate: 0.2 },
      { name: 'Trade', rate: 0.25 },
    ];
    const { columns, rows: cells } = reportTable(compareFunnels(funnel, funnel, { published }), {
      locale: 'nb',
    });
    expect(columns.map(({ name }) => name)).toEqual([
      ...['Trinn', 'Konvertering', 'Sammenlignet med', 'Publisert: Rival', 'Publisert: Trade'],
      ...['Utgjør salg', 'Utgjør potensial'],
    ]);
    expect(cells.map((row) => row.slice(0, 5).map((cell) => cell.replaceAll('\u00a0', ' ')))).toEqual([
      ['First contact', '66,7 %', '66,7 %', '70 %', ''],
      ['Offer', '50 %', '50 %', '', ''],
      ['Terms', '100 %', '100 %', '', ''],
      ['Alle salg', '33,3 %', '33,3 %', '20 %', '12,5 %, 25 %'],
    ]);
  });

  test('a forecast marks what is known from fewer than ten deals', () => {
    const many = Array.from({ length: 10 }, (_, index) =>
      dealRow(`w${index}`, { outcome: { status: 'won', at: on(9) } }),
    );
    const known = dealBook(historiesOf([...many, dealRow('d1')], [], [sales]), {
      pipelines: [sales],
      currency: 'NOK',
    });
    const of = (funnel: ReturnType<typeof salesFunnel>) =>
      reportTable(forecast(activeFunnel(known, { pipelineId }), funnel), { locale: 'ru' }).rows.map(
        ([, , , share]) => share?.replaceAll('\u00a0', ' '),
      );
    expect(of(salesFunnel(known, { pipelineId }))).toEqual(['100 %', '100 %', '100 %', '']);
    expect(of(salesFunnel(book, { pipelineId }))).toEqual([
      ...['66,7 % (мало сделок)', '100 % (мало сделок)', '100 % (мало сделок)'],
      '',
    ]);
  });

  test('what comes in and what goes out of the pipeline', () => {
    expect(text(pipelineMovements(book, { during: '2026-10' })).slice(2)).toEqual([
      'Open at the beginning      0     NOK 0.00',
      'Created                    3   NOK 500.00',
      'Won                        1  -NOK 100.00',
      'Lost                       1  -NOK 300.00',
      'Open at the end            1   NOK 100.00',
    ]);
    expect(text(weightedPipeline(book)).slice(2)).toEqual([
      'Overdue           0    NOK 0.00   NOK 0.00                    0',
      'Not scheduled     1  NOK 100.00  NOK 50.00                    0',
      'All deals         1  NOK 100.00  NOK 50.00                    0',
    ]);
    const plans = [{ during: '2026-10', amount: nok(181) }];
    expect(text(planAttainment(book, { plans }))[2]).toBe(
      'Company  2026-10-01  2026-10-31  NOK 181.00    1  NOK 90.50       50%     -NOK 90.50',
    );
    expect(text(salesVelocity(book, { during: '2026-10' }))[2]).toBe(
      '           0.1       50%     NOK 90.50       NOK 4.38               6     1                  0.6',
    );
  });

  test('single deals, days in the zone asked for', () => {
    const journey = reportTable(dealJourney(book, { dealId: 'd1' }), { timeZone: 'Pacific/Auckland' });
    expect(journey.rows).toEqual([
      ['First contact', 'kari', '2026-10-02', '2026-10-04', '2', 'advanced'],
      ['Offer', 'kari', '2026-10-04', '2026-10-10', '6', 'won'],
    ]);
    const stages = sales.stages.map((stage) => ({ ...stage, staleAfterDays: 3 }));
    const limited = definePipeline({ ...sales, stages });
    const open = dealBook(historiesOf(rows, changes, [limited]), { pipelines: [limited], currency: 'NOK' });
    expect(text(staleDeals(open, { pipelineId }))[2]).toBe('d3    ola    Offer     5      3  NOK 100.00');
  });

  test('payments, demand and new dates', () => {
    expect(text(contactToPayment(book))[2]).toBe(
      '    3     0     0%                  –          –            –',
    );
    expect(text(demandSatisfaction(book))[2]).toBe('All demand      0  NOK 0.00   NOK 0.00      –');
    expect(text(reschedules(book, { during: '2026' }))[2]).toBe(
      'All owners        0      0        0    0        0                –',
    );
  });
});
