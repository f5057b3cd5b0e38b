import { type OptionsOf, object } from '../options.ts';
import { type Filter, type Hierarchies, rowFilterOf } from './selection/filter.ts';
import { bookRows, checkReport, type DealBook, withRows } from './view/book.ts';

type SelectDealsOptions = Parameters<typeof selectDeals>[2];

const selectDealsOptions: OptionsOf<SelectDealsOptions> = { hierarchies: object };

/**
 * The book of those deals that pass a filter. It shares the columns of the whole book and keeps its date.
 *
 * A filter is plain data: `{ field, is, value }`, `{ and: [...] }`, `{ or: [...] }` or `{ not: ... }`. `is` says when it holds:
 *
 * - `equals` (the default), `notEquals`: the field has the value, or has not; null stands for a field without a value;
 * - `in`, `notIn`: it has one of the values, or none of them;
 * - `below`, `atMost`, `above`, `atLeast`: by date, number, amount in the management currency, or code point of texts;
 *   a field without a value, or with a value of another type, is neither below nor above anything;
 * - `isEmpty`: the field has no value;
 * - `under`: it has the value, or a value that has it above in the hierarchy the host gives.
 *
 * Of a field with several values, `visitedStage` and `participant.<role>`, it is enough that one of them passes; without any
 * it is empty. Fields are read as of the book; a stage has the id that it has now.
 *
 * @throws DealError `invalid-option`, `unknown-field`, `invalid-filter` (also for `under` without a hierarchy of that field, and for a filter more than 500 levels deep), `invalid-amount`, `invalid-date`.
 *
 * @example
 * ```ts
 * selectDeals(book, { field: 'ownerId', is: 'in', value: ['kari', 'per'] }).deals // => 2
 * ```
 */
export function selectDeals(
  book: DealBook,
  filter: Filter,
  options: {
    /** What stands above each value of a field, for `under`: `{ ownerId: { kari: 'north', north: 'norway' } }`. */
    readonly hierarchies?: Hierarchies | undefined;
  } = {},
): DealBook {
  checkReport(book, options, selectDealsOptions);
  const { keep } = rowFilterOf(book, filter, options.hierarchies ?? {});
  return withRows(book, keep(bookRows(book)));
}
