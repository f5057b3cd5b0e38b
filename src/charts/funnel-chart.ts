import { captionsIn } from '../format/captions/captions-in.ts';
import { checkOptions, type OptionsOf, oneOf, reading, text } from '../options.ts';
import type { SalesFunnel, StageRow } from '../reports/funnel/funnel.ts';
import {
  type ByWidth,
  byWidth,
  type ChartFrame,
  chartFrame,
  type ReportChartOptions,
  reportChartOptions,
} from './chart.ts';
import { chartItem, figureWriter, type StageItem } from './chart-item.ts';
import { drawable, drawableStage } from './drawable.ts';
import { meaningsIn } from './meanings.ts';
import { colorAt, okabeIto, wholeTheme } from './theme.ts';

export interface FunnelChartOptions extends ReportChartOptions {
  /** What won is called; default the caption in the language of `locale`, `Won`. */
  readonly won?: string | undefined;
  /** What the widths are: deals, the default, or their potential. */
  readonly measure?: 'deals' | 'potential' | undefined;
}

const funnelChartOptions: OptionsOf<FunnelChartOptions> = {
  ...reportChartOptions,
  won: text,
  measure: oneOf('deals', 'potential'),
};

/** Options for ECharts: a funnel. Yours to change. (A type, so that it is one of ECharts' own option types.) */
export type FunnelChartOption = ChartFrame & {
  series: FunnelSeries[];
  media: ByWidth<{ series: { label: { width: number } }[] }>;
};

export interface FunnelSeries {
  type: 'funnel';
  name: string;
  sort: 'none';
  min: number;
  max: number;
  minSize: string;
  maxSize: string;
  gap: number;
  left: string;
  width: string;
  top: number;
  bottom: number;
  silent: boolean;
  label: { position: 'left' | 'right'; color: string; width?: number; overflow?: 'truncate' };
  itemStyle: { borderColor: string };
  labelLine: { length: number };
  labelLayout: { hideOverlap: true };
  data: (StageItem & {
    name: string;
    itemStyle: { color: string; decal?: { symbol: 'none' } };
    label?: { formatter: string };
  })[];
}

/**
 * A sales funnel as a funnel, as options for ECharts: what entered each stage, from top to bottom, and at the end what was
 * won; in deals or in potential. Names stand on the left, figures on the right, compact where one of them is long.
 *
 * Stages in the order of the pipeline, never sorted by size, and all in one colour; stages the pipeline does not know are
 * left out. What is below zero has no width; `exact` and the figure say what it is. Names are never part of a label's
 * formatter: the figures on the right are a second, invisible funnel with labels of its own.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { series } = funnelChart(salesFunnel(book, { pipelineId: 'sales' }))
 * series[0]?.data.map(({ name, value }) => [name, value]) // => [['Contact', 4], ['Offer', 3], ['Terms', 1], ['Won', 1]]
 * ```
 */
export function funnelChart(funnel: SalesFunnel, options: FunnelChartOptions = {}): FunnelChartOption {
  checkOptions(options, funnelChartOptions);
  return reading('funnel', () => drawn(funnel, options));
}

function drawn(funnel: SalesFunnel, options: FunnelChartOptions): FunnelChartOption {
  const { theme = okabeIto, locale = 'en', measure = 'deals' } = options;
  const captions = captionsIn(locale);
  const { won = captions.won } = options;
  const inDeals = measure === 'deals';
  const { title = inDeals ? captions.dealsByStage : `${captions.potentialByStage}, ${funnel.currency}` } =
    options;
  const unit = inDeals ? undefined : funnel.currency;
  const { stages, total } = funnel;
  const level = (row: StageRow | null): FunnelSeries['data'][number] => {
    const name = row === null ? drawable(won) : drawableStage(row, captions);
    const counted = row === null ? total.won : row.entered;
    const worth = row === null ? total.potential.won : row.potential.entered;
    const cell = row === null ? 'won' : 'entered';
    const text = { of: name, name: captions[cell], meaning: meaningsIn(locale)[cell], unit, locale };
    const item = chartItem(inDeals ? counted : worth.amount, text);
    const color = row === null ? theme.won : colorAt(theme, 0);
    return {
      ...item,
      value: Math.max(0, item.value),
      stageId: row?.stageId ?? null,
      name,
      itemStyle: { color },
    };
  };
  const levels = [...stages.filter(({ unmapped }) => !unmapped), null].map(level);
  const write = figureWriter(
    levels.map(({ exact }) => exact),
    locale,
  );
  const { text: color, background: borderColor } = wholeTheme(theme);
  const shape = {
    type: 'funnel' as const,
    name: drawable(title),
    sort: 'none' as const,
    min: 0,
    max: levels.reduce((most, { value }) => Math.max(most, value), 0) || 1, // an empty funnel has no width, and a scale all the same
    minSize: '0%',
    maxSize: '100%',
    gap: 2,
    left: '32%',
    width: '36%',
    top: 48,
    bottom: 16,
    itemStyle: { borderColor }, // else white lines stand around the levels, on dark pages too
    labelLine: { length: 8 },
    labelLayout: { hideOverlap: true as const },
  };
  return {
    ...chartFrame(
      title,
      levels.map(({ name, exact }) => `${name}: ${write(exact)}`),
      options,
    ),
    series: [
      {
        ...shape,
        silent: false,
        label: { position: 'left', color, width: 88, overflow: 'truncate' },
        data: levels,
      },
      {
        ...shape,
        silent: true,
        label: { position: 'right', color },
        data: levels.map((level) => ({
          ...level,
          itemStyle: { color: 'transparent', decal: { symbol: 'none' } },
          label: { formatter: write(level.exact) },
        })),
      },
    ],
    media: byWidth(room(88), room(160)),
  };
}

/** How much room the names have, in pixels. */
const room = (width: number) => ({ series: [{ label: { width } }] });
