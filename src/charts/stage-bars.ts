import { captionsIn } from '../format/captions/captions-in.ts';
import type { Decimal } from '../money/decimal.ts';
import type { SalesFunnel, StageRow } from '../reports/funnel/funnel.ts';
import {
  type ChartItem,
  type ChartOptions,
  chartItem,
  drawable,
  drawableStage,
  type FigureLabel,
  figureLabel,
} from './chart.ts';
import { okabeIto } from './theme.ts';

/**
 * Options for ECharts: horizontal bars, a stage each from top to bottom, passed and lost stacked. Yours to change.
 * (A type and not an interface, so that it is one of ECharts' own option types.)
 */
export type StageBarsOption = {
  title: { text: string; left: number };
  legend: { data: string[]; top: number; right: number };
  tooltip: { trigger: 'axis'; axisPointer: { type: 'shadow' } };
  grid: { left: number; right: number; top: number; bottom: number; containLabel: true };
  xAxis: { type: 'value'; axisLabel: { show: false }; splitLine: { show: false } };
  yAxis: {
    type: 'category';
    inverse: true;
    data: string[];
    axisLine: { show: false };
    axisTick: { show: false };
    axisLabel: { interval: 0; width: number; overflow: 'truncate' };
  };
  series: StageBars[];
};

export interface StageBars {
  type: 'bar';
  name: string;
  stack: string;
  itemStyle: { color: string; borderColor: string; borderWidth: number };
  label: { show: boolean; position: 'right'; color: string };
  data: (ChartItem & { label?: FigureLabel })[];
}

const letterWidth = 7; // of a digit at the size ECharts writes labels

/** The passed and the lost of every stage of a funnel as stacked bars, both figures at their end. */
export function stageBars(
  { stages }: SalesFunnel,
  figureOf: (row: StageRow, cell: 'passed' | 'lost') => number | Decimal,
  title: string,
  { theme = okabeIto, locale = 'en', ...names }: ChartOptions,
): StageBarsOption {
  const captions = captionsIn(locale);
  const { passed = captions.passed, lost = captions.lost } = names;
  const legend = [drawable(passed), drawable(lost)] as const;
  const pairs = stages.map((row) => {
    const items = [
      chartItem(row.stageId, figureOf(row, 'passed')),
      chartItem(row.stageId, figureOf(row, 'lost')),
    ] as const;
    return { items, label: figureLabel(items, locale) };
  });
  const longest = pairs.reduce((most, { label }) => Math.max(most, label.formatter.length), 0);
  const bars = (name: string, color: string, show: boolean, data: StageBars['data']): StageBars => ({
    type: 'bar',
    name,
    stack: 'deals',
    itemStyle: { color, borderColor: '#FFFFFF', borderWidth: 1 },
    label: { show, position: 'right', color: '#333333' },
    data,
  });
  return {
    title: { text: drawable(title), left: 16 },
    legend: { data: [...legend], top: 4, right: 16 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    grid: { left: 24, right: 24 + longest * letterWidth, top: 48, bottom: 16, containLabel: true },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stages.map((stage) => drawableStage(stage, captions)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { interval: 0, width: 180, overflow: 'truncate' },
    },
    series: [
      bars(
        legend[0],
        theme.won,
        false,
        pairs.map(({ items: [first] }) => first),
      ),
      bars(
        legend[1],
        theme.lost,
        true,
        pairs.map(({ items, label }) => ({ ...items[1], label })),
      ),
    ],
  };
}
