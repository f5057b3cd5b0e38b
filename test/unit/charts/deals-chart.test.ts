import type { EChartsOption } from 'echarts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { dealsChart, okabeIto, type StageBarsOption } from '../../../src/charts/index.ts';
import { frozen } from '../../support/freeze.ts';
import { funnelOf, middlingFunnel, stagelessFunnel, unmappedFunnel, values } from './given.ts';

// At contact, visit and offer one deal each is lost, worth 1000.10, 2000.10 and 3000.10; two of 3000.10 are won.
const funnel = frozen(funnelOf(['Contact', 'Visit', 'Offer']));

describe('the chart of the number of deals', () => {
  const chart = dealsChart(funnel);

  test('has the stages from top to bottom, and of each the deals won and lost there, stacked', () => {
    const [names] = chart.yAxis;
    expect([names.data, names.inverse]).toEqual([['Contact', 'Visit', 'Offer'], true]);
    expect(chart.series.map(({ name }) => name)).toEqual(['Passed', 'Lost']);
    expect(chart.series.map(values)).toEqual([
      [4, 3, 2],
      [1, 1, 1],
    ]);
    expect(new Set(chart.series.map(({ stack }) => stack)).size).toBe(1);
  });

  test('narrows down to a funnel: a bar is as long as the won of the stage above', () => {
    const [won = [], lost = []] = chart.series.map((series) => values(series) ?? []);
    const lengths = won.map((count, index) => count + (lost[index] ?? 0));
    expect(lengths.slice(1)).toEqual(won.slice(0, -1));
  });

  test('writes both figures beside the bars', () => {
    expect(chart.yAxis[1]).toMatchObject({ position: 'right', data: ['4 / 1', '3 / 1', '2 / 1'] });
  });

  test('says in a tooltip what the figure is of, the figure, and what it means', () => {
    expect(chart.series[1]?.data[0]?.tooltip.formatter).toBe('Contact<br>Lost: 1<br>Were lost in the stage.');
  });

  test('says all in words to who does not see it', () => {
    expect(chart.aria.label.description).toBe('Number of deals. Contact: 4 / 1. Visit: 3 / 1. Offer: 2 / 1');
  });

  test('marks the bars of a stage that the pipeline does not know', () => {
    const [{ data }] = dealsChart(unmappedFunnel()).yAxis;
    expect(data).toEqual(['First contact', 'Offer', 'Terms', 'x (unmapped)']);
  });

  test('has no bars for a pipeline without stages', () => {
    expect(dealsChart(stagelessFunnel()).series.map(values)).toEqual([[], []]);
  });

  test('has whole numbers', () => {
    expect(dealsChart(middlingFunnel()).yAxis[1].data[0]).toBe('0 / 1');
  });

  test('has colours that are told apart by everybody', () => {
    expect(chart.series.map(({ itemStyle }) => itemStyle.color)).toEqual([okabeIto.won, okabeIto.lost]);
  });

  test('has the words that are yours', () => {
    const yours = dealsChart(funnel, { title: 'Antall tilbud', passed: 'Vunnet', lost: 'Tapt' });
    expect([yours.title.text, ...yours.legend.data]).toEqual(['Antall tilbud', 'Vunnet', 'Tapt']);
    expect(yours.series.map(({ name }) => name)).toEqual(['Vunnet', 'Tapt']);
  });

  test('options are plain data that ECharts takes as they are', () => {
    expect(JSON.parse(JSON.stringify(dealsChart(funnel)))).toEqual(dealsChart(funnel));
    expectTypeOf<StageBarsOption>().toExtend<EChartsOption>();
  });
});
