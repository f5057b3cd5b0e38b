import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { weightedPipelineChart } from '../../../src/charts/index.ts';
import { weightedPipeline } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { bookOf } from './every-chart.ts';

// The third deal is open, worth 30, half as likely as not, and expected on the 25th of October.
const book = bookOf(['1', '2', '30'], ['Contact', 'Offer', 'Terms'], ['kari']);

test('the chart of the weighted pipeline has the months in which deals are expected, between what is late and what has no date', () => {
  const chart = weightedPipelineChart(weightedPipeline(book, { asOf: on(22) }));
  expect(chart.yAxis.map(({ data }) => data)).toEqual([
    ['Overdue', '2026-10', 'Not scheduled'],
    ['0 / 0', '30 / 15', '0 / 0'],
  ]);
  expect(chart.series.map(({ data }) => data.map(({ period }) => period))).toEqual([
    [null, '2026-10', null],
    [null, '2026-10', null],
  ]);
  expectTypeOf(chart).toExtend<EChartsOption>();
});

test('a deal expected on a day that is over is late', () => {
  const chart = weightedPipelineChart(weightedPipeline(book), { locale: 'nb' });
  expect(chart.yAxis.map(({ data }) => data)).toEqual([
    ['Forfalt', 'Uten dato'],
    ['30 / 15', '0 / 0'],
  ]);
});
