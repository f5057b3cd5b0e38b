import { compareText } from '../text.ts';
import { columns, type DealBook, withRows } from './book.ts';
import type { Scalar } from './dictionary.ts';
import { type FieldName, fieldReader } from './fields.ts';

/** The deals that share a value of a field; the key is null where they have none. */
export interface DealGroup {
  readonly key: Scalar | null;
  readonly book: DealBook;
}

/**
 * A book cut into the books of those deals that share a value of a field. Every deal is in exactly one of them, so a
 * report's counts and money over the groups add up to the report over the whole.
 *
 * Order: texts by code point, numbers and dates ascending, deals without a value last. Fields are read as of the book.
 *
 * @throws DealError `unknown-field`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const deal = (id: string, ownerId: string) => ({ id, ownerId, pipelineId: 'sales', potential: null, openedAt: new Date('2026-10-01') })
 * const book = dealBook(historiesOf([deal('d1', 'ola'), deal('d2', 'kari'), deal('d3', 'ola')], [], [sales]), { pipelines: [sales], currency: 'NOK' })
 * groupDeals(book, 'ownerId').map(({ key, book: mine }) => [key, mine.deals]) // => [['kari', 1], ['ola', 2]]
 * ```
 */
export function groupDeals(book: DealBook, by: FieldName): DealGroup[] {
  const read = fieldReader(book[columns], by);
  const groups = new Map<
    string | number | boolean | null,
    { readonly key: Scalar | null; readonly rows: number[] }
  >();
  for (const row of book[columns].rows) {
    const key = read(row);
    const identity = key instanceof Date ? `\0${+key}` : key; // no text of ours holds U+0000
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, { key, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()]
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ key, rows }) => ({ key, book: withRows(book, Int32Array.from(rows)) }));
}

function compareKeys(a: Scalar | null, b: Scalar | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === typeof b) return Number(a) - Number(b);
  return compareText(typeof a, typeof b);
}
