import { D, type Decimal } from '../money/decimal.ts';
import { amountOfLanes, type Lanes, lanesOf } from '../money/lanes.ts';
import { decimalsOf, unitsOf } from '../money/units.ts';
import type { Facts } from './facts.ts';
import { type MoneyTable, unitsAt } from './tables.ts';

/** The exact amounts of rows in the management currency: those recorded in it, and beside them those converted. */
export interface Prices {
  /** 1 where the row has a price. */
  readonly priced: Uint8Array;
  /** Amounts recorded in the management currency, by row; zero where there is none. */
  readonly own: Lanes;
  /** Where a row's converted amount is; -1 where it has none. Null where nothing is converted. */
  readonly convertedAt: Int32Array | null;
  readonly converted: Lanes;
}

/** What prices amounts: the factor from a currency to the management currency for a row; null where it is missing. */
export type Multiplier = (currency: string, row: number) => Decimal | null;

/** The prices of rows of which each has at most one amount; `factAt` says which, -1 for none. */
export function pricesOf(
  { dealIds, currencies }: Facts,
  table: MoneyTable,
  rows: Int32Array,
  factAt: (row: number) => number,
  multiplier: Multiplier,
): Prices {
  const count = dealIds.length;
  const priced = new Uint8Array(count);
  const own = table.wide.size === 0 ? new Float64Array(count) : new Array<number | bigint>(count).fill(0);
  const converted: Conversion[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const fact = factAt(row);
    if (fact < 0) continue;
    const currency = table.currency[fact] as number;
    if (currency === 0) {
      own[row] = unitsAt(table, fact);
      priced[row] = 1;
    } else if (currency > 0) {
      const by = multiplier(currencies.values[currency] as string, row);
      if (by === null) continue;
      converted.push({ row, fact, by });
      priced[row] = 1;
    }
  }
  return { priced, own: lanesOf(own, table.scale), ...conversions(table, converted, count) };
}

interface Conversion {
  readonly row: number;
  readonly fact: number;
  readonly by: Decimal;
}

/** Amount × rate, exactly, in units fine enough for all of them. */
function conversions(
  table: MoneyTable,
  converted: readonly Conversion[],
  count: number,
): Pick<Prices, 'converted' | 'convertedAt'> {
  if (converted.length === 0) return { convertedAt: null, converted: { scale: 0, columns: [] } };
  const scale = converted.reduce((most, { by }) => Math.max(most, decimalsOf(by)), 0);
  const factors = new Map<Decimal, bigint>();
  const products = converted.map(({ fact, by }) => {
    const factor = factors.get(by) ?? BigInt(unitsOf(by, scale));
    factors.set(by, factor);
    return BigInt(unitsAt(table, fact)) * factor;
  });
  const convertedAt = converted.length === 0 ? null : new Int32Array(count).fill(-1);
  for (let i = 0; i < converted.length; i++)
    (convertedAt as Int32Array)[(converted[i] as Conversion).row] = i;
  return { convertedAt, converted: lanesOf(products, table.scale + scale) };
}

/** How many numbers a sum of prices is kept in. */
export function widthOf({ own, converted }: Prices): number {
  return own.columns.length + converted.columns.length;
}

/**
 * Adds prices by groups: that of the i-th row to the sums of its group, `sums[group * width + lane]`. Plain additions of
 * doubles, and exact: see {@link Lanes}.
 */
export function addPrices(prices: Prices, rows: Int32Array, groups: Int32Array, sums: Float64Array): void {
  const width = widthOf(prices);
  const { own, convertedAt, converted } = prices;
  for (let lane = 0; lane < own.columns.length; lane++) {
    addLane(own.columns[lane] as Float64Array, rows, groups, sums, width, lane);
  }
  if (convertedAt === null) return;
  for (let i = 0; i < rows.length; i++) {
    const index = convertedAt[rows[i] as number] as number;
    if (index < 0) continue;
    const place = (groups[i] as number) * width + own.columns.length;
    for (let lane = 0; lane < converted.columns.length; lane++) {
      sums[place + lane] =
        (sums[place + lane] as number) + ((converted.columns[lane] as Float64Array)[index] as number);
    }
  }
}

function addLane(
  amounts: Float64Array,
  rows: Int32Array,
  groups: Int32Array,
  sums: Float64Array,
  width: number,
  lane: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const place = (groups[i] as number) * width + lane;
    sums[place] = (sums[place] as number) + (amounts[rows[i] as number] as number);
  }
}

/** The exact amount a sum of prices stands for. */
export function amountOfPrices({ own, converted }: Prices, sums: Float64Array): Decimal {
  if (converted.columns.length === 0) return amountOfLanes(sums, own.scale);
  const split = own.columns.length;
  const amount = amountOfLanes(sums.subarray(0, split), own.scale);
  return new D(amount).plus(amountOfLanes(sums.subarray(split), converted.scale));
}

/** The prices of several rows together, exactly. */
export function totalPrice(prices: Prices, rows: ArrayLike<number>): Decimal {
  const all = rows instanceof Int32Array ? rows : Int32Array.from(rows);
  const sums = new Float64Array(widthOf(prices));
  addPrices(prices, all, new Int32Array(all.length), sums);
  return amountOfPrices(prices, sums);
}
