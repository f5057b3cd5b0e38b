import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { activeFunnelChart } from '../../../src/charts/index.ts';
import { activeFunnel } from '../../../src/index.ts';
import { bookOf } from './every-chart.ts';

// Of six deals the third and the sixth are open, in the third stage, where half of them will be won.
const book = bookOf(['1', '2', '30', '4', '5', '60.50'], ['Contact', 'Offer', 'Terms'], ['kari']);
const chart = activeFunnelChart(activeFunnel(book, { pipelineId: 'sales' }));

test('the chart of the active funnel has what is open in each stage, and what it is likely to bring', () => {
  expect(chart.title.text).toBe('Potential, NOK');
  expect(chart.yAxis.map(({ data }) => data)).toEqual([
    ['Contact', 'Offer', 'Terms'],
    ['0.00 / 0.00', '0.00 / 0.00', '90.50 / 45.25'],
  ]);
  expect(chart.series.map(({ name, data }) => [name, data[2]?.exact, data[2]?.stageId])).toEqual([
    ['Potential', '90.5', 's2'],
    ['Weighted', '45.25', 's2'],
  ]);
});

test('its bars lie side by side', () => {
  expect(chart.series.map(({ stack }) => stack)).toEqual([undefined, undefined]);
  expectTypeOf(chart).toExtend<EChartsOption>();
});
