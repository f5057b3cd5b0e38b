import type { EChartsOption } from 'echarts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type FunnelChartOption, funnelChart, redAndYellow } from '../../../src/charts/index.ts';
import { dealBook, historiesOf, salesFunnel } from '../../../src/index.ts';
import { dealRow, nok, sales } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { funnelOf, funnelWorth, stagelessFunnel, unmappedFunnel, values } from './given.ts';

// At contact, visit and offer one deal each is lost, worth 1000.10, 2000.10 and 3000.10; two of 3000.10 are won.
const funnel = frozen(funnelOf(['Contact', 'Visit', 'Offer']));

describe('the true funnel', () => {
  test('has what entered each stage, in their order, and at the end what was won', () => {
    const { series } = funnelChart(funnel, { won: 'Paid' });
    expect(series[0]?.data.map(({ name, value, stageId }) => [name, value, stageId])).toEqual([
      ['Contact', 5, 's0'],
      ['Visit', 4, 's1'],
      ['Offer', 3, 's2'],
      ['Paid', 2, null],
    ]);
    expect(series[0]).toMatchObject({ sort: 'none', max: 5 });
    expect(series[1]?.data.map(({ label }) => label?.formatter)).toEqual(['5', '4', '3', '2']);
  });

  test('or their potential', () => {
    const { title, series } = funnelChart(funnel, { measure: 'potential' });
    expect(title.text).toBe('Potential by stage, NOK');
    expect(series[0]?.data.map(({ exact }) => exact)).toEqual(['12000.5', '11000.4', '9000.3', '6000.2']);
  });

  test('of no deals has no width', () => {
    const book = dealBook([], { pipelines: [sales], currency: 'NOK' });
    const empty = salesFunnel(book, { pipelineId: 'sales' });
    expect(values(funnelChart(empty).series[0])).toEqual([0, 0, 0, 0]);
    expect(funnelChart(empty).series[0]?.max).toBe(1);
  });

  test('keeps digits that a number does not', () => {
    const row = dealRow('d1', { potential: nok('9007199254740993.0000000001') });
    const book = dealBook(historiesOf([row, dealRow('d2')], [], [sales]), {
      pipelines: [sales],
      currency: 'NOK',
    });
    const large = salesFunnel(book, { pipelineId: 'sales' });
    expect(funnelChart(large, { measure: 'potential' }).series[0]?.data[0]).toMatchObject({
      value: 9007199254741094,
      exact: '9007199254741093.0000000001',
    });
  });

  test('has no place for a stage that the pipeline does not know', () => {
    const { series } = funnelChart(unmappedFunnel());
    expect(series[0]?.data.map(({ name }) => name)).toEqual(['First contact', 'Offer', 'Terms', 'Won']);
  });

  test('of a pipeline without stages has what was won only', () => {
    expect(funnelChart(stagelessFunnel()).series.map(values)).toEqual([[0], [0]]);
  });

  test('has one colour for all stages, and another for what was won', () => {
    const levels = funnelChart(funnelOf(['1', '2', '3']), { theme: redAndYellow }).series[0]?.data;
    const [stage] = redAndYellow.stages;
    expect(levels?.map(({ itemStyle }) => itemStyle.color)).toEqual([stage, stage, stage, redAndYellow.won]);
  });

  test('has no width for what is below zero, and says what it is', () => {
    const { series } = funnelChart(funnelWorth(['-5', '20']), { measure: 'potential' });
    expect(values(series[0])).toEqual([15, 20, 0]);
    const debts = funnelChart(funnelWorth(['-5']), { measure: 'potential' }).series;
    expect(values(debts[0])).toEqual([0, 0]);
    expect(debts[1]?.data[0]?.label?.formatter).toBe('-5');
  });

  test('options are plain data that ECharts takes as they are', () => {
    expect(JSON.parse(JSON.stringify(funnelChart(funnel)))).toEqual(funnelChart(funnel));
    expectTypeOf<FunnelChartOption>().toExtend<EChartsOption>();
  });
});
