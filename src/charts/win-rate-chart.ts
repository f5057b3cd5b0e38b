import { captionsIn } from '../format/captions/captions-in.ts';
import { checkOption, checkOptions, list, type OptionsOf, reading } from '../options.ts';
import type { WinRate } from '../reports/outcomes/win-rate.ts';
import { type FiscalOptions, fiscalOptions } from '../time/calendar/calendar.ts';
import { calendarNames } from '../time/calendar/calendar-names.ts';
import { type CalendarUnit, calendarUnit } from '../time/calendar/calendar-unit.ts';
import type { Period } from '../time/period.ts';
import { checkTimeZone } from '../time/time-zone.ts';
import {
  type ChartFrame,
  type ChartLegend,
  chartFrame,
  chartLegend,
  type ReportChartOptions,
  reportChartOptions,
} from './chart.ts';
import { chartItem, type PeriodItem } from './chart-item.ts';
import { type ItemTooltip, itemTooltip } from './item-tooltip.ts';
import { meaningsIn } from './meanings.ts';
import { rateText } from './rate-text.ts';
import { wholeTheme } from './theme.ts';

export interface WinRateChartOptions extends ReportChartOptions, FiscalOptions {
  /** What the periods are, for their names; default months. */
  readonly unit?: CalendarUnit | undefined;
}

const winRateChartOptions: OptionsOf<WinRateChartOptions> = {
  ...reportChartOptions,
  ...fiscalOptions,
  unit: calendarUnit,
};

/** A point of a `series` of `winRate`. */
export interface WinRatePoint {
  readonly period: Period;
  readonly immature: boolean | null;
  readonly report: WinRate;
}

/** Options for ECharts: a line over columns. Yours to change. */
export type WinRateChartOption = ChartFrame & {
  legend: ChartLegend;
  grid: { left: number; right: number; top: string | number; height: string; containLabel?: true }[];
  xAxis: PeriodAxis[];
  yAxis: {
    gridIndex: number;
    min: number;
    max?: number;
    minInterval?: number;
    axisLabel: { color: string; formatter?: string };
    splitLine: { lineStyle: { color: string } };
  }[];
  series: (RateLine | CountBars)[];
};

export interface PeriodAxis {
  type: 'category';
  gridIndex: number;
  data: string[];
  axisLabel: { show: boolean; color: string; margin: number; hideOverlap: true };
  axisLine: { lineStyle: { color: string } };
}

export interface RateLine {
  type: 'line';
  name: string;
  itemStyle: { color: string };
  data: RateItem[];
}

/** A win rate in percent; null where nothing was closed. Hollow while it may still change. */
export interface RateItem {
  value: number | null;
  period: string;
  symbol: 'circle' | 'emptyCircle';
  tooltip: ItemTooltip;
}

export interface CountBars {
  type: 'bar';
  name: string;
  stack: 'closed';
  xAxisIndex: 1;
  yAxisIndex: 1;
  itemStyle: { color: string };
  data: PeriodItem[];
}

/**
 * The win rate over periods, as options for ECharts: a line of percentages, and below it the deals won and lost that it is
 * of. `points` are the answer of `series` with `winRate`; a point that may still change is hollow.
 *
 * @throws DealError `invalid-option`, `invalid-time-zone`.
 *
 * @example
 * ```ts
 * const points = series(book, eachPeriod(quarter('2026-Q4'), 'month'), (whole, closedDuring) => winRate(whole, { closedDuring }))
 * const [rates, won] = winRateChart(points).series
 * rates?.data.map(({ period, value }) => [period, value]) // => [['2026-10', 33.333333333333336], ['2026-11', null], ['2026-12', null]]
 * won?.data.map(({ value }) => value) // => [1, 0, 0]
 * ```
 */
export function winRateChart(
  points: readonly WinRatePoint[],
  options: WinRateChartOptions = {},
): WinRateChartOption {
  checkOption('points', points, list);
  checkOptions(options, winRateChartOptions);
  return reading('points', () => drawn(points, options));
}

function drawn(
  points: readonly WinRatePoint[],
  { unit = 'month', timeZone, startMonth, ...options }: WinRateChartOptions,
): WinRateChartOption {
  const { locale = 'en' } = options;
  const captions = captionsIn(locale);
  const meanings = meaningsIn(locale);
  const { text: color, lines, won, lost, stages } = wholeTheme(options.theme);
  const nameOf = calendarNames(unit, { timeZone: checkTimeZone(timeZone), fiscalYearStart: startMonth });
  const rows = points.map(({ period, immature, report }) => {
    const name = nameOf(+period.start);
    return { name, immature, report, written: rateText(report.rate, locale) };
  });
  const rates = rows.map(({ name, immature, report, written }): RateItem => {
    const texts = [name, `${captions.winRate}: ${written}`, meanings.winRate];
    return {
      value: report.rate.of === 0 ? null : (100 * report.rate.count) / report.rate.of,
      period: name,
      symbol: immature === false ? 'circle' : 'emptyCircle',
      tooltip: itemTooltip(texts),
    };
  });
  const bars = (cell: 'won' | 'lost', barColor: string): CountBars => ({
    ...{ type: 'bar', name: captions[cell], stack: 'closed', xAxisIndex: 1, yAxisIndex: 1 },
    itemStyle: { color: barColor },
    data: rows.map(({ name, report }) => {
      const text = { of: name, name: captions[cell], meaning: captions.deals, locale };
      return { ...chartItem(report[cell], text), period: name };
    }),
  });
  const periods = (gridIndex: number): PeriodAxis => ({
    ...{ type: 'category', gridIndex, data: rows.map(({ name }) => name) },
    axisLabel: { show: gridIndex === 1, color, margin: 14, hideOverlap: true }, // clear of the zero beside it
    axisLine: { lineStyle: { color: lines } },
  });
  const splitLine = { lineStyle: { color: lines } };
  const { title = captions.winRate } = options;
  return {
    ...chartFrame(
      title,
      rows.map(({ name, written }) => `${name}: ${written}`),
      options,
    ),
    legend: chartLegend([captions.winRate, captions.won, captions.lost], options),
    grid: [
      { left: 56, right: 16, top: 72, height: '36%' },
      { left: 56, right: 16, top: '66%', height: '24%' },
    ],
    xAxis: [periods(0), periods(1)],
    yAxis: [
      { gridIndex: 0, min: 0, max: 100, axisLabel: { color, formatter: '{value} %' }, splitLine },
      { gridIndex: 1, min: 0, minInterval: 1, axisLabel: { color }, splitLine },
    ],
    series: [
      { type: 'line', name: captions.winRate, itemStyle: { color: stages[0] ?? won }, data: rates },
      bars('won', won),
      bars('lost', lost),
    ],
  };
}
