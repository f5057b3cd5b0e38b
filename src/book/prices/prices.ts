import { D, type Decimal } from '../../money/decimal.ts';
import { absoluteSum, amountOfLimbs, isSafe, type Limbs, largestSafe, limbsOf } from '../../money/limbs.ts';
import { amountOf, decimalsOf, unitsOf } from '../../money/units.ts';
import type { Facts } from '../facts/facts.ts';
import { type MoneyTable, unitsAt } from '../facts/tables.ts';

/**
 * How the amount of a row is stored; all kinds but `small` are odd numbers. (An object, because inner loops read its
 * destructured fields faster than imported constants.)
 */
export const priceKinds = { missing: 1, small: 2, large: 3 } as const;

/**
 * The exact amounts of rows in the management currency. Most are small: recorded in that currency, and so small that their
 * sum is exact in double precision. The others, converted or huge, are large, and kept in limbs.
 */
export interface Prices {
  /** By row: one of `priceKinds`. */
  readonly kind: Uint8Array;
  /** The rows that are not small. */
  readonly notSmall: Int32Array;
  /** Small amounts by row, in units of 10^-scale; zero for the others. */
  readonly small: Float64Array;
  /** What the small amounts add up to, without their signs. */
  readonly size: number;
  readonly scale: number;
  /** The position among the large amounts, which ascend by row; null if no amount is large. */
  readonly largeAt: Int32Array | null;
  readonly large: Limbs;
}

/** The factor from a currency to the management currency, for the amount of a row; null without a rate. */
export type Multiplier = (currency: string, row: number) => Decimal | null;

/** A large amount: units times a factor. */
interface LargeAmount {
  readonly row: number;
  readonly units: number | bigint;
  readonly by: Decimal;
}

const once: Decimal = /* @__PURE__ */ new D(1);

/** The prices of some of `count` rows, which ascend. Each row has at most one amount: `factAt` gives its index, -1 for none. */
export function pricesOf(
  { steps, currencies }: Facts,
  table: MoneyTable,
  rows: Int32Array,
  factAt: (row: number) => number,
  multiplier: Multiplier,
  count: number = steps.rows,
): Prices {
  const kind = new Uint8Array(count).fill(priceKinds.missing);
  const small = new Float64Array(count);
  const large: LargeAmount[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const fact = factAt(row);
    if (fact < 0) continue;
    const currency = table.currency[fact] as number;
    if (currency < 0) continue;
    const units = unitsAt(table, fact);
    if (currency === 0 && typeof units === 'number') {
      kind[row] = priceKinds.small;
      small[row] = units;
      continue;
    }
    const by = currency === 0 ? once : multiplier(currencies.values[currency] as string, row);
    if (by !== null) large.push({ row, units, by });
  }
  let size = absoluteSum(small);
  if (!isSafe(size)) {
    size = moveLarge(small, large);
    large.sort((a, b) => a.row - b.row);
  }
  for (const { row } of large) kind[row] = priceKinds.large;
  return {
    kind,
    notSmall: notSmallIn(kind),
    small,
    size,
    scale: table.scale,
    ...limbsOfLarge(large, table.scale, count),
  };
}

function notSmallIn(kind: Uint8Array): Int32Array {
  const notSmall = new Int32Array(kind.length);
  let count = 0;
  for (let row = 0; row < kind.length; row++) {
    notSmall[count] = row; // branch-free: always written, kept where the price is not small
    count += (kind[row] as number) & 1;
  }
  return notSmall.slice(0, count);
}

/** Moves amounts that are too large to be small, so that all sums of the others are exact; tells the size of these. */
function moveLarge(small: Float64Array, large: LargeAmount[]): number {
  const largest = largestSafe(small.length);
  for (let row = 0; row < small.length; row++) {
    const units = small[row] as number;
    if (Math.abs(units) <= largest) continue;
    large.push({ row, units, by: once });
    small[row] = 0;
  }
  return absoluteSum(small);
}

/** Amount × factor, exactly, in units fine enough for all of them. */
function limbsOfLarge(
  amounts: readonly LargeAmount[],
  scale: number,
  count: number,
): Pick<Prices, 'large' | 'largeAt'> {
  if (amounts.length === 0)
    return { largeAt: null, large: { scale, bits: 0, width: 0, parts: new Float64Array(0) } };
  const finer = amounts.reduce((most, { by }) => Math.max(most, decimalsOf(by)), 0);
  const factors = new Map<Decimal, number | bigint>();
  const largeAt = new Int32Array(count);
  const products = amounts.map(({ row, units, by }, index) => {
    largeAt[row] = index;
    const factor = factors.get(by) ?? unitsOf(by, finer);
    factors.set(by, factor);
    return productOf(units, factor);
  });
  return { largeAt, large: limbsOf(products, scale + finer) };
}

/** The exact product of whole numbers: as a double where that holds it, which is a tenth of the work. */
export function productOf(a: number | bigint, b: number | bigint): number | bigint {
  const product = Number(a) * Number(b);
  return Math.abs(product) <= Number.MAX_SAFE_INTEGER ? product : BigInt(a) * BigInt(b);
}

/** How many numbers a sum of prices has: one for the small amounts, and one for each limb of the large ones. */
export function widthOf({ large }: Prices): number {
  return 1 + large.width;
}

/** Adds the large amount of a row to a sum of prices, which starts at an index. */
export function addLarge({ largeAt, large }: Prices, row: number, sums: Float64Array, from: number): void {
  addLargeAt(large, (largeAt as Int32Array)[row] as number, sums, from);
}

/** Adds the large amount at a position among them. */
export function addLargeAt({ width, parts }: Limbs, at: number, sums: Float64Array, from: number): void {
  for (let limb = 0; limb < width; limb++) {
    const slot = from + 1 + limb;
    sums[slot] = (sums[slot] as number) + (parts[at * width + limb] as number);
  }
}

/** The exact amount of a sum of prices, which starts at an index. */
export function amountOfPrices({ scale, large }: Prices, sums: Float64Array, from = 0): Decimal {
  const units = sums[from] as number;
  if (large.width === 0) return amountOf(units, scale);
  if (large.width === 1) {
    // In the finer unit both are whole numbers; most sums of them are so small that they are exact.
    const finer = units * 10 ** (large.scale - scale);
    const all = finer + (sums[from + 1] as number);
    if (Math.abs(finer) <= Number.MAX_SAFE_INTEGER && Math.abs(all) <= Number.MAX_SAFE_INTEGER)
      return amountOf(all, large.scale);
  }
  return amountOf(units, scale).plus(amountOfLimbs(large, sums, from + 1));
}

/** The exact sum of the prices of rows. */
export function totalPrice(prices: Prices, rows: ArrayLike<number>): Decimal {
  return sumOfPrices(prices, rows).amount;
}

/** The exact sum of prices, and how many rows have none. */
export interface PriceSum {
  readonly amount: Decimal;
  readonly unpriced: number;
}

/** The exact sum of the prices of rows. */
export function sumOfPrices(prices: Prices, rows: ArrayLike<number>): PriceSum {
  const { large, missing } = priceKinds;
  const { kind, small } = prices;
  const sums = new Float64Array(widthOf(prices));
  let total = 0;
  let unpriced = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    total += small[row] as number;
    if (kind[row] === large) addLarge(prices, row, sums, 0);
    else unpriced += Number(kind[row] === missing);
  }
  sums[0] = total;
  return { amount: amountOfPrices(prices, sums), unpriced };
}

/** The price of a row; null where it has none. */
export function priceOf(prices: Prices, row: number): Decimal | null {
  return prices.kind[row] === priceKinds.missing ? null : totalPrice(prices, [row]);
}

/** How many of the rows have no price. */
export function countUnpriced({ kind }: Prices, rows: ArrayLike<number>): number {
  const { missing } = priceKinds;
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (kind[rows[i] as number] === missing) count++;
  return count;
}
