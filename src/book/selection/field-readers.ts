import { rowOf } from '../../columns/id-index.ts';
import { type CodeColumn, type Column, codesOf, instantsOf } from '../facts/column.ts';
import { type Scalar, type ScalarDictionary, scalarCode, scalarDictionary } from '../facts/dictionary.ts';
import { rowsInSet } from '../facts/row-set.ts';
import { firstStageCode, type StageRef } from '../facts/stage-codes.ts';
import {
  lastStay,
  lastStep,
  openedAt,
  type Status,
  statusAtStep,
  statusCodeAtStep,
  statuses,
} from '../facts/steps.ts';
import { endAsOf } from '../facts/tables.ts';
import { priceOf } from '../prices/prices.ts';
import { pricesWithin } from '../prices/prices-within.ts';
import { columnsOf, type DealBook, rowsOfView, stateOf, type View } from '../view/book.ts';

/** Reads a field of all deals of a book's view. */
export type Reader = (book: DealBook) => Column;

/** Reads a number for each deal of a view, given its row and the index of its last step. */
type Numbers = (view: View) => (row: number, last: number) => number;

/** A field whose values are among the recorded ones, read as their numbers there. */
export function scalars(numbers: Numbers): Reader {
  return (book) => coded(book, columnsOf(book).view.facts.scalars, numbers);
}

/** A field of a few texts, read as their places in the list. */
export function texts(values: readonly string[], numbers: Numbers): Reader {
  return (book) => coded(book, dictionaryOf(values), numbers);
}

/** A field of dates, read as instants. */
export function instants(numbers: Numbers): Reader {
  return (book) => {
    const { view } = columnsOf(book);
    const { last } = stateOf(book);
    const instantAt = numbers(view);
    const { dealIds } = view.facts;
    return instantsOf(rowsOfView(view), dealIds.length, (row) => instantAt(row, last[row] as number));
  };
}

function coded(book: DealBook, dictionary: ScalarDictionary, numbers: Numbers): CodeColumn {
  const { view } = columnsOf(book);
  const { last } = stateOf(book);
  const codeAt = numbers(view);
  const { dealIds } = view.facts;
  return codesOf(rowsOfView(view), dealIds.length, dictionary, (row) => codeAt(row, last[row] as number));
}

function dictionaryOf(values: readonly string[]): ScalarDictionary {
  const dictionary = scalarDictionary();
  for (const value of values) scalarCode(dictionary, value);
  return dictionary;
}

/** Every deal has an id of its own, the one in its row. */
export function ids(book: DealBook): CodeColumn {
  const { view } = columnsOf(book);
  const { rowIndex, indexOwner } = view;
  const { dealIds } = view.facts;
  const rows = rowsOfView(view);
  const inOrder = codesOf(rows, dealIds.length, { values: dealIds, codes: new Map() }, (row) => row);
  let own: Map<unknown, number> | undefined;
  const rowsById = () => new Map<unknown, number>(Array.from(rows, (row) => [dealIds[row], row]));
  const codeOf = (id: Scalar): number | undefined => {
    const row = rowOf(rowIndex.rows, id);
    if (row !== undefined && isAmong(rows, row)) return row;
    if (rowIndex.mark === indexOwner) return undefined;
    own ??= rowsById(); // the index belongs to a later book, in which the deal may have another row
    return own.get(id);
  };
  return { ...inOrder, codeOf };
}

/** Whether a row is one of rows that ascend. */
function isAmong(rows: Int32Array, row: number): boolean {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row;
}

/** Something about the place where a deal is, or was when it was closed. */
export function lastPlace(partOf: (place: StageRef) => string | null): Reader {
  return (book) => {
    const { facts } = columnsOf(book).view;
    const dictionary = scalarDictionary();
    const codes = Int32Array.from(facts.stages, (place) => scalarCode(dictionary, partOf(place)));
    return coded(book, dictionary, ({ facts: { steps } }) => (_row, last) => {
      const step = steps.code[lastStay(facts, last)] as number;
      return codes[step - firstStageCode] as number;
    });
  };
}

/** The place of a deal's status in the list of them. */
export function lastStatus({ facts }: View): (row: number, last: number) => number {
  return (_row, last) => statusCodeAtStep(facts, last);
}

/** The last value an attribute had, of deals of any status or of some only. */
export function latest(name: string, ...only: readonly Status[]): Numbers {
  const counts = statuses.map((status) => only.includes(status));
  return (view) => {
    const codeAt = latestCode(view, name);
    if (only.length === 0) return codeAt;
    return (row, last) => (counts[statusCodeAtStep(view.facts, last)] ? codeAt(row) : -1);
  };
}

/** The number of the last value an attribute had in a row by the date of a view; -1 for none. */
export function latestCode({ facts, asOf }: View, name: string): (row: number) => number {
  const number = facts.attributeNames.codes.get(name);
  const { attributes } = facts;
  if (number === undefined) return () => -1;
  return (row) => {
    const first = attributes.from[row] as number;
    for (let i = endAsOf(attributes, row, asOf) - 1; i >= first; i--) {
      if (attributes.name[i] === number) return attributes.value[i] as number;
    }
    return -1;
  };
}

export function latestDate(name: string): Numbers {
  return (view) => {
    const codeAt = latestCode(view, name);
    const { values } = view.facts.scalars;
    return (row) => Number(values[codeAt(row)] ?? Number.NaN);
  };
}

/** The opening records the owner first. */
export function firstOwner({ facts: { attributes } }: View): (row: number) => number {
  return (row) => attributes.value[attributes.from[row] as number] as number;
}

/** 1 where the deal's customer had won a deal before it was opened, selected or not; else 0; -1 without a customer. */
export function customerKind(view: View): (row: number) => number {
  const { facts, asOf, allRows } = view;
  const customerAt = latestCode(view, 'customerId');
  const firstWin = new Float64Array(facts.scalars.values.length).fill(Number.POSITIVE_INFINITY);
  for (const row of rowsInSet(allRows)) {
    const last = lastStep(facts, row, asOf);
    const customer = customerAt(row);
    if (last < 0 || customer < 0 || statusAtStep(facts, last) !== 'won') continue;
    firstWin[customer] = Math.min(firstWin[customer] as number, facts.steps.at[last] as number);
  }
  return (row) => {
    const customer = customerAt(row);
    return customer < 0 ? -1 : Number((firstWin[customer] as number) < openedAt(facts, row));
  };
}

export function potential(book: DealBook): Column {
  const prices = stateOf(book).potential;
  return {
    type: 'amounts',
    amountAt: (row) => priceOf(prices, row),
    within: (is, limit) => pricesWithin(prices, is, limit),
  };
}
