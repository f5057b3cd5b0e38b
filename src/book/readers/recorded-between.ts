import { endAsOf, type FactTable } from '../facts/tables.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** Tells whether a deal was opened, moved, closed or deleted from an instant on and up to another. */
export function stepsBetween(book: DealBook, start: number, end: number): (row: number) => boolean {
  return factsBetween(columnsOf(book).view.facts.steps, start, end);
}

/** Tells whether anything about a deal, such as its owner, was recorded from an instant on and up to another. */
export function attributesBetween(book: DealBook, start: number, end: number): (row: number) => boolean {
  return factsBetween(columnsOf(book).view.facts.attributes, start, end);
}

function factsBetween(table: FactTable, start: number, end: number): (row: number) => boolean {
  return (row) => endAsOf(table, row, end) !== endAsOf(table, row, start - 1);
}
