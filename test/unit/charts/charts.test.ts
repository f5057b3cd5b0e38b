import type { EChartsOption } from 'echarts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  dealsChart,
  type FunnelChartOption,
  funnelChart,
  okabeIto,
  potentialChart,
  redAndYellow,
  type StageBarsOption,
} from '../../../src/charts/index.ts';
import { dealBook, definePipeline, historiesOf, salesFunnel } from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { funnelOf } from './given.ts';

// At contact, visit and offer one deal each is lost, worth 1000.10, 2000.10 and 3000.10; two of 3000.10 are won.
const funnel = frozen(funnelOf(['Contact', 'Visit', 'Offer']));

const values = (series: { data: readonly { value: number }[] } | undefined) =>
  series?.data.map(({ value }) => value);

describe('the chart of the number of deals', () => {
  const chart = dealsChart(funnel);

  test('has the stages from top to bottom, and of each the deals won and lost there, stacked', () => {
    expect([chart.yAxis.data, chart.yAxis.inverse]).toEqual([['Contact', 'Visit', 'Offer'], true]);
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

  test('writes both figures at the end of a bar', () => {
    expect(chart.series[1]?.data.map(({ label }) => label?.formatter)).toEqual(['4 / 1', '3 / 1', '2 / 1']);
    expect(chart.series.map(({ label }) => label.show)).toEqual([false, true]);
  });
});

describe('the chart of potential', () => {
  const chart = potentialChart(funnel, { locale: 'nb-NO' });

  test('has the amounts of the report: as numbers to draw, exact as text, and written for people', () => {
    expect(chart.title.text).toBe('Potential, NOK');
    const { stages } = funnel;
    expect(chart.series[0]?.data.map(({ exact }) => exact)).toEqual(
      stages.map(({ potential }) => potential.passed.amount.toFixed()),
    );
    expect(chart.series[1]?.data.map(({ exact }) => exact)).toEqual(['1000.1', '2000.1', '3000.1']);
    expect(chart.series.map(values)).toEqual([
      [11000.4, 9000.3, 6000.2],
      [1000.1, 2000.1, 3000.1],
    ]);
    expect(chart.series[1]?.data[0]?.label?.formatter.replace(/\s/g, ' ')).toBe('11 000,4 / 1 000,1');
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
});

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
});

test('a stage that the pipeline does not know has bars, marked, and no place in the true funnel', () => {
  const changes = [{ dealId: 'd1', stageId: 'x', at: on(3) }];
  const book = dealBook(historiesOf([dealRow('d1')], changes, [sales]), {
    pipelines: [sales],
    currency: 'NOK',
  });
  const report = salesFunnel(book, { pipelineId: 'sales' });
  expect(dealsChart(report).yAxis.data).toEqual(['First contact', 'Offer', 'Terms', 'x (unmapped)']);
  expect(funnelChart(report).series[0]?.data.map(({ name }) => name)).toEqual([
    ...['First contact', 'Offer', 'Terms', 'Won'],
  ]);
});

test('a pipeline without stages has charts without bars', () => {
  const simple = definePipeline({ id: 'simple', name: 'Simple', progression: 'none', stages: [] });
  const book = dealBook([], { pipelines: [simple], currency: 'NOK' });
  const report = salesFunnel(book, { pipelineId: 'simple' });
  expect(dealsChart(report).series.map(values)).toEqual([[], []]);
  expect(funnelChart(report).series.map(values)).toEqual([[0], [0]]);
});

test('the colours are told apart by everybody, or red and yellow as in the text', () => {
  const coloursOf = (chart: StageBarsOption) => chart.series.map(({ itemStyle }) => itemStyle.color);
  expect(coloursOf(dealsChart(funnel))).toEqual([okabeIto.won, okabeIto.lost]);
  expect(coloursOf(potentialChart(funnel, { theme: redAndYellow }))).toEqual(['#D32F2F', '#FBC02D']);
  const stages = funnelChart(funnelOf(['1', '2', '3', '4', '5']), { theme: redAndYellow }).series[0]?.data;
  expect(stages?.map(({ itemStyle }) => itemStyle.color)).toEqual([
    ...redAndYellow.stages,
    redAndYellow.stages[0], // there are four colours: the fifth stage has the first again
    redAndYellow.won,
  ]);
});

test('the words are yours', () => {
  const chart = dealsChart(funnel, { title: 'Antall tilbud', passed: 'Vunnet', lost: 'Tapt' });
  expect([chart.title.text, ...chart.legend.data]).toEqual(['Antall tilbud', 'Vunnet', 'Tapt']);
  expect(chart.series.map(({ name }) => name)).toEqual(['Vunnet', 'Tapt']);
});

test('options are plain data that ECharts takes as they are', () => {
  for (const chart of [dealsChart(funnel), potentialChart(funnel), funnelChart(funnel)]) {
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  }
  expectTypeOf<StageBarsOption>().toExtend<EChartsOption>();
  expectTypeOf<FunnelChartOption>().toExtend<EChartsOption>();
});
