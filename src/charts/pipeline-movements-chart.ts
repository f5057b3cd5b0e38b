import { captionsIn } from '../format/captions/captions-in.ts';
import { D, type Decimal } from '../money/decimal.ts';
import { checkOptions, reading } from '../options.ts';
import { ins, type MovementLine, outs } from '../reports/movements/movements.ts';
import type { PipelineMovements } from '../reports/movements/pipeline-movements.ts';
import { type ChartLegend, chartLegend, type ReportChartOptions, reportChartOptions } from './chart.ts';
import { type ChartItem, chartItem, exactText, figureWriter } from './chart-item.ts';
import { drawable } from './drawable.ts';
import { meaningsIn } from './meanings.ts';
import { type RowFrame, rowFrame } from './row-frame.ts';
import { colorAt, wholeTheme } from './theme.ts';

/** Options for ECharts: a waterfall. Yours to change. */
export type PipelineMovementsChartOption = RowFrame & { legend: ChartLegend; series: WaterfallSeries[] };

/** The bars of one kind; those without a name carry others and are not seen. */
export interface WaterfallSeries {
  type: 'bar';
  name: string;
  stack: 'row';
  silent: boolean;
  itemStyle: { color: string; decal?: { symbol: 'none' } };
  data: MovementItem[];
}

export interface MovementItem extends ChartItem {
  line: MovementLine;
}

/**
 * The movements of the open pipeline as options for ECharts: a waterfall from what was open at the beginning, over all that
 * came, grew, shrank and went, to what was open at the end; from top to bottom, in the management currency.
 *
 * Lines in which nothing happened are left out. A bar that crosses zero is drawn in two parts, each with the whole figure in
 * `exact`.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { yAxis } = pipelineMovementsChart(pipelineMovements(book, { during: '2026-10' }))
 * yAxis[0].data // => ['Open at the beginning', 'Created', 'Won', 'Lost', 'Open at the end']
 * yAxis[1].data // => ['0', '400', '-100', '-100', '200']
 * ```
 */
export function pipelineMovementsChart(
  report: PipelineMovements,
  options: ReportChartOptions = {},
): PipelineMovementsChartOption {
  checkOptions(options, reportChartOptions);
  return reading('report', () => drawn(report, options));
}

type Kind = 'level' | 'up' | 'down';

/** A bar from one amount to another. */
interface Step {
  readonly line: MovementLine;
  readonly kind: Kind;
  readonly from: Decimal;
  readonly to: Decimal;
  /** What is written: the level, or by how much it went up or down. */
  readonly figure: Decimal;
}

function drawn(report: PipelineMovements, options: ReportChartOptions): PipelineMovementsChartOption {
  const { locale = 'en' } = options;
  const captions = captionsIn(locale);
  const theme = wholeTheme(options.theme);
  const steps = stepsOf(report);
  const write = figureWriter(
    steps.map(({ figure }) => exactText(figure)),
    locale,
  );
  const { title = `${captions.potential}, ${report.currency}` } = options;
  const rows = steps.map(({ line, figure }) => ({
    name: drawable(captions[line]),
    figures: write(exactText(figure)),
  }));
  const names = { level: captions.open, up: captions.increased, down: captions.decreased };
  const colors = { level: colorAt(theme, 0), up: theme.won, down: theme.lost };
  const item = (step: Step, value: Decimal): MovementItem => {
    const { line, kind, figure } = step;
    const meaning = meaningsIn(locale)[kind === 'level' ? 'level' : 'movement'];
    const text = { of: captions[line], name: names[kind], meaning, unit: report.currency, locale };
    return { ...chartItem(figure, text), value: Number(value), line };
  };
  const bars = (part: Part, kind: Kind | null): WaterfallSeries => ({
    ...{ type: 'bar', name: kind === null ? '' : names[kind], stack: 'row', silent: kind === null },
    itemStyle: kind === null ? { color: 'transparent', decal: { symbol: 'none' } } : { color: colors[kind] },
    data: steps.map((step) => item(step, kind === null || step.kind === kind ? part(step) : zero)),
  });
  const kinds: readonly Kind[] = ['level', 'up', 'down'];
  const isBelow = steps.some(({ from, to }) => D.min(from, to).lt(0));
  return {
    ...rowFrame(title, rows, options),
    legend: chartLegend(Object.values(names), options),
    series: [
      bars(offset, null),
      ...kinds.map((kind) => bars(above, kind)),
      ...(isBelow ? kinds.map((kind) => bars(below, kind)) : []),
    ],
  };
}

const zero = new D(0);

/** How much of a step a series draws. */
type Part = (step: Step) => Decimal;

/** From zero to where the bar begins, on the side of zero that it is on. */
const offset: Part = ({ from, to }) => {
  if (D.min(from, to).gt(0)) return D.min(from, to);
  return D.max(from, to).lt(0) ? D.max(from, to) : zero;
};
const above: Part = ({ from, to }) => D.max(from, to, 0).minus(D.max(D.min(from, to), 0));
const below: Part = ({ from, to }) => D.min(from, to, 0).minus(D.min(D.max(from, to), 0));

function stepsOf({ lines }: PipelineMovements): Step[] {
  const steps: Step[] = [];
  let level: Decimal = zero;
  const standAt = (line: 'begin' | 'end'): void => {
    level = lines[line].potential.amount;
    steps.push({ line, kind: 'level', from: zero, to: level, figure: level });
  };
  const goBy = (line: MovementLine, figure: Decimal): void => {
    if (figure.isZero()) return;
    const from = level;
    level = from.plus(figure);
    steps.push({ line, kind: figure.lt(0) ? 'down' : 'up', from, to: level, figure });
  };
  standAt('begin');
  for (const line of [...ins, 'increased', 'fx'] as const) goBy(line, lines[line].potential.amount);
  for (const line of ['decreased', ...outs] as const) goBy(line, lines[line].potential.amount.neg());
  standAt('end');
  return steps;
}
