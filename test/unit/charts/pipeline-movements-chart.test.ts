import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { pipelineMovementsChart } from '../../../src/charts/index.ts';
import { pipelineMovements } from '../../../src/index.ts';
import { bookOf } from './every-chart.ts';

const stages = ['Contact', 'Offer', 'Terms'];
const chartOf = (amounts: readonly string[]) =>
  pipelineMovementsChart(pipelineMovements(bookOf(amounts, stages, ['kari']), { during: '2026-10' }));
const drawn = (chart: ReturnType<typeof chartOf>) =>
  chart.series.map(({ name, data }) => [name, data.map(({ value }) => value)]);

test('the chart of movements is a waterfall from what was open to what is: each bar begins where the one before it ends', () => {
  const chart = chartOf(['100', '20', '3']); // the first won, the second lost, the third open
  expect(chart.yAxis.map(({ data }) => data)).toEqual([
    ['Open at the beginning', 'Created', 'Won', 'Lost', 'Open at the end'],
    ['0', '123', '-100', '-20', '3'],
  ]);
  expect(drawn(chart)).toEqual([
    ['', [0, 0, 23, 3, 0]],
    ['Open', [0, 0, 0, 0, 3]],
    ['Increased', [0, 123, 0, 0, 0]],
    ['Decreased', [0, 0, 100, 20, 0]],
  ]);
  expectTypeOf(chart).toExtend<EChartsOption>();
});

test('a bar that crosses zero is drawn in two parts, each with the whole figure', () => {
  const chart = chartOf(['50', '20', '-30']); // 40 created; 50 won leads to -10, 20 lost to -30
  expect(drawn(chart)).toEqual([
    ['', [0, 0, 0, -10, 0]],
    ['Open', [0, 0, 0, 0, 0]],
    ['Increased', [0, 40, 0, 0, 0]],
    ['Decreased', [0, 0, 40, 0, 0]],
    ['Open', [0, 0, 0, 0, -30]],
    ['Increased', [0, 0, 0, 0, 0]],
    ['Decreased', [0, 0, -10, -20, 0]],
  ]);
  for (const series of [chart.series[3], chart.series[6]])
    expect(series?.data[2]).toMatchObject({ line: 'won', exact: '-50' });
});

test('what carries a bar is not seen, and answers to nothing', () => {
  expect(chartOf(['1']).series[0]).toMatchObject({ silent: true, itemStyle: { color: 'transparent' } });
  expect(chartOf(['1']).legend.data).toEqual(['Open', 'Increased', 'Decreased']);
});
