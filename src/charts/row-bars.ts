import { type ChartLegend, chartLegend, type ReportChartOptions } from './chart.ts';
import { type ChartItem, figureWriter } from './chart-item.ts';
import { drawable } from './drawable.ts';
import { type RowFrame, rowFrame } from './row-frame.ts';
import { wholeTheme } from './theme.ts';

/**
 * Options for ECharts: horizontal bars, a row each from top to bottom, its figures in a column on the right. Yours to
 * change. (A type and not an interface, so that it is one of ECharts' own option types.)
 */
export type RowBarsOption<Item extends ChartItem = ChartItem> = RowFrame & {
  legend: ChartLegend;
  series: RowBars<Item>[];
};

export interface RowBars<Item extends ChartItem = ChartItem> {
  type: 'bar';
  name: string;
  /** Bars of one stack lie end to end. */
  stack?: string;
  itemStyle: { color: string; borderColor: string; borderWidth: number };
  data: Item[];
}

/** One row of bars. */
interface Row<Item extends ChartItem> {
  readonly name: string;
  /** A figure of each series. */
  readonly items: readonly Item[];
  /** The figures to be written, where they are others than those of the items. */
  readonly exacts?: readonly string[];
}

/** What rows of bars are drawn of. */
export interface RowChart<Item extends ChartItem> {
  readonly title: string;
  readonly rows: readonly Row<Item>[];
  readonly series: readonly { readonly name: string; readonly color: string }[];
  /** Whether the bars of a row lie end to end. */
  readonly stacked: boolean;
}

export function rowBars<Item extends ChartItem>(
  { title, rows, series, stacked }: RowChart<Item>,
  options: ReportChartOptions,
): RowBarsOption<Item> {
  const { background } = wholeTheme(options.theme);
  const exactsOf = ({ items, exacts = items.map(({ exact }) => exact) }: Row<Item>) => exacts;
  const write = figureWriter(rows.flatMap(exactsOf), options.locale ?? 'en');
  const named = rows.map((row) => ({ name: row.name, figures: exactsOf(row).map(write).join(' / ') }));
  const names = series.map(({ name }) => drawable(name));
  return {
    ...rowFrame(title, named, options),
    legend: chartLegend(names, options),
    series: series.map(({ color }, index) => ({
      type: 'bar',
      name: names[index] as string,
      ...(stacked ? { stack: 'row' } : {}),
      itemStyle: { color, borderColor: background, borderWidth: 1 },
      data: rows.map(({ items }) => items[index] as Item),
    })),
  };
}
