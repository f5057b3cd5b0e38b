import { checkOptions, type OptionsOf, oneOf, reading } from '../options.ts';
import { plainText, type ReportTable } from './table.ts';

export interface CsvTableOptions {
  /** What stands between two cells; default a comma. Spreadsheets that write decimals with a comma expect a semicolon. */
  readonly separator?: ',' | ';' | '\t' | undefined;
}

const csvTableOptions: OptionsOf<CsvTableOptions> = { separator: oneOf(',', ';', '\t') };

/**
 * A table as CSV (RFC 4180): the headings, then the rows, lines ended by CR LF, cells quoted where they must be.
 *
 * A cell that a spreadsheet would take for a formula, as it begins with `=`, `+`, `-` or `@`, gets an apostrophe in front: a name
 * from outside calculates nothing. A figure below zero stays one. Control characters are left out.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * csvTable({ columns: [{ name: 'Owner', align: 'left' }, { name: 'Won', align: 'right' }], rows: [['=1+1', '-12'], ['Berg, Kari', '3']] }) // => 'Owner,Won\r\n\'=1+1,-12\r\n"Berg, Kari",3\r\n'
 * ```
 */
export function csvTable(table: ReportTable, options: CsvTableOptions = {}): string {
  checkOptions(options, csvTableOptions);
  const { separator = ',' } = options;
  return reading('table', () =>
    [table.columns.map(({ name }) => name), ...table.rows]
      .map((cells) => `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`)
      .join(''),
  );
}

/** Digits with what people write into numbers, and a currency sign. */
const figureBelowZero = /^-[\p{Sc}\d.,\s%]+$/u;

function csvCell(cell: string, separator: string): string {
  const plain = plainText(cell);
  const isFormula = /^\s*[=+\-@]/.test(plain) && !figureBelowZero.test(plain);
  const text = isFormula ? `'${plain}` : plain;
  return text.includes('"') || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
