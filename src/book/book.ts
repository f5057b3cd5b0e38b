/** What others may know of a book: its type, and the rows of its deals, which readers are asked about. */
export type { BookWarning } from './facts/warnings.ts';
export {
  bookRows,
  checkReport,
  type DealBook,
  isBook,
  isSelection,
  wholeBook,
  withRows,
} from './view/book.ts';
export { cutGroupOf, priceSum } from './view/cut-group.ts';
