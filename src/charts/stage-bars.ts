import { captionsIn } from '../format/captions/captions-in.ts';
import type { Decimal } from '../money/decimal.ts';
import { type OptionsOf, text } from '../options.ts';
import type { SalesFunnel, StageRow } from '../reports/funnel/funnel.ts';
import { type ReportChartOptions, reportChartOptions } from './chart.ts';
import { chartItem, type StageItem } from './chart-item.ts';
import { drawableStage } from './drawable.ts';
import { meaningsIn } from './meanings.ts';
import { type RowBars, type RowBarsOption, rowBars } from './row-bars.ts';
import { wholeTheme } from './theme.ts';

/** What the two charts of stages can be told. */
export interface ChartOptions extends ReportChartOptions {
  /** What passing a stage is called; default the caption in the language of `locale`, `Passed`. */
  readonly passed?: string | undefined;
  /** What lost is called; default likewise, `Lost`. */
  readonly lost?: string | undefined;
}

export const chartOptions: OptionsOf<ChartOptions> = { ...reportChartOptions, passed: text, lost: text };

/** Options for ECharts: rows of bars, a stage each, passed and lost stacked. Yours to change. */
export type StageBarsOption = RowBarsOption<StageItem>;
export type StageBars = RowBars<StageItem>;

/** The passed and the lost of every stage of a funnel as stacked bars, both figures beside them. */
export function stageBars(
  { stages }: SalesFunnel,
  figureOf: (row: StageRow, cell: 'passed' | 'lost') => number | Decimal,
  { title, unit }: { readonly title: string; readonly unit?: string },
  options: ChartOptions,
): StageBarsOption {
  const { locale = 'en' } = options;
  const captions = captionsIn(locale);
  const meanings = meaningsIn(locale);
  const { passed = captions.passed, lost = captions.lost } = options;
  const names = { passed, lost };
  const { won, lost: lostColor } = wholeTheme(options.theme);
  const rows = stages.map((row) => {
    const name = drawableStage(row, captions);
    const item = (cell: 'passed' | 'lost'): StageItem => ({
      ...chartItem(figureOf(row, cell), {
        of: name,
        name: names[cell],
        meaning: meanings[cell],
        unit,
        locale,
      }),
      stageId: row.stageId,
    });
    return { name, items: [item('passed'), item('lost')] };
  });
  const series = [
    { name: passed, color: won },
    { name: lost, color: lostColor },
  ];
  return rowBars({ title, rows, series, stacked: true }, options);
}
