import { reading } from '../options.ts';
import { htmlText } from './html-text.ts';
import type { ReportTable } from './table.ts';

/**
 * A table in HTML, each row on a line of its own. Texts are escaped, so that a name from outside stays a name; styles are
 * left to the page, but the side on which the cells of a column stand.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * htmlTable({ columns: [{ name: 'Stage', align: 'left' }], rows: [['<Offer>']] }) // => '<table>\n<thead>\n<tr><th scope="col">Stage</th></tr>\n</thead>\n<tbody>\n<tr><td>&#60;Offer&#62;</td></tr>\n</tbody>\n</table>'
 * ```
 */
export function htmlTable(table: ReportTable): string {
  return reading('table', () => htmlOf(table));
}

function htmlOf({ columns, rows }: ReportTable): string {
  const style = (column: number): string =>
    columns[column]?.align === 'right' ? ' style="text-align: right"' : '';
  const line = (cells: readonly string[], open: (column: number) => string, tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell, column) => `<${open(column)}>${htmlText(cell)}</${tag}>`).join('')}</tr>`;
  const headings = columns.map(({ name }) => name);
  return [
    '<table>',
    '<thead>',
    line(headings, (column) => `th scope="col"${style(column)}`, 'th'),
    '</thead>',
    '<tbody>',
    ...rows.map((cells) => line(cells, (column) => `td${style(column)}`, 'td')),
    '</tbody>',
    '</table>',
  ].join('\n');
}
