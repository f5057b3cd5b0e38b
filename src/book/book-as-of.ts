import { DealError } from '../errors.ts';
import { checkDate } from '../time/period.ts';
import { rowSetOf } from './facts/row-set.ts';
import { checkBook, columnsOf, type DealBook, withView } from './view/book.ts';

/**
 * The same deals as they were at an instant, inclusive: what a book built only from the events up to then would say,
 * from the facts at hand. A later instant than the book's only makes open deals older, and is refused where the book
 * was built as of a date, because it does not know what happened after it.
 *
 * @throws DealError `invalid-option`, `invalid-date`, `as-of-too-late`.
 *
 * @example
 * ```ts
 * bookAsOf(book, on('04')).deals // => 3
 * ```
 */
export function bookAsOf(book: DealBook, at: Date): DealBook {
  checkBook(book);
  checkDate(at, 'asOf');
  const { view, selected } = columnsOf(book);
  if (+at > view.knownUntil) throw tooLate(+at, view.knownUntil);
  const scope = selected === null ? view.scope : rowSetOf(selected);
  return withView(book, { ...view, asOf: +at, hasFixedDate: true, scope, derived: {} });
}

/**
 * Checks that the date of a book, if it has one of its own, does not come before an instant.
 *
 * @throws DealError `as-of-too-late`.
 */
export function checkReach(book: DealBook, at: number): void {
  const { hasFixedDate, asOf } = columnsOf(book).view;
  if (hasFixedDate && at > asOf) throw tooLate(at, asOf);
}

/** What to throw for a date that a book does not know what happened up to. */
export function tooLate(asOf: number, knownUntil: number): DealError {
  const latest = new Date(knownUntil);
  return new DealError('as-of-too-late', `The book knows what happened up to ${latest.toISOString()} only.`, {
    asOf: new Date(asOf),
    latest,
  });
}
