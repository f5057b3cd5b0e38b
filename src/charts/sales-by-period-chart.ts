import { captionsIn } from '../format/captions/captions-in.ts';
import { missing } from '../format/figures.ts';
import { checkOptions, reading } from '../options.ts';
import type { SalesByPeriod } from '../reports/outcomes/sales-by-period.ts';
import { type ReportChartOptions, reportChartOptions } from './chart.ts';
import { chartItem, exactText, type OwnerItem, type PeriodItem } from './chart-item.ts';
import { drawable } from './drawable.ts';
import { meaningsIn } from './meanings.ts';
import { type RowBarsOption, rowBars } from './row-bars.ts';
import { colorAt, wholeTheme } from './theme.ts';

/**
 * Sales by period and owner, as options for ECharts: a row for each period, from top to bottom, with the bars of the owners
 * end to end, and what the company sold beside it, in the management currency.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { yAxis, series } = salesByPeriodChart(salesByPeriod(book, { during: '2026-Q4' }))
 * yAxis.map(({ data }) => data) // => [['2026-10', '2026-11', '2026-12'], ['100', '0', '0']]
 * series.map(({ name, data }) => [name, data[0]?.exact]) // => [['kari', '100']]
 * ```
 */
export function salesByPeriodChart(
  report: SalesByPeriod,
  options: ReportChartOptions = {},
): RowBarsOption<PeriodItem & OwnerItem> {
  checkOptions(options, reportChartOptions);
  return reading('report', () => drawn(report, options));
}

function drawn(
  { company, owners, currency }: SalesByPeriod,
  options: ReportChartOptions,
): RowBarsOption<PeriodItem & OwnerItem> {
  const { locale = 'en' } = options;
  const captions = captionsIn(locale);
  const { sold: meaning } = meaningsIn(locale);
  const theme = wholeTheme(options.theme);
  const nameOf = (ownerId: string | null): string => drawable(ownerId ?? missing);
  const rows = company.periods.map(({ name, amount }, index) => ({
    name,
    exacts: [exactText(amount.amount)],
    items: owners.map(({ ownerId, periods }) => {
      const text = {
        of: `${name}, ${nameOf(ownerId)}`,
        name: captions.sold,
        meaning,
        unit: currency,
        locale,
      };
      return { ...chartItem(periods[index]?.amount.amount ?? 0, text), period: name, ownerId };
    }),
  }));
  const series = owners.map(({ ownerId }, index) => ({
    name: nameOf(ownerId),
    color: colorAt(theme, index),
  }));
  const { title = `${captions.sold}, ${currency}` } = options;
  return rowBars({ title, rows, series, stacked: true }, options);
}
