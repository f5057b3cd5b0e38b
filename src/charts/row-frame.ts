import { type ByWidth, byWidth, type ChartFrame, chartFrame, type ReportChartOptions } from './chart.ts';
import { wholeTheme } from './theme.ts';

/** What is the same in charts of rows from top to bottom: the names on the left, the figures on the right. */
export type RowFrame = ChartFrame & {
  grid: { left: number; right: number; top: number; bottom: number; containLabel: true };
  xAxis: { type: 'value'; axisLabel: { show: false }; splitLine: { show: false } };
  /** The names of the rows, and their figures. */
  yAxis: [RowAxis, RowAxis];
  media: ByWidth<{ yAxis: { axisLabel: { width: number } }[] }>;
};

export interface RowAxis {
  type: 'category';
  position: 'left' | 'right';
  inverse: true;
  data: string[];
  axisLine: { show: false };
  axisTick: { show: false };
  axisLabel: { color: string; hideOverlap: true; width?: number; overflow?: 'truncate' };
}

export function rowFrame(
  title: string,
  rows: readonly { readonly name: string; readonly figures: string }[],
  options: ReportChartOptions,
): RowFrame {
  const { text: color } = wholeTheme(options.theme);
  const axis = (position: RowAxis['position'], data: string[], room?: number): RowAxis => ({
    ...{ type: 'category', position, inverse: true, data },
    ...{ axisLine: { show: false }, axisTick: { show: false } },
    axisLabel: {
      ...{ color, hideOverlap: true },
      ...(room === undefined ? {} : { width: room, overflow: 'truncate' }),
    },
  });
  const room = (width: number) => ({ yAxis: [{ axisLabel: { width } }] });
  return {
    ...chartFrame(
      title,
      rows.map(({ name, figures }) => `${name}: ${figures}`),
      options,
    ),
    grid: { left: 16, right: 16, top: 64, bottom: 12, containLabel: true },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: [
      axis(
        'left',
        rows.map(({ name }) => name),
        narrowNames,
      ),
      axis(
        'right',
        rows.map(({ figures }) => figures),
      ),
    ],
    media: byWidth(room(narrowNames), room(wideNames)),
  };
}

/** How much room the names have, in pixels. */
const [narrowNames, wideNames] = [88, 180];
