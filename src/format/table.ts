import { reading } from '../options.ts';
/** A table for people: headings, and rows of text. */
export interface ReportTable {
  /** The heading of a column, and on which side its cells stand. */
  readonly columns: readonly {
    readonly name: string;
    readonly align: 'left' | 'right';
  }[];
  readonly rows: readonly (readonly string[])[];
}

export type Heading = ReportTable['columns'][number];

/**
 * A table as plain text for a terminal, its columns in line. Control characters in a cell are left out, so that a name
 * from outside cannot steer the terminal.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * textTable({ columns: [{ name: 'Stage', align: 'left' }, { name: 'Won', align: 'right' }], rows: [['Offer', '12']] }) // => 'Stage  Won\n-----  ---\nOffer   12'
 * ```
 */
export function textTable(table: ReportTable): string {
  return reading('table', () => linesOf(table));
}

function linesOf({ columns, rows }: ReportTable): string {
  const lines = [columns.map(({ name }) => name), ...rows].map((row) => row.map(plainText));
  const widths = columns.map((_, column) =>
    lines.reduce((most, line) => Math.max(most, widthOf(line[column] ?? '')), 0),
  );
  const drawn = lines.map((line) =>
    columns
      .map(({ align }, column) => padded(line[column] ?? '', widths[column] as number, align))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [drawn[0], rule, ...drawn.slice(1)].join('\n');
}

/**
 * A table in Markdown. Characters that mean something in Markdown or HTML are escaped, so that a name from outside stays
 * a name.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * markdownTable({ columns: [{ name: 'Stage', align: 'left' }, { name: 'Won', align: 'right' }], rows: [['Offer', '12']] }) // => '| Stage | Won |\n| :-- | --: |\n| Offer | 12 |'
 * ```
 */
export function markdownTable(table: ReportTable): string {
  return reading('table', () => markdownOf(table));
}

function markdownOf({ columns, rows }: ReportTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const escaped = (cell: string): string =>
    plainText(cell).replace(/[\\|`*_[\]<>&#~]/g, (mark) => `\\${mark}`);
  return [
    line(columns.map(({ name }) => escaped(name))),
    line(columns.map(({ align }) => (align === 'left' ? ':--' : '--:'))),
    ...rows.map((row) => line(row.map(escaped))),
  ].join('\n');
}

/** Text on one line, without characters that are not shown but do something. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu, '');
}

function padded(text: string, width: number, align: Heading['align']): string {
  const room = ' '.repeat(width - widthOf(text));
  return align === 'left' ? text + room : room + text;
}

function widthOf(text: string): number {
  return [...text].length;
}
