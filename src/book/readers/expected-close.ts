import type { InstantColumn } from '../facts/column.ts';
import { attributes } from '../facts/facts.ts';
import { membershipChanges } from '../facts/membership.ts';
import { openedAt } from '../facts/steps.ts';
import { endAsOf } from '../facts/tables.ts';
import { fieldOf } from '../selection/fields.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** Tells when a deal is expected to close, as was known by the date of the book; NaN where it is not. */
export function expectedCloseReader(book: DealBook): (row: number) => number {
  const { at } = fieldOf(book, 'expectedCloseAt').column as InstantColumn;
  return (row) => at[row] as number;
}

/** Takes a change of the date a deal is expected to close, of NaN where there is none, and whose the deal was. */
type TakesChange = (from: number, to: number, ownerId: string | null) => void;

/**
 * Tells of each change of the date a deal is expected to close that was recorded from an instant on and up to another. Read from
 * the facts as they are, without an object a change; where the order of events matters, from what the deal belonged to. (1 M deals,
 * most of them with a new date: 160 ms instead of 620.)
 */
export function newDatesReader(book: DealBook, start: number, end: number) {
  const { facts } = columnsOf(book).view;
  const { attributes: table, scalars, keptEvents } = facts;
  const { ownerId: owner, expectedCloseAt } = attributes;
  return (row: number, take: TakesChange): void => {
    const until = endAsOf(table, row, end);
    if (endAsOf(table, row, start - 1) === until) return;
    if (keptEvents.has(row)) {
      takeKept(row, take);
      return;
    }
    const opened = openedAt(facts, row);
    let date = Number.NaN;
    let ownerCode = -1;
    for (let fact = table.from[row] as number; fact < until; fact++) {
      const name = table.name[fact];
      const code = table.value[fact] as number;
      if (name === owner) ownerCode = code;
      if (name !== expectedCloseAt) continue;
      const at = table.at[fact] as number;
      const before = date;
      date = Number(scalars.values[code] ?? Number.NaN);
      if (at > opened && at >= start)
        take(before, date, (scalars.values[ownerCode] ?? null) as string | null);
    }
  };

  function takeKept(row: number, take: TakesChange): void {
    let before = Number.NaN;
    for (const { type, at, ownerId, expectedAt } of membershipChanges(facts, row)) {
      if (type === 'DealRescheduled' && at >= start && at <= end) take(before, expectedAt, ownerId);
      before = expectedAt;
    }
  }
}
