import { captionsIn } from '../format/captions/captions-in.ts';
import { checkOptions, type OptionsOf, oneOf, reading, text } from '../options.ts';
import type { SalesFunnel } from '../reports/funnel/funnel.ts';
import {
  type ChartItem,
  type ChartOptions,
  chartItem,
  chartOptions,
  drawable,
  drawableStage,
  type FigureLabel,
  figureLabel,
} from './chart.ts';
import { okabeIto } from './theme.ts';

export interface FunnelChartOptions extends Omit<ChartOptions, 'passed' | 'lost'> {
  /** What won is called; default the caption in the language of `locale`, `Won`. */
  readonly won?: string | undefined;
  /** What the widths are: deals, the default, or their potential. */
  readonly measure?: 'deals' | 'potential' | undefined;
}

const funnelChartOptions = knownOptions();

function knownOptions(): OptionsOf<FunnelChartOptions> {
  const { passed: _, lost: __, ...chart } = chartOptions;
  return { ...chart, won: text, measure: oneOf('deals', 'potential') };
}

/** Options for ECharts: a funnel. Yours to change. (A type, so that it is one of ECharts' own option types.) */
export type FunnelChartOption = {
  title: { text: string; left: number };
  tooltip: { trigger: 'item' };
  series: FunnelSeries[];
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
  labelLine: { length: number };
  data: (ChartItem & { name: string; itemStyle: { color: string }; label?: FigureLabel })[];
}

/**
 * A sales funnel as a funnel, as options for ECharts: what entered each stage, from top to bottom, and at the end what was
 * won; in deals or in potential. Names stand on the left, figures on the right.
 *
 * Stages in the order of the pipeline, never sorted by size; stages the pipeline does not know are left out. Names are
 * never part of a formatter: the figures on the right are a second, invisible funnel with labels of its own.
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
  const stages = funnel.stages.filter(({ unmapped }) => !unmapped);
  const levels = [
    ...stages.map((row, index) => ({
      ...chartItem(row.stageId, inDeals ? row.entered : row.potential.entered.amount),
      name: drawableStage(row, captions),
      itemStyle: { color: theme.stages[index % theme.stages.length] ?? theme.won },
    })),
    {
      ...chartItem(null, inDeals ? funnel.total.won : funnel.total.potential.won.amount),
      name: drawable(won),
      itemStyle: { color: theme.won },
    },
  ];
  const shape = {
    type: 'funnel' as const,
    name: drawable(title),
    sort: 'none' as const,
    min: 0,
    max: levels.reduce((most, { value }) => Math.max(most, value), 0) || 1, // an empty funnel has no width, and a scale all the same
    minSize: '0%',
    maxSize: '100%',
    gap: 2,
    left: '30%',
    width: '50%',
    top: 56,
    bottom: 16,
    labelLine: { length: 12 },
  };
  return {
    title: { text: drawable(title), left: 16 },
    tooltip: { trigger: 'item' },
    series: [
      {
        ...shape,
        silent: false,
        label: { position: 'left', color: '#333333', width: 160, overflow: 'truncate' },
        data: levels,
      },
      {
        ...shape,
        silent: true,
        label: { position: 'right', color: '#333333' },
        data: levels.map((level) => ({
          ...level,
          itemStyle: { color: 'transparent' },
          label: figureLabel([level], locale),
        })),
      },
    ],
  };
}
