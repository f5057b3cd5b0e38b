import { isOutcome } from '../facts/stage-codes.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';
import { openingDates } from '../view/opening-dates.ts';
import { reopenedRows } from '../view/reopened.ts';

/**
 * Tells how long a closed deal was open, as a clock reads it: from its opening to its last closing, less the time it was
 * closed in between. NaN for an opening on a date not known. (333,000 of a million deals: 5 ms, all steps of each 45.)
 */
export function timeOpenReader(book: DealBook, read: (instant: number) => number): (row: number) => number {
  const { facts } = columnsOf(book).view;
  const { last, closedAt } = stateOf(book);
  const { at, code, from } = facts.steps;
  const [openedAt, reopened] = [openingDates(book), reopenedRows(book)];
  const closedBefore = (row: number): number => {
    const end = last[row] as number;
    let length = 0;
    for (let step = from[row] as number; step < end; step++)
      if (isOutcome(code[step] as number)) length += read(at[step + 1] as number) - read(at[step] as number);
    return length;
  };
  return (row) => {
    const opened = openedAt[row] as number;
    if (Number.isNaN(opened)) return Number.NaN;
    const length = read(closedAt[row] as number) - read(opened);
    return reopened[row] === 1 ? length - closedBefore(row) : length;
  };
}
