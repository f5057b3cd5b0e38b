import { type MembershipChange, membershipChanges } from '../facts/membership.ts';
import { rowsInSet } from '../facts/row-set.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

export type { Membership, MembershipChange, MembershipChangeType } from '../facts/membership.ts';

/** Tells all changes of where a deal belongs, in the order they count, those after the date of the book too. */
export function membershipReader(book: DealBook): (row: number) => MembershipChange[] {
  const { facts } = columnsOf(book).view;
  return (row) => membershipChanges(facts, row);
}

/** The rows of the deals that are in a book, ascending, at its date or another one. */
export function rowsAtAnyDate(book: DealBook): Int32Array {
  const { view, selected } = columnsOf(book);
  return selected ?? rowsInSet(view.scope);
}
