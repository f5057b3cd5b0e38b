import { columnsOf, type DealBook } from '../view/book.ts';
import { attributeReader } from './attribute.ts';
import { statusReader } from './status.ts';

/** Tells whose a deal is by an instant, which is the date of the book unless it is given; null without an owner. */
export function ownerReader(book: DealBook, asOf?: number): (row: number) => string | null {
  const ownerAt = attributeReader(book, 'ownerId', asOf);
  return (row) => ownerAt(row) as string | null;
}

/** Tells whose a deal was when it was opened. */
export function openedByReader(book: DealBook): (row: number) => string | null {
  const { attributes, scalars } = columnsOf(book).view.facts;
  const { from, value } = attributes; // the first attribute of a row is its owner
  return (row) => (scalars.values[value[from[row] as number] as number] as string | undefined) ?? null;
}

/** Tells whose a closed deal was when it was closed. */
export function closedByReader(book: DealBook): (row: number) => string | null {
  const ownerAt = attributeReader(book, 'closedBy');
  return (row) => ownerAt(row) as string | null;
}

/** Tells to whose account a deal goes: its owner's at the closing, while it is open its owner's by now. */
export function accountReader(book: DealBook): (row: number) => string | null {
  const statusOf = statusReader(book);
  const [closedBy, ownerOf] = [closedByReader(book), ownerReader(book)];
  return (row) => (statusOf(row) === 'open' ? ownerOf : closedBy)(row);
}
