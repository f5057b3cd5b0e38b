import { captionsIn } from '../format/captions/captions-in.ts';
import type { ActiveFigures } from '../reports/open-deals/active-figures.ts';
import type { ReportChartOptions } from './chart.ts';
import { type ChartItem, chartItem } from './chart-item.ts';
import { meaningsIn } from './meanings.ts';
import { type RowBarsOption, rowBars } from './row-bars.ts';
import { colorAt, wholeTheme } from './theme.ts';

/** The potential of open deals beside what it is weighted, a row for each part of them. */
export function openBars<Key extends object>(
  parts: readonly { readonly name: string; readonly figures: ActiveFigures; readonly key: Key }[],
  currency: string,
  options: ReportChartOptions,
): RowBarsOption<ChartItem & Key> {
  const { locale = 'en' } = options;
  const captions = captionsIn(locale);
  const meanings = meaningsIn(locale);
  const theme = wholeTheme(options.theme);
  const rows = parts.map(({ name, figures, key }) => ({
    name,
    items: (['potential', 'weighted'] as const).map((cell) => {
      const text = { of: name, name: captions[cell], meaning: meanings[cell], unit: currency, locale };
      return { ...chartItem(figures[cell].amount, text), ...key };
    }),
  }));
  const series = [
    { name: captions.potential, color: colorAt(theme, 0) },
    { name: captions.weighted, color: theme.won },
  ];
  const { title = `${captions.potential}, ${currency}` } = options;
  return rowBars({ title, rows, series, stacked: false }, options);
}
