import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { okabeIto, salesByPeriodChart } from '../../../src/charts/index.ts';
import { salesByPeriod } from '../../../src/index.ts';
import { bookOf } from './every-chart.ts';

// Kari wins 1 and ola 4, both on the 20th of October.
const book = bookOf(['1', '2', '3', '4'], ['Contact'], ['kari', 'ola']);
const chart = salesByPeriodChart(salesByPeriod(book, { during: '2026-Q4' }));

test('the chart of sales has a row for each month, what the company sold beside it, and a bar for each owner', () => {
  expect(chart.yAxis.map(({ data }) => data)).toEqual([
    ['2026-10', '2026-11', '2026-12'],
    ['5', '0', '0'],
  ]);
  expect(chart.series.map(({ name, data }) => [name, data.map(({ value }) => value)])).toEqual([
    ['kari', [1, 0, 0]],
    ['ola', [4, 0, 0]],
  ]);
  expect(chart.series[1]?.data[0]).toMatchObject({ period: '2026-10', ownerId: 'ola' });
});

test('the bars of a row lie end to end, an owner in one colour', () => {
  expect(new Set(chart.series.map(({ stack }) => stack))).toEqual(new Set(['row']));
  expect(chart.series.map(({ itemStyle }) => itemStyle.color)).toEqual(okabeIto.stages.slice(0, 2));
  expectTypeOf(chart).toExtend<EChartsOption>();
});
