import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { winRateChart } from '../../../src/charts/index.ts';
import { series, winRate } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { bookOf } from './every-chart.ts';

// In October two are won and one is lost; the book ends in the middle of November.
const book = bookOf(['1', '2', '3', '4'], ['Contact'], ['kari']);
const points = series(book, ['2026-09', '2026-10', '2026-11'], (whole, closedDuring) =>
  winRate(whole, { closedDuring }),
);

test('the chart of the win rate has the rate of each month as a line, and below it the deals it is of', () => {
  const chart = winRateChart(points);
  expect(chart.xAxis.map(({ data }) => data)).toEqual([
    ['2026-09', '2026-10', '2026-11'],
    ['2026-09', '2026-10', '2026-11'],
  ]);
  expect(chart.series.map(({ type, name, data }) => [type, name, data.map(({ value }) => value)])).toEqual([
    ['line', 'Win rate', [null, 200 / 3, null]],
    ['bar', 'Won', [0, 2, 0]],
    ['bar', 'Lost', [0, 1, 0]],
  ]);
  expect(chart.series[0]?.data[1]?.tooltip.formatter).toBe(
    '2026-10<br>Win rate: 66.7% (2 / 3)<br>Won of those won and lost.',
  );
  expectTypeOf(chart).toExtend<EChartsOption>();
});

test('a month that is not over is hollow', () => {
  const [line] = winRateChart(points).series;
  expect(line?.data.map((item) => 'symbol' in item && item.symbol)).toEqual([
    'circle',
    'circle',
    'emptyCircle',
  ]);
});

test('quarters are called as those of the fiscal year', () => {
  const [quarter] = series(book, ['2026-Q4'], (whole, closedDuring) => winRate(whole, { closedDuring }));
  const chart = winRateChart(quarter === undefined ? [] : [quarter], { unit: 'quarter', startMonth: 7 });
  expect(chart.xAxis[0]?.data).toEqual(['2026-Q2']);
});

test('what is no list of points is refused', () => {
  expect(refusal(() => winRateChart('rates' as never))).toMatchObject(['invalid-option', {}]);
  expect(refusal(() => winRateChart([{}] as never))).toMatchObject(['invalid-option', {}]);
  expect(refusal(() => winRateChart(points, { unit: 'hour' as never }))).toMatchObject([
    'invalid-option',
    {},
  ]);
});
