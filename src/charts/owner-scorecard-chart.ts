import { captionsIn } from '../format/captions/captions-in.ts';
import { formatRate, missing } from '../format/figures.ts';
import { checkOptions, reading } from '../options.ts';
import type { OwnerScorecard } from '../reports/outcomes/owner-scorecard.ts';
import {
  type ByWidth,
  byWidth,
  type ChartFrame,
  chartFrame,
  type ReportChartOptions,
  reportChartOptions,
} from './chart.ts';
import { drawable, drawableStage } from './drawable.ts';
import { type ItemTooltip, itemTooltip } from './item-tooltip.ts';
import { meaningsIn } from './meanings.ts';
import { rateText } from './rate-text.ts';
import { wholeTheme } from './theme.ts';

/** Options for ECharts: a field for each owner and stage. Yours to change. */
export type OwnerScorecardChartOption = ChartFrame & {
  grid: { left: number; right: number; top: number; bottom: number; containLabel: true };
  xAxis: FieldAxis;
  yAxis: FieldAxis & { inverse: true };
  visualMap: {
    show: false;
    min: number;
    max: number;
    inRange: { color: [string]; colorAlpha: [number, number] };
  };
  series: [
    {
      type: 'heatmap';
      itemStyle: { decal: { symbol: 'none' } };
      label: FieldLabel;
      labelLayout: { hideOverlap: true };
      data: ScorecardItem[];
    },
  ];
  media: ByWidth<{ series: { label: { show: boolean } }[] }>;
};

export interface FieldAxis {
  type: 'category';
  data: string[];
  axisLine: { show: false };
  axisTick: { show: false };
  axisLabel: { color: string; hideOverlap: true; width: number; overflow: 'truncate' };
}

export interface FieldLabel {
  /** Only where the fields are wide enough. */
  show: boolean;
  color: string;
}

/** How good an owner, or the team, is at a stage: the places of stage and owner, and the share in percent. */
export interface ScorecardItem {
  value: [number, number, number];
  /** Null for deals without an owner; undefined for the team. */
  ownerId: string | null | undefined;
  stageId: string;
  label: { formatter: string };
  tooltip: ItemTooltip;
}

/**
 * Who is good at what, as options for ECharts: a field for each owner and stage, the fuller of colour the more of the deals
 * that entered the stage went on to the next. The team comes first. A stage that nobody entered has no field.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { xAxis, yAxis, series } = ownerScorecardChart(ownerScorecard(book, { pipelineId: 'sales' }))
 * yAxis.data // => ['Team', 'kari', 'ola']
 * xAxis.data // => ['Contact', 'Offer', 'Terms']
 * series[0].data.slice(0, 2).map(({ label }) => label.formatter) // => ['75%', '33.3%']
 * ```
 */
export function ownerScorecardChart(
  report: OwnerScorecard,
  options: ReportChartOptions = {},
): OwnerScorecardChartOption {
  checkOptions(options, reportChartOptions);
  return reading('report', () => drawn(report, options));
}

function drawn(report: OwnerScorecard, options: ReportChartOptions): OwnerScorecardChartOption {
  const { locale = 'en' } = options;
  const captions = captionsIn(locale);
  const { text: color, won } = wholeTheme(options.theme);
  const stages = report.stages.map((stage) => drawableStage(stage, captions));
  const lines = [
    { name: captions.team, ownerId: undefined, stages: report.team.stages },
    ...report.owners.map(({ ownerId, stages }) => ({ name: drawable(ownerId ?? missing), ownerId, stages })),
  ];
  const data = lines.flatMap(({ name, ownerId, stages: cells }, line) =>
    cells.flatMap(({ stageId, stepRate }, place): ScorecardItem[] => {
      const { value, count, of } = stepRate;
      if (value === null) return [];
      const written = formatRate(stepRate, { locale });
      const texts = [`${name}, ${stages[place]}`, rateText(stepRate, locale), meaningsIn(locale).stepRate];
      return [
        {
          value: [place, line, (100 * count) / of],
          ...{ ownerId, stageId, label: { formatter: written } },
          tooltip: itemTooltip(texts),
        },
      ];
    }),
  );
  const axis = (names: string[], width: number): FieldAxis => ({
    ...{ type: 'category', data: names, axisLine: { show: false }, axisTick: { show: false } },
    axisLabel: { color, hideOverlap: true, width, overflow: 'truncate' },
  });
  const { title = captions.conversion } = options;
  return {
    ...chartFrame(
      title,
      lines.map(({ name, stages }) => {
        return `${name}: ${stages.map(({ stepRate }) => formatRate(stepRate, { locale })).join(', ')}`;
      }),
      options,
    ),
    grid: { left: 16, right: 16, top: 48, bottom: 12, containLabel: true },
    xAxis: axis(stages, 64),
    yAxis: {
      ...axis(
        lines.map(({ name }) => name),
        88,
      ),
      inverse: true,
    },
    visualMap: { show: false, min: 0, max: 100, inRange: { color: [won], colorAlpha: [0.05, 0.45] } },
    series: [
      {
        type: 'heatmap',
        itemStyle: { decal: { symbol: 'none' } },
        label: { show: stages.length <= narrowStages, color },
        labelLayout: { hideOverlap: true },
        data,
      },
    ],
    media: byWidth(shown(stages.length <= narrowStages), shown(stages.length <= wideStages)),
  };
}

const shown = (show: boolean) => ({ series: [{ label: { show } }] });

/** Of how many stages the shares have room in their fields. */
const [narrowStages, wideStages] = [6, 12];
