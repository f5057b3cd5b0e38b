import type { Decimal } from '../../money/decimal.ts';
import type { Column } from '../facts/column.ts';
import { amountOfPrices, type Prices } from '../prices/prices.ts';
import { tallyPlaces } from '../prices/tally.ts';
import type { DealBook } from '../view/book.ts';
import { type FieldName, fieldOf } from './fields.ts';
import { type GroupKey, type KeyColumn, keyColumn } from './group-keys.ts';

/** Deals that share a key, counted, with their prices added. */
export interface Counted {
  readonly key: readonly GroupKey[];
  readonly deals: number;
  readonly unpriced: number;
  readonly amount: Decimal;
}

/** The keys of rows by a field. */
export function numberedByField(book: DealBook, rows: Int32Array, field: FieldName): KeyColumn {
  return numberedByColumn(rows, fieldOf(book, field).column);
}

/** The keys of rows by the values in a column. */
export function numberedByColumn(rows: Int32Array, column: Column): KeyColumn {
  return keyColumn(rows, { column, keyOf: (value) => value, dayOf: (instant) => instant });
}

/** The rows that share a key, counted, ascending by key. */
export function countByKey(
  prices: Prices,
  rows: Int32Array,
  { numbers, count, keyAt }: KeyColumn,
): Counted[] {
  const { groupAt, deals, unpriced, sums, width } = tallyPlaces(prices, rows, numbers, count);
  const counted: { readonly number: number; readonly counted: Counted }[] = [];
  for (let place = 0; place < deals.length; place++) {
    if (deals[place] === 0) continue;
    const number = groupAt === null ? place : (groupAt[place] as number);
    counted.push({
      number,
      counted: {
        key: keyAt(number),
        deals: deals[place] as number,
        unpriced: unpriced[place] as number,
        amount: amountOfPrices(prices, sums, place * width),
      },
    });
  }
  return counted.sort((a, b) => a.number - b.number).map(({ counted }) => counted);
}
