import type { Decimal } from '../../money/decimal.ts';
import type { FieldColumn, ListColumn } from '../facts/column.ts';
import { amountOfPrices, type Prices } from '../prices/prices.ts';
import { tallyGroups } from '../prices/tally.ts';
import type { DealBook } from '../view/book.ts';
import { cutRows, type RowGroup } from './cut-rows.ts';
import { type FieldName, fieldOf } from './fields.ts';
import { type GroupKey, type KeyColumn, keyColumn } from './group-keys.ts';

/** A column with at most one value for each deal. */
type SingleColumn = Exclude<FieldColumn, ListColumn>;

/** Deals that share a key, counted, with their prices added. */
export interface KeyCount {
  readonly key: readonly GroupKey[];
  readonly deals: number;
  readonly unpriced: number;
  readonly amount: Decimal;
}

/** The keys of rows by a field. */
export function keysByField(
  book: DealBook,
  rows: Int32Array,
  field: Exclude<FieldName, 'visitedStage' | `participant.${string}`>,
): KeyColumn {
  return keysByColumn(rows, fieldOf(book, field).column as SingleColumn);
}

/** The keys of rows by the values in a column. */
export function keysByColumn(rows: Int32Array, column: SingleColumn): KeyColumn {
  return keyColumn(rows, { column, keyOf: (value) => value, dayOf: (instant) => instant });
}

/** The rows that have each value in a column; null for none. */
export function rowsByValue(rows: Int32Array, column: SingleColumn): Map<GroupKey, RowGroup> {
  return new Map(cutRows(rows, keysByColumn(rows, column)).map((group) => [group.key[0] as GroupKey, group]));
}

/** The rows that share a key, counted, ascending by key. */
export function countByKey(
  prices: Prices,
  rows: Int32Array,
  { numbers, count, keyAt }: KeyColumn,
): KeyCount[] {
  const { groupAt, deals, unpriced, sums, width } = tallyGroups(prices, rows, numbers, count);
  const numberOf = (slot: number): number => (groupAt === null ? slot : (groupAt[slot] as number));
  const slots = deals.map((_, slot) => slot).filter((slot) => deals[slot] !== 0);
  if (groupAt !== null) slots.sort((a, b) => numberOf(a) - numberOf(b));
  return Array.from(slots, (slot) => ({
    key: keyAt(numberOf(slot)),
    deals: deals[slot] as number,
    unpriced: unpriced[slot] as number,
    amount: amountOfPrices(prices, sums, slot * width),
  }));
}
