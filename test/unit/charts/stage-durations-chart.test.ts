import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { stageDurationsChart } from '../../../src/charts/index.ts';
import { stageDurations } from '../../../src/index.ts';
import { bookOf } from './every-chart.ts';

// Opened on the 1st; the first is won in contact on the 20th, the second goes on to offer on the 3rd and is lost there on the 21st.
const book = bookOf(['1', '2'], ['Contact', 'Offer', 'Terms'], ['kari']);
const chart = stageDurationsChart(stageDurations(book, { pipelineId: 'sales' }));

test('the chart of durations has a box for the stays in each stage, the median and their number beside it', () => {
  expect(chart.yAxis.map(({ data }) => data)).toEqual([
    ['Contact', 'Offer', 'Terms'],
    ['10.5 (2)', '18 (1)', '–'],
  ]);
  expect(chart.series[0].data.map(({ stageId, value }) => [stageId, value])).toEqual([
    ['s0', [2, 6.25, 10.5, 14.75, 19]],
    ['s1', [18, 18, 18, 18, 18]],
    ['s2', []],
  ]);
  expectTypeOf(chart).toExtend<EChartsOption>();
});
