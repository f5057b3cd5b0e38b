import type { DealBook } from '../../../book/book.ts';
import { openedAtReader, rowsOpenBetween } from '../../../book/readers/opened-at.ts';
import { closedAtReader } from '../../../book/readers/status.ts';
import { shareReader } from '../../../book/readers/stay-owners.ts';
import { stepDates } from '../../../book/readers/stays.ts';
import type { ShownVisits } from './shown-visits.ts';

/** Rows of deals of which all is shown, and those to look at; of the other deals nothing is shown. */
export interface SplitRows {
  readonly whole: Int32Array;
  readonly some: Int32Array;
}

/**
 * Splits rows by how much of their deals is shown, by a few dates of each and by whose they were, without looking at visits. Deals
 * that never were in the pipeline may be among them. (A period, 1 M deals: 9 ms.)
 */
export function splitRows(book: DealBook, rows: Int32Array, { rules, order }: ShownVisits): SplitRows {
  const { overlapping, enteredDuring, owner, within } = rules;
  const during = overlapping ?? enteredDuring;
  const isStaged = order.places.some(({ unmapped }) => !unmapped);
  if (!isStaged) return { whole: new Int32Array(0), some: rows }; // a deal may be in no stage, and is not shown then
  const inTime =
    during === undefined
      ? { whole: rows, some: new Int32Array(0) }
      : splitByPeriod(book, rows, +during.start, +during.end);
  const byOwner = owner === undefined ? inTime : splitByOwner(book, inTime, owner);
  return within === undefined ? byOwner : { whole: new Int32Array(0), some: mergedRows(byOwner) };
}

/** A deal is whole where it was opened in the period and nothing came after it; nothing of it is in where it was closed before. */
function splitByPeriod(book: DealBook, rows: Int32Array, start: number, end: number): SplitRows {
  const openedAt = openedAtReader(book);
  const closedAt = closedAtReader(book);
  const { last, at, isUndated } = stepDates(book);
  const some = rowsOpenBetween(book, rows, start, end);
  const whole = new Int32Array(some.length);
  let [wholes, others] = [0, 0];
  for (let i = 0; i < some.length; i++) {
    const row = some[i] as number;
    const closed = closedAt(row);
    const latest = Number.isNaN(closed) ? (at[last[row] as number] as number) : closed; // nothing comes after a closing
    const isAll = Number(openedAt(row) >= start) & Number(latest < end) & Number(!isUndated(row));
    whole[wholes] = row; // branch-free: always written, kept where the deal counts
    some[others] = row;
    wholes += isAll;
    others += 1 - isAll;
  }
  return { whole: whole.slice(0, wholes), some: some.slice(0, others) };
}

/** Of a deal that always was the owner's as much is shown as without asking; of one that never was, nothing. */
function splitByOwner(book: DealBook, { whole, some }: SplitRows, owner: number): SplitRows {
  const shareOf = shareReader(book, owner);
  const kept = new Int32Array(whole.length);
  const partly = new Int32Array(whole.length);
  let [keeps, parts] = [0, 0];
  for (let i = 0; i < whole.length; i++) {
    const row = whole[i] as number;
    const share = shareOf(row);
    kept[keeps] = row; // branch-free: always written, kept where the deal counts
    partly[parts] = row;
    keeps += Number(share === 'all');
    parts += Number(share === 'some');
  }
  return {
    whole: kept.slice(0, keeps),
    some: mergedRows({ whole: partly.slice(0, parts), some: some.filter((row) => shareOf(row) !== 'none') }),
  };
}

/** The rows of all deals of which something is shown, ascending. */
export function rowsShown(book: DealBook, rows: Int32Array, shown: ShownVisits): Int32Array {
  const { whole, some } = splitRows(book, rows, shown);
  const found = some.filter((_, i) => {
    shown.look(some, i, i + 1);
    return shown.records[0] !== -1;
  });
  return mergedRows({ whole, some: found });
}

/** Both lots, ascending. */
function mergedRows({ whole, some }: SplitRows): Int32Array {
  if (whole.length === 0) return some;
  if (some.length === 0) return whole;
  const all = new Int32Array(whole.length + some.length);
  all.set(whole);
  all.set(some, whole.length);
  return all.sort();
}
