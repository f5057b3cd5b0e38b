import type { InstantColumn } from '../facts/column.ts';
import { attributes } from '../facts/facts.ts';
import { membershipChanges } from '../facts/membership.ts';
import { openedAt } from '../facts/steps.ts';
import { fieldOf } from '../selection/fields.ts';
import { columnsOf, type DealBook } from '../view/book.ts';
import { scalarInstants } from '../view/scalar-instants.ts';
import { ownerCode } from './stay-owners.ts';

/** When deals are expected to close, as was known by the date of the book. */
export function expectedCloses(book: DealBook): InstantColumn {
  return fieldOf(book, 'expectedCloseAt').column as InstantColumn;
}

/** Tells when a deal is expected to close, as was known by the date of the book; NaN where it is not. */
export function expectedCloseReader(book: DealBook): (row: number) => number {
  const { at } = expectedCloses(book);
  return (row) => at[row] as number;
}

/** Takes a change of the date a deal is expected to close, of NaN where there is none, and the code of whose the deal was. */
type TakesChange = (from: number, to: number, owner: number) => void;

/**
 * Tells of each change of the date a deal is expected to close that was recorded from an instant on and up to another. Read from
 * the facts as they are, without an object a change; where the order of events matters, from what the deal belonged to. (1 M deals,
 * most of them with a new date: 65 ms instead of 620.)
 */
export function newDatesReader(book: DealBook, start: number, end: number) {
  const { facts } = columnsOf(book).view;
  const { attributes: table, keptEvents } = facts;
  const { from, at, name, value } = table;
  const { ownerId: owner, expectedCloseAt } = attributes;
  const dates = scalarInstants(book);
  return (row: number, take: TakesChange): void => {
    const until = from[row + 1] as number;
    if (until === from[row] || (at[until - 1] as number) < start) return;
    if (keptEvents.has(row)) {
      takeKept(row, take);
      return;
    }
    const opened = openedAt(facts, row);
    let date = Number.NaN;
    let whose = -1;
    for (let fact = from[row] as number; fact < until; fact++) {
      const now = at[fact] as number;
      if (now > end) return;
      const code = value[fact] as number;
      if (name[fact] === owner) whose = code;
      if (name[fact] !== expectedCloseAt) continue;
      const before = date;
      date = code < 0 ? Number.NaN : (dates[code] as number);
      if (now > opened && now >= start) take(before, date, whose);
    }
  };

  function takeKept(row: number, take: TakesChange): void {
    let before = Number.NaN;
    for (const { type, at, ownerId, expectedAt } of membershipChanges(facts, row)) {
      if (type === 'DealRescheduled' && at >= start && at <= end)
        take(before, expectedAt, ownerCode(book, ownerId));
      before = expectedAt;
    }
  }
}
