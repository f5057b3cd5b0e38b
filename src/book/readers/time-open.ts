import { isOutcome } from '../facts/stage-codes.ts';
import { openingDate } from '../facts/steps.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/**
 * Tells how long a closed deal was open, as a clock reads it: from its opening to its last closing, less the time it was
 * closed in between. NaN for an opening on a date not known.
 */
export function timeOpenReader(book: DealBook, read: (instant: number) => number): (row: number) => number {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { at, code, from } = facts.steps;
  const readAt = (step: number): number => read(at[step] as number);
  return (row) => {
    const [first, end] = [from[row] as number, last[row] as number];
    if (Number.isNaN(openingDate(facts, row))) return Number.NaN;
    let length = readAt(end) - readAt(first);
    for (let step = first; step < end; step++)
      if (isOutcome(code[step] as number)) length -= readAt(step + 1) - readAt(step);
    return length;
  };
}
