import {
  type Codes,
  capacityFor,
  doubled,
  fits,
  grown,
  hasSlack,
  type Numbers,
  promoted,
  resizedTo,
} from '../../columns/growable.ts';
import type { Decimal } from '../../money/decimal.ts';
import { decimalsOf, unitsOf } from '../../money/units.ts';

/**
 * Dated facts of one kind: those of a row lie from `from[row]` up to `from[row + 1]`, in the order they count. What a
 * row holds never changes. A row that goes on where another one ends begins where that one does, and has its facts and
 * more: so that it can begin anywhere, the number before it is left out, that of no row.
 */
export interface FactTable {
  /** How many rows are complete. */
  rows: number;
  from: Int32Array;
  /** Up to where the facts of complete rows lie, and places left free for more of them. */
  settled: number;
  /** How many facts there are. */
  length: number;
  at: Float64Array;
}

/** Stays and outcomes. */
export interface StepTable extends FactTable {
  code: Codes;
}

/** Amounts: whole numbers of units of 10^-scale, with the scale of the finest amount seen. */
export interface MoneyTable extends FactTable {
  /** The number of the currency; -1 where the amount is not known any more. */
  currency: Codes;
  units: Float64Array;
  scale: number;
  /** The units of those amounts that a double cannot hold. */
  readonly wide: Map<number, bigint>;
}

/** Amounts of wins. */
export interface SaleTable extends MoneyTable {
  /** 1 where the win itself said what was sold, 0 where it was the potential then. */
  given: Uint8Array;
}

/** Named values. */
export interface AttributeTable extends FactTable {
  name: Codes;
  /** The number of the value; -1 where there is none any more. */
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
    wide: new Map(),
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
  if (index === table.at.length) widenTable(table);
  table.at[index] = at;
  if (!fits(table.code, index, code)) table.code = promoted(table.code, index, code);
}

export function addAttribute(table: AttributeTable, at: number, name: number, value: number): void {
  const index = table.length++;
  if (index === table.at.length) widenTable(table);
  table.at[index] = at;
  if (!fits(table.name, index, name)) table.name = promoted(table.name, index, name);
  if (!fits(table.value, index, value)) table.value = promoted(table.value, index, value);
}

/** Adds an amount in a currency; null in the currency -1. */
export function appendAmount(table: MoneyTable, at: number, currency: number, amount: Decimal | null): void {
  const index = table.length++;
  if (index === table.at.length) widenTable(table);
  table.at[index] = at;
  if (!fits(table.currency, index, currency)) table.currency = promoted(table.currency, index, currency);
  const units = amount === null ? 0 : unitsIn(table, amount, index); // may turn to a finer unit, and another array
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

/** Adds a fact of which nothing but the date is known. */
export function addFact(table: FactTable, at: number): void {
  const index = table.length++;
  if (index === table.at.length) widenTable(table);
  table.at[index] = at;
}

function unitsIn(table: MoneyTable, amount: Decimal, index: number): number {
  const decimals = decimalsOf(amount);
  if (decimals > table.scale) refine(table, decimals, index);
  const units = unitsOf(amount, table.scale);
  if (typeof units === 'number') return units;
  table.wide.set(index, units);
  return Number(units);
}

/** Turns to a finer unit. The old numbers are replaced, not changed in place: who reads them at the old scale may go on. */
function refine(table: MoneyTable, scale: number, length: number): void {
  const factor = 10n ** BigInt(scale - table.scale); // 10 ** 23 as a double is another number
  const most = Number.MAX_SAFE_INTEGER / Number(factor);
  const finer = new Float64Array(table.units.length);
  for (let i = 0; i < length; i++) {
    const units = unitsAt(table, i);
    if (typeof units === 'number' && Math.abs(units) <= most) finer[i] = units * Number(factor);
    else {
      const exact = BigInt(units) * factor;
      table.wide.set(i, exact);
      finer[i] = Number(exact);
    }
  }
  table.units = finer;
  table.scale = scale;
}

/** The units of an amount, exactly. */
export function unitsAt({ units, wide }: MoneyTable, index: number): number | bigint {
  return wide.size === 0 ? (units[index] as number) : (wide.get(index) ?? (units[index] as number));
}

/** Completes a row: what was added since the last one is its. */
export function endRow(table: FactTable): void {
  table.rows++;
  if (table.rows === table.from.length) table.from = grown(table.from);
  table.from[table.rows] = table.length;
  table.settled = table.length;
}

/** Takes back what was added since the last complete row. */
export function dropRest(table: FactTable): void {
  table.length = table.settled;
}

/** Makes room for so many times what there is. */
export function reserveTable(table: FactTable, times: number): void {
  table.from = resizedTo(table.from, capacityFor(times * table.rows + 1));
  resizeTable(table, capacityFor(times * table.length));
}

/** Gives back the room a table has left, but for a little. */
export function trimTable(table: FactTable, part?: number): void {
  const rows = table.rows + 1;
  if (hasSlack(table.from.length, rows, part)) table.from = resizedTo(table.from, capacityFor(rows, part));
  if (hasSlack(table.at.length, table.length, part)) resizeTable(table, capacityFor(table.length, part));
}

function widenTable(table: FactTable): void {
  resizeTable(table, doubled(table.at.length));
}

export function resizeTable(table: FactTable, room: number): void {
  const columns = columnsOf(table);
  for (const name of columnNames) {
    const column = columns[name];
    if (column !== undefined) columns[name] = resizedTo(column, room);
  }
}

/** The columns of any table that have a number for each fact. */
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

export function columnsOf(table: FactTable): { [Name in (typeof columnNames)[number]]?: Numbers } {
  return table;
}

/** The index behind the last fact of a row that had happened by an instant; `from[row]` where none had. */
export function endAsOf({ from, at }: FactTable, row: number, asOf: number): number {
  const first = from[row] as number;
  let end = from[row + 1] as number;
  while (end > first && (at[end - 1] as number) > asOf) end--;
  return end;
}

/** The last fact of a row by an instant; -1 where there is none. */
export function lastFact(table: FactTable, row: number, asOf: number): number {
  const fact = endAsOf(table, row, asOf) - 1;
  return fact < (table.from[row] as number) ? -1 : fact;
}
