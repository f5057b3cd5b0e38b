import { expect, test } from 'vitest';
import { dealsChart, funnelChart, potentialChart } from '../../../src/charts/index.ts';
import {
  activeFunnel,
  dealBook,
  dealJourney,
  definePipeline,
  forecast,
  historiesOf,
  ownerScorecard,
  reportTable,
  routeMap,
  routeMapText,
  salesFunnel,
  stageDurations,
  stageEffectiveness,
  stageRates,
  staleDeals,
} from '../../../src/index.ts';
import { dealRow, on } from '../../support/deals.ts';

const sales = definePipeline({
  id: 'sales',
  name: 'Sales',
  progression: 'manual',
  stages: [
    { id: 'contact', name: 'Contact', staleAfterDays: 1 },
    { id: 'demo', name: 'Demo', staleAfterDays: 1, retired: true },
    { id: 'offer', name: 'Offer' },
  ],
});
const pipelineId = 'sales';
const histories = historiesOf(
  [dealRow('d1'), dealRow('d2')],
  [{ dealId: 'd1', stageId: 'demo', at: on(3) }],
  [sales],
);
const book = dealBook(histories, { pipelines: [sales], currency: 'NOK', asOf: on(11) });
const funnel = salesFunnel(book, { pipelineId });
const active = activeFunnel(book, { pipelineId });

test.each(
  Object.entries({
    funnel,
    active,
    durations: stageDurations(book, { pipelineId }),
    forecast: forecast(active, funnel),
    effectiveness: stageEffectiveness(book, { pipelineId }),
    stale: staleDeals(book, { pipelineId }),
    journey: dealJourney(book, { dealId: 'd1' }),
    scorecard: ownerScorecard(book, { pipelineId }),
  }),
)('the table of the report %s says of a stage that it is retired', (_, report) => {
  const { columns, rows } = reportTable(report);
  const cells = [...columns.map(({ name }) => name), ...rows.flat()];
  expect(cells.filter((cell) => cell.startsWith('Demo'))).toEqual(['Demo (retired)']);
});

test('so do charts, and the text of a route map', () => {
  for (const chart of [dealsChart(funnel), potentialChart(funnel)])
    expect(chart.yAxis[0].data).toEqual(['Contact', 'Offer', 'Demo (retired)']);
  expect(funnelChart(funnel).series[0]?.data.map(({ name }) => name)).toContain('Demo (retired)');
  const [history] = histories;
  if (history === undefined) throw new Error('There is a deal.');
  const map = routeMap(history, [sales]);
  expect(map && routeMapText(map)).toContain('Demo (retired)');
});

test('planning leaves retired stages out: deals do not go through them', () => {
  expect(stageRates(funnel).map(({ stageId }) => stageId)).toEqual(['contact', 'offer']);
});

test('without a deal in it, a retired stage has no row', () => {
  const other = dealBook(histories.slice(1), { pipelines: [sales], currency: 'NOK', asOf: on(11) });
  const shown = [activeFunnel(other, { pipelineId }), salesFunnel(other, { pipelineId })].map(({ stages }) =>
    stages.map(({ stageId }) => stageId),
  );
  expect(shown).toEqual([
    ['contact', 'offer'],
    ['contact', 'offer'],
  ]);
});
