import type { Money } from '../money/money.ts';
import type { ActiveFunnel } from '../reports/active-funnel.ts';
import type { DealPaths } from '../reports/deal-paths.ts';
import type { DealStatus } from '../reports/deal-status.ts';
import type { SalesFunnel } from '../reports/funnel.ts';
import type { SalesByPeriod } from '../reports/sales-by-period.ts';
import type { SalesCycle } from '../reports/sales-cycle.ts';
import type { StageDurations } from '../reports/stage-durations.ts';
import type { Transitions } from '../reports/transitions.ts';
import type { WinRate } from '../reports/win-rate.ts';
import type { Rate } from '../statistics/rate.ts';
import type { Summary } from '../statistics/summarize.ts';
import { type FormatOptions, formatMoney, formatNumber, formatRate, missing } from './figures.ts';
import type { Heading, Table } from './table.ts';

/** The reports that have a table. */
export type TabularReport =
  | SalesFunnel
  | ActiveFunnel
  | DealPaths
  | WinRate
  | DealStatus
  | SalesCycle
  | StageDurations
  | Transitions
  | SalesByPeriod;

/**
 * A report as a table for people. This is where figures are rounded, and nowhere else.
 *
 * A sales funnel gives the columns of 1C's report, stage, won, lost, won potential, lost potential, where a stage is
 * "won" by the deals that passed it; then open, conversion (the step rate) and, with durations, median days; the last row
 * is all deals.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'First contact' }, { id: 'offer', name: 'Offer' }] })
 * const deal = (id: string) => ({ id, ownerId: 'kari', pipelineId: 'sales', potential: money(100, 'EUR'), openedAt: new Date('2026-10-01') })
 * const book = dealBook(historiesOf([deal('d1'), deal('d2')], [{ dealId: 'd1', stageId: 'offer', at: new Date('2026-10-05') }], [sales]), { pipelines: [sales], currency: 'EUR' })
 * const { columns, rows } = reportTable(salesFunnel(book, { pipelineId: 'sales' }))
 * columns.map(({ name }) => name) // => ['Stage', 'Won', 'Lost', 'Won potential', 'Lost potential', 'Open', 'Conversion']
 * rows[0] // => ['First contact', '1', '0', '€100.00', '€0.00', '1', '50%']
 * ```
 */
export function reportTable(report: TabularReport, options: FormatOptions = {}): Table {
  const number = (value: number | null): string => formatNumber(value, options);
  const amount = (value: Money): string => formatMoney(value, options);
  const share = (value: Rate): string => formatRate(value, options);
  switch (report.kind) {
    case 'salesFunnel': {
      const timed = report.stages.some(({ days }) => days !== undefined);
      const { total } = report;
      const rows = report.stages.map(
        ({ name, unmapped, retired, passed, lost, open, potential, stepRate, days }) => [
          ...[
            unmapped ? `${name} (unmapped)` : retired ? `${name} (retired)` : name,
            number(passed),
            number(lost),
            amount(potential.passed),
            amount(potential.lost),
          ],
          ...[
            number(open),
            unmapped || retired ? missing : share(stepRate),
            ...(timed ? [number(days?.median ?? null)] : []),
          ],
        ],
      );
      const all = [
        ...['All deals', number(total.won), number(total.lost), amount(total.potential.won)],
        ...[amount(total.potential.lost), number(total.open), share(total.totalRate), ...(timed ? [''] : [])],
      ];
      const names = ['Won', 'Lost', 'Won potential', 'Lost potential', 'Open', 'Conversion'];
      return table(['Stage'], [...names, ...(timed ? ['Median days'] : [])], [...rows, all]);
    }
    case 'activeFunnel': {
      const names = ['Open', 'Potential', 'Weighted', 'Median days in stage'];
      const figures = ({ open, potential, weighted }: ActiveFunnel['total']): string[] => [
        number(open),
        amount(potential),
        amount(weighted),
      ];
      const rows = report.stages.map((row) => [row.name, ...figures(row), number(row.age.median)]);
      return table(['Stage'], names, [...rows, ['All deals', ...figures(report.total), '']]);
    }
    case 'dealPaths':
      return table(
        ['Path'],
        ['Deals', 'Potential'],
        report.paths.map(({ stages, ending, deals, potential }) => [
          `${stages.join(' > ')}, ${ending}`,
          number(deals),
          amount(potential),
        ]),
      );
    case 'winRate': {
      const { won, lost, open, rate, potentialRate, wonAmount } = report;
      const row = [
        number(won),
        number(lost),
        number(open),
        share(rate),
        formatRate(potentialRate, options),
        amount(wonAmount),
      ];
      return table([], ['Won', 'Lost', 'Open', 'Win rate', 'By potential', 'Sold'], [row]);
    }
    case 'dealStatus':
      return table(
        ['Status'],
        ['Deals', 'Share', 'Potential', 'Share of potential'],
        report.statuses.map(({ status, deals, potential }) => [
          ...[
            status,
            number(deals.count),
            share(deals),
            amount(potential.count),
            formatRate(potential, options),
          ],
        ]),
      );
    case 'salesCycle':
      return table(
        ['Deals'],
        summaryNames,
        (['won', 'lost', 'closed'] as const).map((name) => [name, ...summaryCells(report[name], number)]),
      );
    case 'stageDurations':
      return table(
        ['Stage'],
        summaryNames,
        report.stages.map(({ name, days }) => [name, ...summaryCells(days, number)]),
      );
    case 'transitions':
      return table(
        ['From', 'To'],
        ['Visits', 'Deals'],
        report.transitions.map(({ from, to, ending, visits, deals }) => [
          from,
          to ?? `(${ending})`,
          number(visits),
          number(deals),
        ]),
      );
    case 'salesByPeriod': {
      const names = report.company.periods.map(({ name }) => name);
      const series = [{ ...report.company, ownerId: 'Company' }, ...report.owners];
      return table(
        ['Owner'],
        [...names, 'Total', 'Average'],
        series.map(({ ownerId, periods, total, average }) => [
          ...[ownerId, ...periods.map((sold) => amount(sold.amount)), amount(total.amount)],
          average === null ? number(null) : amount(average.amount),
        ]),
      );
    }
  }
}

const summaryNames = ['Count', 'Mean', 'Min', '25 %', 'Median', '75 %', '90 %', 'Max'];

function summaryCells(
  { count, mean, min, p25, median, p75, p90, max }: Summary,
  number: (value: number | null) => string,
): string[] {
  return [count, mean, min, p25, median, p75, p90, max].map(number);
}

function table(
  labels: readonly string[],
  figures: readonly string[],
  rows: readonly (readonly string[])[],
): Table {
  const heading =
    (align: Heading['align']) =>
    (name: string): Heading => ({ name, align });
  return { columns: [...labels.map(heading('left')), ...figures.map(heading('right'))], rows };
}
