/** What others may know of a book: its type, that a value is one, the rows of its deals, and what a field of these holds. */
export type { Scalar } from './facts/dictionary.ts';
export type { BookWarning } from './facts/warnings.ts';
export { checkBook, checkReport, type DealBook, rowsOf, withRows } from './view/book.ts';
