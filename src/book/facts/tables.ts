import {
  type Codes,
  capacityFor,
  doubled,
  grown,
  hasSlack,
  type Numbers,
  promoted,
  resizedTo,
  store,
} from '../../columns/growable.ts';
import type { Decimal } from '../../money/decimal.ts';
import { decimalsOf, unitsOf } from '../../money/units.ts';

/**
 * Dated facts of one kind: those of a row lie from `from[row]` up to `from[row + 1]`, in the order they count. The facts of
 * a row never change. A row that continues another one begins where that one does; the row number before it is skipped,
 * because its bounds are not those of a row.
 */
export interface FactTable {
  /** How many rows are complete. */
  rows: number;
  from: Int32Array;
  /** The end of the complete rows and their free slots: facts from here on belong to the row being recorded. */
  settled: number;
  /** How many slots are in use. */
  length: number;
  at: Float64Array;
}

/** Stages entered, outcomes and deletions; see stage-codes.ts. */
export interface StepTable extends FactTable {
  code: Codes;
}

/** Amounts: whole numbers of units of 10^-scale, with the scale of the finest amount seen. */
export interface MoneyTable extends FactTable {
  /** The code of the currency; -1 where the amount was cleared. */
  currency: Codes;
  units: Float64Array;
  scale: number;
  /** The exact units, by index, of amounts that a double cannot hold. */
  readonly bigUnits: Map<number, bigint>;
}

/** Amounts of wins. */
export interface SaleTable extends MoneyTable {
  /** 1 if the win gave the amount, 0 if it is the potential at that time. */
  given: Uint8Array;
}

/** Named values. */
export interface AttributeTable extends FactTable {
  name: Codes;
  /** The code of the value; -1 where it was cleared. */
  value: Codes;
}

export function stepTable(): StepTable {
  return { ...emptyTable(), code: new Int8Array(16) };
}

export function moneyTable(): MoneyTable {
  return {
    ...emptyTable(),
    currency: new Int8Array(16),
    units: new Float64Array(16),
    scale: 0,
    bigUnits: new Map(),
  };
}

export function saleTable(): SaleTable {
  return { ...moneyTable(), given: new Uint8Array(16) };
}

export function attributeTable(): AttributeTable {
  return { ...emptyTable(), name: new Int8Array(16), value: new Int8Array(16) };
}

export function emptyTable(): FactTable {
  return { rows: 0, from: new Int32Array(16), settled: 0, length: 0, at: new Float64Array(16) };
}

export function addStep(table: StepTable, at: number, code: number): void {
  const index = table.length++;
  if (index === table.at.length) growTable(table);
  table.at[index] = at;
  if (!store(table.code, index, code)) table.code = promoted(table.code, index, code);
}

export function addAttribute(table: AttributeTable, at: number, name: number, value: number): void {
  const index = table.length++;
  if (index === table.at.length) growTable(table);
  table.at[index] = at;
  if (!store(table.name, index, name)) table.name = promoted(table.name, index, name);
  if (!store(table.value, index, value)) table.value = promoted(table.value, index, value);
}

/** Appends an amount in a currency; null with the currency -1. */
export function appendAmount(table: MoneyTable, at: number, currency: number, amount: Decimal | null): void {
  const index = table.length++;
  if (index === table.at.length) growTable(table);
  table.at[index] = at;
  if (!store(table.currency, index, currency)) table.currency = promoted(table.currency, index, currency);
  const units = amount === null ? 0 : unitsIn(table, amount, index); // may refine the scale, and replace the array
  table.units[index] = units;
}

export function addSale(
  table: SaleTable,
  at: number,
  currency: number,
  amount: Decimal | null,
  given: boolean,
): void {
  appendAmount(table, at, currency, amount);
  table.given[table.length - 1] = given ? 1 : 0;
}

/** Appends a fact that has a date only. */
export function addFact(table: FactTable, at: number): void {
  const index = table.length++;
  if (index === table.at.length) growTable(table);
  table.at[index] = at;
}

function unitsIn(table: MoneyTable, amount: Decimal, index: number): number {
  const decimals = decimalsOf(amount);
  if (decimals > table.scale) refine(table, decimals, index);
  const units = unitsOf(amount, table.scale);
  if (typeof units === 'number') return units;
  table.bigUnits.set(index, units);
  return Number(units);
}

/** Turns to a finer unit, in a new array: readers of the old array and scale are not disturbed. */
function refine(table: MoneyTable, scale: number, length: number): void {
  const factor = 10n ** BigInt(scale - table.scale); // not 10 ** n: as a double it is inexact from 10 ** 23 on
  const largest = Number.MAX_SAFE_INTEGER / Number(factor);
  const finer = new Float64Array(table.units.length);
  for (let i = 0; i < length; i++) {
    const units = unitsAt(table, i);
    if (typeof units === 'number' && Math.abs(units) <= largest) finer[i] = units * Number(factor);
    else {
      const exact = BigInt(units) * factor;
      table.bigUnits.set(i, exact);
      finer[i] = Number(exact);
    }
  }
  table.units = finer;
  table.scale = scale;
}

/** The units of an amount, exactly. */
export function unitsAt({ units, bigUnits }: MoneyTable, index: number): number | bigint {
  return bigUnits.size === 0 ? (units[index] as number) : (bigUnits.get(index) ?? (units[index] as number));
}

/** Completes a row: it has the facts added since the last one. */
export function endRow(table: FactTable): void {
  table.rows++;
  if (table.rows === table.from.length) table.from = grown(table.from);
  table.from[table.rows] = table.length;
  table.settled = table.length;
}

/** Removes the facts added since the last complete row. */
export function dropRest(table: FactTable): void {
  table.length = table.settled;
}

/** Reserves capacity for so many times the present facts. */
export function reserveTable(table: FactTable, times: number): void {
  table.from = resizedTo(table.from, capacityFor(times * table.rows + 1));
  resizeTable(table, capacityFor(times * table.length));
}

/** Gives back unused capacity, but for a part. */
export function trimTable(table: FactTable, part?: number): void {
  const rows = table.rows + 1;
  if (hasSlack(table.from.length, rows, part)) table.from = resizedTo(table.from, capacityFor(rows, part));
  if (hasSlack(table.at.length, table.length, part)) resizeTable(table, capacityFor(table.length, part));
}

function growTable(table: FactTable): void {
  resizeTable(table, doubled(table.at.length));
}

export function resizeTable(table: FactTable, capacity: number): void {
  const columns = tableColumns(table);
  for (const name of columnNames) {
    const column = columns[name];
    if (column !== undefined) columns[name] = resizedTo(column, capacity);
  }
}

/** The columns that tables may have, with a number for each fact. */
export const columnNames = [
  'at',
  'code',
  'currency',
  'units',
  'given',
  'name',
  'value',
  'line',
  'text',
  'percent',
  'reason',
  'heldAt',
  'again',
] as const;

export function tableColumns(table: FactTable): { [Name in (typeof columnNames)[number]]?: Numbers } {
  return table;
}

/** The exclusive end of a row's facts as of an instant; `from[row]` if there are none. */
export function endAsOf({ from, at }: FactTable, row: number, asOf: number): number {
  const first = from[row] as number;
  let end = from[row + 1] as number;
  while (end > first && (at[end - 1] as number) > asOf) end--;
  return end;
}

/** The last fact of a row by an instant; -1 without one. */
export function lastFact(table: FactTable, row: number, asOf: number): number {
  const fact = endAsOf(table, row, asOf) - 1;
  return fact < (table.from[row] as number) ? -1 : fact;
}
