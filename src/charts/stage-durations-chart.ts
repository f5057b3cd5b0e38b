import { captionsIn } from '../format/captions/captions-in.ts';
import { formatNumber, missing } from '../format/figures.ts';
import { checkOptions, reading } from '../options.ts';
import type { StageDurations } from '../reports/stages/stage-durations.ts';
import { type ReportChartOptions, reportChartOptions } from './chart.ts';
import { drawableStage } from './drawable.ts';
import { type ItemTooltip, itemTooltip } from './item-tooltip.ts';
import { meaningsIn } from './meanings.ts';
import { type RowFrame, rowFrame } from './row-frame.ts';
import { wholeTheme } from './theme.ts';

/** Options for ECharts: a box for each stage. Yours to change. */
export type StageDurationsChartOption = RowFrame & {
  series: [
    {
      type: 'boxplot';
      itemStyle: { color: string; borderColor: string };
      data: DurationItem[];
    },
  ];
};

/** The least, the quartiles and the most of the days in a stage; nothing where no visit is over. */
export interface DurationItem {
  value: number[];
  stageId: string;
  tooltip: ItemTooltip;
}

/**
 * How long deals stay in each stage, as options for ECharts: a box from the lower to the upper quartile with the median in
 * it, and lines to the shortest and the longest stay; beside it the median in days, and how many stays it is of.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { yAxis, series } = stageDurationsChart(stageDurations(book, { pipelineId: 'sales' }))
 * yAxis[1].data // => ['3.5 (4)', '4 (2)', '4 (1)']
 * series[0].data[0]?.value.length // => 5
 * ```
 */
export function stageDurationsChart(
  report: StageDurations,
  options: ReportChartOptions = {},
): StageDurationsChartOption {
  checkOptions(options, reportChartOptions);
  return reading('report', () => drawn(report, options));
}

function drawn({ stages }: StageDurations, options: ReportChartOptions): StageDurationsChartOption {
  const { locale = 'en', title } = options;
  const captions = captionsIn(locale);
  const write = (value: number | null): string => formatNumber(value, { locale });
  const rows = stages.map((stage) => {
    const { count, median } = stage.days;
    const figures = count === 0 ? missing : `${write(median)} (${write(count)})`;
    return { name: drawableStage(stage, captions), figures, stage };
  });
  const { text: borderColor, won: color } = wholeTheme(options.theme);
  const parts = ['min', 'p25', 'median', 'p75', 'max'] as const;
  const data = rows.map(({ name, stage: { stageId, days } }): DurationItem => {
    const lines = parts.map((part) => `${captions[part]}: ${write(days[part])}`);
    const texts = [
      name,
      ...lines,
      `${captions.visits}: ${write(days.count)}`,
      meaningsIn(locale).daysInStage,
    ];
    return {
      value: parts.map((part) => days[part]).filter((value) => value !== null),
      stageId,
      tooltip: itemTooltip(texts),
    };
  });
  return {
    ...rowFrame(title ?? captions.daysInStage, rows, options),
    series: [{ type: 'boxplot', itemStyle: { color, borderColor }, data }],
  };
}
