import { columns, type DealBook, withRows } from './book.ts';
import { type Filter, filterRows } from './filter.ts';

/**
 * The book of those deals that pass a filter. It shares the columns of the whole book and keeps its date.
 *
 * A filter is plain data, `{ field, is, value }`: `equals` (the default) holds where the field has the value, `in`
 * where it has one of the values. The value null stands for a field without one. Fields are read as of the book.
 *
 * @throws DealError `unknown-field`, `invalid-filter`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const deal = (id: string, ownerId: string) => ({ id, ownerId, pipelineId: 'sales', potential: null, openedAt: new Date('2026-10-01') })
 * const book = dealBook(historiesOf([deal('d1', 'kari'), deal('d2', 'ola'), deal('d3', 'per')], [], [sales]), { pipelines: [sales], currency: 'NOK' })
 * selectDeals(book, { field: 'ownerId', is: 'in', value: ['kari', 'ola'] }).deals // => 2
 * ```
 */
export function selectDeals(book: DealBook, filter: Filter): DealBook {
  return withRows(book, book[columns].rows.filter(filterRows(book[columns], filter)));
}
