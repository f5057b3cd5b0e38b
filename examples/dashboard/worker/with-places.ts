import type { EChartsOption } from 'echarts';
import type { Place } from '../messages.ts';

/** A chart for the page to draw: plain data. */
export type ChartOption = EChartsOption;

/** An option of dealbook's charts, whose series hold the figures. */
interface Drawn<Item> {
  readonly series: readonly { readonly data: readonly Item[] }[];
}

/**
 * The same chart, with the place of its deals in each figure; ECharts gives that back when the figure is clicked.
 */
export function withPlaces<Item extends object>(
  option: Drawn<Item>,
  placeOf: (item: Item, series: number, index: number) => Place | null,
): ChartOption {
  const series = option.series.map((each, place) => ({
    ...each,
    data: each.data.map((item, index) => ({ ...item, place: placeOf(item, place, index) })),
  }));
  return { ...option, animation: false, series } as ChartOption;
}
