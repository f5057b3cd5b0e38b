import { D, type Decimal } from '../money/decimal.ts';
import { amountOfLanes, type Lanes, lanesOf } from '../money/lanes.ts';
import { decimalsOf, unitsOf } from '../money/units.ts';
import { unitsAt } from './amounts.ts';
import type { MoneyTable } from './facts.ts';

/** The exact amounts of rows in the management currency: those recorded in it, and beside them those converted. */
export interface Prices {
  /** 1 where the row has a price. */
  readonly priced: Uint8Array;
  /** Amounts recorded in the management currency, by row; zero where there is none. */
  readonly own: Lanes;
  /** Where a row's converted amount is; -1 where it has none. */
  readonly convertedAt: Int32Array | null;
  readonly converted: Lanes;
}

/** What prices amounts: the factor from a currency to the management currency for a row; null where it is missing. */
export type Multiplier = (currency: string, row: number) => Decimal | null;

/** The prices of rows of which each has at most one amount; `factAt` says which, -1 for none. */
export function pricesOf(
  table: MoneyTable,
  count: number,
  rows: Int32Array,
  factAt: (row: number) => number,
  currency: string,
  multiplier: Multiplier,
): Prices {
  const { amounts, currencies } = table;
  const priced = new Uint8Array(count);
  const own = amounts.wide.size === 0 ? new Float64Array(count) : new Array<number | bigint>(count).fill(0);
  const ownCode = currencies.codes.get(currency) ?? -2; // -1 stands for no amount
  const converted: { readonly row: number; readonly fact: number; readonly by: Decimal }[] = [];
  for (const row of rows) {
    const fact = factAt(row);
    if (fact < 0) continue;
    const code = table.currency.values[fact] as number;
    if (code === ownCode) {
      own[row] = unitsAt(amounts, fact);
      priced[row] = 1;
    } else if (code >= 0) {
      const by = multiplier(currencies.values[code] as string, row);
      if (by === null) continue;
      converted.push({ row, fact, by });
      priced[row] = 1;
    }
  }
  const scale = converted.reduce((most, { by }) => Math.max(most, decimalsOf(by)), 0);
  const factors = new Map<Decimal, bigint>();
  const products = converted.map(({ fact, by }) => {
    const factor = factors.get(by) ?? BigInt(unitsOf(by, scale));
    factors.set(by, factor);
    return BigInt(unitsAt(amounts, fact)) * factor;
  });
  const convertedAt = converted.length === 0 ? null : new Int32Array(count).fill(-1);
  for (const [index, { row }] of converted.entries()) (convertedAt as Int32Array)[row] = index;
  return {
    priced,
    own: lanesOf(own, amounts.scale),
    convertedAt,
    converted: lanesOf(products, amounts.scale + scale),
  };
}

/** How many numbers a sum of prices is kept in. */
export function widthOf({ own, converted }: Prices): number {
  return own.columns.length + converted.columns.length;
}

/** Adds the price of a row to a sum. */
export function addPrice({ own, convertedAt, converted }: Prices, row: number, sums: Float64Array): void {
  const lanes = own.columns;
  for (let lane = 0; lane < lanes.length; lane++) {
    sums[lane] = (sums[lane] as number) + ((lanes[lane] as Float64Array)[row] as number);
  }
  const index = convertedAt === null ? -1 : (convertedAt[row] as number);
  if (index < 0) return;
  for (let lane = 0; lane < converted.columns.length; lane++) {
    const place = lanes.length + lane;
    sums[place] = (sums[place] as number) + ((converted.columns[lane] as Float64Array)[index] as number);
  }
}

/** The exact amount a sum of prices stands for. */
export function amountOfPrices({ own, converted }: Prices, sums: Float64Array): Decimal {
  const split = own.columns.length;
  const amount = amountOfLanes(sums.subarray(0, split), own.scale);
  const rest = amountOfLanes(sums.subarray(split), converted.scale);
  return rest.isZero() ? amount : new D(amount).plus(rest);
}

/** The prices of several rows together, exactly. */
export function totalPrice(prices: Prices, rows: Iterable<number>): Decimal {
  const sums = new Float64Array(widthOf(prices));
  for (const row of rows) addPrice(prices, row, sums);
  return amountOfPrices(prices, sums);
}
