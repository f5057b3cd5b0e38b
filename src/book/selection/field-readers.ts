import { rowOf } from '../../columns/id-index.ts';
import { holds } from '../../columns/inequality.ts';
import { textFrom } from '../../columns/texts.ts';
import type { Decimal } from '../../money/decimal.ts';
import { type CodeColumn, codeColumn, type FieldColumn, instantColumn } from '../facts/column.ts';
import { type Scalar, type ScalarDictionary, scalarCode, scalarDictionary } from '../facts/dictionary.ts';
import { attributes, moneyAt } from '../facts/facts.ts';
import { factSinceClosing } from '../facts/last-values.ts';
import { firstRows, rowsInSet } from '../facts/row-set.ts';
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
import { endAsOf, lastFact } from '../facts/tables.ts';
import { priceOrder } from '../prices/compare-prices.ts';
import { type Prices, priceKinds, priceOf } from '../prices/prices.ts';
import { pricesWithin } from '../prices/prices-within.ts';
import { columnsOf, type DealBook, rowsOfView, stateOf, type View } from '../view/book.ts';
import { salesAsOf } from '../view/state.ts';

/** Reads a field of all deals of a book's view. */
export type Reader = (book: DealBook) => FieldColumn;

/** Reads a number for each deal of a view, given its row and the index of its last step. */
type NumberReader = (view: View) => (row: number, last: number) => number;

/** A field of recorded scalars, read as their codes. */
export function scalars(reader: NumberReader): Reader {
  return (book) => readCodes(book, columnsOf(book).view.facts.scalars, reader);
}

/** A field with a few possible texts, read as positions in their list. */
export function texts(values: readonly string[], reader: NumberReader): Reader {
  return (book) => readCodes(book, dictionaryOf(values), reader);
}

/** A field of dates, read as instants. */
export function instants(reader: NumberReader): Reader {
  return (book) => {
    const { view } = columnsOf(book);
    const { last } = stateOf(book);
    const instantAt = reader(view);
    const { steps } = view.facts;
    return instantColumn(rowsOfView(view), steps.rows, (row) => instantAt(row, last[row] as number));
  };
}

function readCodes(book: DealBook, dictionary: ScalarDictionary, reader: NumberReader): CodeColumn {
  const { view } = columnsOf(book);
  const { last } = stateOf(book);
  const codeAt = reader(view);
  const { steps } = view.facts;
  return codeColumn(rowsOfView(view), steps.rows, dictionary, (row) => codeAt(row, last[row] as number));
}

function dictionaryOf(values: readonly string[]): ScalarDictionary {
  const dictionary = scalarDictionary();
  for (const value of values) scalarCode(dictionary, value);
  return dictionary;
}

/** Ids are unique, so the code of an id is its row. */
export function ids(book: DealBook): CodeColumn {
  const { view } = columnsOf(book);
  const { rowIndex, indexOwner } = view;
  const { dealIds } = view.facts;
  const rows = rowsOfView(view);
  let own: Map<unknown, number> | undefined;
  const rowsById = () => new Map<unknown, number>(Array.from(rows, (row) => [textFrom(dealIds, row), row]));
  const codeOf = (id: Scalar): number | undefined => {
    const row = rowOf(rowIndex.rows, id);
    if (row !== undefined && isAmong(rows, row)) return row;
    if (rowIndex.owner === indexOwner) return undefined;
    own ??= rowsById(); // a later book owns the index, and the deal may have another row there
    return own.get(id);
  };
  return {
    type: 'codes',
    rows,
    codes: firstRows(dealIds.length),
    size: dealIds.length,
    valueAt: (row) => (row < 0 ? null : textFrom(dealIds, row)),
    codeOf,
    derived: {},
  };
}

/** Whether ascending rows include a row: binary search. */
function isAmong(rows: Int32Array, row: number): boolean {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row;
}

/** A property of the stage that a deal is in, or was closed in. */
export function lastStage(partOf: (stage: StageRef) => string | null): Reader {
  return (book) => {
    const { facts } = columnsOf(book).view;
    const dictionary = scalarDictionary();
    const codes = Int32Array.from(facts.stages, (stage) => scalarCode(dictionary, partOf(stage)));
    return readCodes(book, dictionary, ({ facts: { steps } }) => (_row, last) => {
      const code = steps.code[lastStay(facts, last)] as number;
      return codes[code - firstStageCode] as number;
    });
  };
}

/** The position of the status in the list of statuses. */
export function lastStatus({ facts }: View): (row: number, last: number) => number {
  return (_row, last) => statusCodeAtStep(facts, last);
}

/** The last value of an attribute, of deals of any status, or of some statuses only. */
export function latest(name: string, ...only: readonly Status[]): NumberReader {
  const counts = statuses.map((status) => only.includes(status));
  return (view) => {
    const codeAt = latestCode(view, name);
    if (only.length === 0) return codeAt;
    return (row, last) => (counts[statusCodeAtStep(view.facts, last)] ? codeAt(row) : -1);
  };
}

/** The code of the last value of an attribute in a row by the date of a view; -1 for none. */
export function latestCode({ facts, asOf }: View, name: string): (row: number) => number {
  const nameCode = facts.attributeNames.codes.get(name);
  const { attributes } = facts;
  if (nameCode === undefined) return () => -1;
  return (row) => {
    const first = attributes.from[row] as number;
    for (let i = endAsOf(attributes, row, asOf) - 1; i >= first; i--) {
      if (attributes.name[i] === nameCode) return attributes.value[i] as number;
    }
    return -1;
  };
}

export function latestDate(name: string): NumberReader {
  return (view) => {
    const codeAt = latestCode(view, name);
    const { values } = view.facts.scalars;
    return (row) => Number(values[codeAt(row)] ?? Number.NaN);
  };
}

/** The code of the owner at the opening, which is the first attribute of each row. */
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

export function potential(book: DealBook): FieldColumn {
  return priced(stateOf(book).potential);
}

/** What the won deals were sold for. */
export function sales(book: DealBook): FieldColumn {
  return priced(soldFor(book));
}

/** What the won deals of a book were sold for, worked out once for a view. */
export function soldFor(book: DealBook): Prices {
  const { view } = columnsOf(book);
  const { facts, asOf, pricing, derived } = view;
  derived.sold ??= salesAsOf(facts, rowsOfView(view), asOf, pricing, stateOf(book).last);
  return derived.sold;
}

function priced(prices: Prices): FieldColumn {
  return {
    type: 'amounts',
    amountAt: (row) => priceOf(prices, row),
    isMissing: (row) => prices.kind[row] === priceKinds.missing,
    compare: priceOrder(prices),
    within: (is, limit) => pricesWithin(prices, is, limit),
  };
}

/** The potentials as they were recorded, each in its own currency. */
export function amountsAsEntered(book: DealBook): FieldColumn {
  const { facts, asOf } = columnsOf(book).view;
  const amountAt = (row: number) => {
    const value = lastFact(facts.values, row, asOf);
    return value < 0 ? null : (moneyAt(facts, facts.values, value)?.amount ?? null);
  };
  return {
    type: 'amounts',
    amountAt,
    isMissing: (row) => amountAt(row) === null,
    compare: (a, b) => (amountAt(a) as Decimal).cmp(amountAt(b) as Decimal),
    within: (is, limit) => (rows) =>
      rows.filter((row) => {
        const amount = amountAt(row);
        return amount !== null && holds[is](amount.cmp(limit));
      }),
  };
}

/** The currencies of the potentials as they were recorded. */
export function currencies(book: DealBook): FieldColumn {
  const { facts } = columnsOf(book).view;
  const { values: table } = facts;
  const dictionary = dictionaryOf(facts.currencies.values);
  return readCodes(book, dictionary, ({ asOf }) => (row) => {
    const value = lastFact(table, row, asOf);
    return value < 0 ? -1 : (table.currency[value] as number);
  });
}

/** To whom a lost deal was lost, as far as it was said at its last closing or later. */
export function competitor({ facts, asOf }: View): (row: number, last: number) => number {
  return (row, last) => {
    if (statusAtStep(facts, last) !== 'lost') return -1;
    const fact = factSinceClosing(facts, row, asOf, attributes.competitorId);
    return fact < 0 ? -1 : (facts.attributes.value[fact] as number);
  };
}
