import type { CodeColumn } from '../facts/column.ts';
import { fieldOf } from '../selection/fields.ts';
import type { DealBook } from '../view/book.ts';

/** To whom the lost deals of a book were lost, as far as it was said at their last closing or later. */
export function competitors(book: DealBook): CodeColumn {
  return fieldOf(book, 'competitorId').column as CodeColumn;
}
