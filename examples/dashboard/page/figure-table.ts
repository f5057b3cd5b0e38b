import type { ReportTable } from 'dealbook';
import type { Place } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { element } from './element.ts';

/** How many rows are shown before somebody asks for all. */
const shown = 40;

export interface FigureTable {
  readonly caption: string;
  readonly table: ReportTable;
  /** Where the deals behind the cells are to be asked for. */
  readonly places?: readonly (readonly (Place | null)[])[];
  readonly onPlace?: (place: Place, figure: string) => void;
}

/** A table whose figures can be pressed for their deals. It scrolls where it is wider than its place. */
export function figureTable({ caption, table, places, onPlace }: FigureTable, texts: Texts): HTMLElement {
  const body = element('tbody');
  const addRows = (from: number, to?: number): void => {
    for (const [index, cells] of table.rows.slice(from, to).entries()) {
      const [name = ''] = cells;
      const row = element('tr');
      for (const [column, text] of cells.entries()) {
        const place = places?.[from + index]?.[column] ?? null;
        const heading = table.columns[column];
        const isHead = column === 0 && heading?.align === 'left';
        const cell = element(isHead ? 'th' : 'td', {
          className: `${heading?.align ?? 'left'}${text.length > 60 ? ' long' : ''}`,
        });
        if (isHead) cell.scope = 'row';
        const pressed = (): void => {
          if (place !== null) onPlace?.(place, `${name}, ${heading?.name ?? ''}: ${text}`);
        };
        cell.append(
          place === null
            ? text
            : element('button', { className: 'figure', type: 'button', onclick: pressed }, text),
        );
        row.append(cell);
      }
      body.append(row);
    }
  };
  addRows(0, shown);
  const heads = table.columns.map(({ name, align }) => {
    return element('th', { scope: 'col', className: headClass(name, align) }, name);
  });
  const drawn = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  const wide = element('div', { className: 'wide', tabIndex: 0, role: 'group', ariaLabel: caption }, drawn);
  if (table.rows.length <= shown) return wide;
  const all = element(
    'button',
    { type: 'button', className: 'all' },
    `${texts.showAll} (${table.rows.length})`,
  );
  all.onclick = () => {
    addRows(shown);
    all.remove();
  };
  return element('div', {}, wide, all);
}

/** A short heading stays on its line, a long one has room. */
function headClass({ length }: string, align: string): string {
  return length < 12 ? `${align} short` : length > 60 ? `${align} long` : align;
}
