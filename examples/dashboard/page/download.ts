import { csvTable, type ReportTable } from 'dealbook';

/** Saves a table as CSV that calculates nothing. Where decimals have a comma, spreadsheets expect a semicolon between cells. */
export function downloadTable(name: string, table: ReportTable, locale: string): void {
  const separator = locale === 'en' ? ',' : ';';
  const mark = '\ufeff'; // without it spreadsheets do not take it for UTF-8
  download(`${name}.csv`, `${mark}${csvTable(table, { separator })}`, 'text/csv');
}

export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
