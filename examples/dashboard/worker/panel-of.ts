import { type DealBook, type ReportVariant, reportTable } from 'dealbook';
import type { Look, Panel } from '../messages.ts';
import { boardColumns } from './board-columns.ts';
import { chartsOf } from './charts.ts';
import { placesOf } from './places.ts';
import { reportOf, selectedBy } from './reports.ts';

/** A variant as the page shows it. */
export function panelOf(book: DealBook, variant: ReportVariant, look: Look): Panel {
  const report = reportOf(book, variant);
  const table = reportTable(report, { locale: look.locale, timeZone: book.timeZone });
  return {
    variant,
    look,
    table,
    places: placesOf(report, table),
    charts: chartsOf(selectedBy(book, variant), report, look),
    ...(report.kind === 'dealBoard' ? { board: boardColumns(report, look.locale) } : {}),
  };
}
