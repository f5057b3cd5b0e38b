import type { EChartsOption } from 'echarts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { potentialChart, redAndYellow, type StageBarsOption } from '../../../src/charts/index.ts';
import { frozen } from '../../support/freeze.ts';
import { funnelOf, funnelWorth, middlingFunnel, values } from './given.ts';

// At contact, visit and offer one deal each is lost, worth 1000.10, 2000.10 and 3000.10; two of 3000.10 are won.
const funnel = frozen(funnelOf(['Contact', 'Visit', 'Offer']));

describe('the chart of potential', () => {
  const chart = potentialChart(funnel, { locale: 'nb-NO' });

  test('has the amounts of the report: as numbers to draw, exact as text, and written for people', () => {
    expect(chart.title.text).toBe('Potensial, NOK');
    const { stages } = funnel;
    expect(chart.series[0]?.data.map(({ exact }) => exact)).toEqual(
      stages.map(({ potential }) => potential.passed.amount.toFixed()),
    );
    expect(chart.series[1]?.data.map(({ exact }) => exact)).toEqual(['1000.1', '2000.1', '3000.1']);
    expect(chart.series.map(values)).toEqual([
      [11000.4, 9000.3, 6000.2],
      [1000.1, 2000.1, 3000.1],
    ]);
    expect(chart.yAxis[1].data[0]?.replace(/\s/g, ' ')).toBe('11 000,40 / 1 000,10');
  });

  test('has amounts that lie in the middle as they are booked: at the even digit', () => {
    const { series, yAxis } = potentialChart(middlingFunnel());
    expect(yAxis[1].data[0]).toBe('0.00 / 2.34');
    expect(series[1]?.data[0]?.tooltip.formatter).toContain('Lost: 2.345 NOK');
  });

  test('has amounts that are long written short, all of them with the same decimals', () => {
    const large = potentialChart(funnelWorth(['123456849', '4600.5', '-7']));
    expect(large.yAxis[1].data).toEqual(['4.6K / 123.5M', '-7.0 / 4.6K', '0.0 / -7.0']);
    expect(large.series[1]?.data[0]?.tooltip.formatter).toContain('Lost: 123,456,849 NOK');
  });

  test('has red and yellow, as in the text, where they are asked for', () => {
    const { series } = potentialChart(funnel, { theme: redAndYellow });
    expect(series.map(({ itemStyle }) => itemStyle.color)).toEqual(['#D32F2F', '#FBC02D']);
  });

  test('options are plain data that ECharts takes as they are', () => {
    expect(JSON.parse(JSON.stringify(potentialChart(funnel)))).toEqual(potentialChart(funnel));
    expectTypeOf<StageBarsOption>().toExtend<EChartsOption>();
  });
});
