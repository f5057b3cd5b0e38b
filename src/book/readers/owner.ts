import type { CodeColumn } from '../facts/column.ts';
import { statuses } from '../facts/steps.ts';
import { fieldOf } from '../selection/fields.ts';
import type { DealBook } from '../view/book.ts';
import { statusCodes } from '../view/status-codes.ts';
import { attributeReader } from './attribute.ts';
import { statusReader } from './status.ts';

/** Tells whose a deal is by an instant, which is the date of the book unless it is given; null without an owner. */
export function ownerReader(book: DealBook, asOf?: number): (row: number) => string | null {
  const ownerAt = attributeReader(book, 'ownerId', asOf);
  return (row) => ownerAt(row) as string | null;
}

/** Tells whose a closed deal was when it was closed. */
export function closedByReader(book: DealBook): (row: number) => string | null {
  const ownerAt = attributeReader(book, 'closedBy');
  return (row) => ownerAt(row) as string | null;
}

/** To whose accounts the deals of a book go, as {@link accountReader} tells it. */
export function accounts(book: DealBook): CodeColumn {
  const [closedBy, owners] = (['closedBy', 'ownerId'] as const).map(
    (name) => fieldOf(book, name).column as CodeColumn,
  ) as [CodeColumn, CodeColumn];
  const status = statusCodes(book);
  const open = statuses.indexOf('open');
  const codes = owners.codes.slice();
  for (let row = 0; row < codes.length; row++)
    if (status[row] !== open) codes[row] = closedBy.codes[row] as number;
  return { ...owners, codes, derived: {} };
}

/** Whose the deals of a book were when they were opened. */
export function openers(book: DealBook): CodeColumn {
  return fieldOf(book, 'openedBy').column as CodeColumn;
}

/** Tells to whose account a deal goes: its owner's at the closing, while it is open its owner's by now. */
export function accountReader(book: DealBook): (row: number) => string | null {
  const statusOf = statusReader(book);
  const [closedBy, ownerOf] = [closedByReader(book), ownerReader(book)];
  return (row) => (statusOf(row) === 'open' ? ownerOf : closedBy)(row);
}
