import { D, type Decimal } from '../../money/decimal.ts';
import { amountOfLimbs, type Limbs, largestSafe, limbsOf, sumIsSafe } from '../../money/limbs.ts';
import { amountOf, decimalsOf, unitsOf } from '../../money/units.ts';
import type { Facts } from '../facts/facts.ts';
import { type MoneyTable, unitsAt } from '../facts/tables.ts';

/**
 * How the amount of a row is kept; all but plain ones are odd. (An object, because inner loops read its fields, once taken
 * out, faster than imported constants.)
 */
export const priceKinds = { missing: 1, small: 2, large: 3 } as const;

/**
 * The exact amounts of rows in the management currency. Most are plain: recorded in that currency, and so small that a
 * double holds all of them together. The others, converted or huge, are wide.
 */
export interface Prices {
  /** By row: one of `forms`. */
  readonly kind: Uint8Array;
  /** The rows that are not plain. */
  readonly notSmall: Int32Array;
  /** Plain amounts by row, in units of 10^-scale; zero for the others. */
  readonly small: Float64Array;
  readonly scale: number;
  /** Where the amount of a wide row is among the wide ones; null where there is none. */
  readonly largeAt: Int32Array | null;
  readonly large: Limbs;
}

/** What prices amounts: the factor from a currency to the management currency for a row; null where it is missing. */
export type Multiplier = (currency: string, row: number) => Decimal | null;

/** A wide amount: a fact, times a factor. */
interface WideAmount {
  readonly row: number;
  readonly units: number | bigint;
  readonly by: Decimal;
}

const once: Decimal = /* @__PURE__ */ new D(1);

/** The prices of rows, of so many, of which each has at most one amount; `factAt` says which, -1 for none. */
export function pricesOf(
  { dealIds, currencies }: Facts,
  table: MoneyTable,
  rows: Int32Array,
  factAt: (row: number) => number,
  multiplier: Multiplier,
  count: number = dealIds.length,
): Prices {
  const form = new Uint8Array(count).fill(priceKinds.missing);
  const own = new Float64Array(count);
  const wide: WideAmount[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const fact = factAt(row);
    if (fact < 0) continue;
    const currency = table.currency[fact] as number;
    if (currency < 0) continue;
    const units = unitsAt(table, fact);
    if (currency === 0 && typeof units === 'number') {
      form[row] = priceKinds.small;
      own[row] = units;
      continue;
    }
    const by = currency === 0 ? once : multiplier(currencies.values[currency] as string, row);
    if (by !== null) wide.push({ row, units, by });
  }
  if (!sumIsSafe(own)) takeOut(own, wide);
  for (const { row } of wide) form[row] = priceKinds.large;
  return {
    kind: form,
    notSmall: othersIn(form),
    small: own,
    scale: table.scale,
    ...widened(wide, table.scale, count),
  };
}

function othersIn(form: Uint8Array): Int32Array {
  const others: number[] = [];
  for (let row = 0; row < form.length; row++) if (form[row] !== priceKinds.small) others.push(row);
  return Int32Array.from(others);
}

/** Moves the larger amounts to the wide ones, so that the others add up to something that a double holds. */
function takeOut(own: Float64Array, wide: WideAmount[]): void {
  const most = largestSafe(own.length);
  for (let row = 0; row < own.length; row++) {
    const units = own[row] as number;
    if (Math.abs(units) <= most) continue;
    wide.push({ row, units, by: once });
    own[row] = 0;
  }
}

/** Amount × factor, exactly, in units fine enough for all of them. */
function widened(
  amounts: readonly WideAmount[],
  scale: number,
  count: number,
): Pick<Prices, 'large' | 'largeAt'> {
  if (amounts.length === 0)
    return { largeAt: null, large: { scale, bits: 0, width: 0, parts: new Float64Array(0) } };
  const finer = amounts.reduce((most, { by }) => Math.max(most, decimalsOf(by)), 0);
  const factors = new Map<Decimal, bigint>();
  const wideAt = new Int32Array(count);
  const products = amounts.map(({ row, units, by }, index) => {
    wideAt[row] = index;
    const factor = factors.get(by) ?? BigInt(unitsOf(by, finer));
    factors.set(by, factor);
    return BigInt(units) * factor;
  });
  return { largeAt: wideAt, large: limbsOf(products, scale + finer) };
}

/** How many numbers a sum of prices is kept in: one for the plain amounts, and one for each lane of the wide ones. */
export function widthOf({ large }: Prices): number {
  return 1 + large.width;
}

/** Adds the wide amount of a row to a sum of prices, which starts at an index. */
export function addLarge({ largeAt, large }: Prices, row: number, sums: Float64Array, from: number): void {
  const { width, parts } = large;
  const at = (largeAt as Int32Array)[row] as number;
  for (let lane = 0; lane < width; lane++) {
    const place = from + 1 + lane;
    sums[place] = (sums[place] as number) + (parts[at * width + lane] as number);
  }
}

/** The exact amount that a sum of prices stands for; its numbers start at an index. */
export function amountOfPrices({ scale, large }: Prices, sums: Float64Array, from = 0): Decimal {
  const amount = amountOf(sums[from] as number, scale);
  if (large.width === 0) return amount;
  const more = amountOfLimbs(large, sums, from + 1);
  return more.isZero() ? amount : new D(amount).plus(more);
}

/** The prices of several rows together, exactly. */
export function totalPrice(prices: Prices, rows: ArrayLike<number>): Decimal {
  const { large } = priceKinds;
  const sums = new Float64Array(widthOf(prices));
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    total += prices.small[row] as number;
    if (prices.kind[row] === large) addLarge(prices, row, sums, 0);
  }
  sums[0] = total;
  return amountOfPrices(prices, sums);
}

/** The price of a row; null where it has none. */
export function priceOf(prices: Prices, row: number): Decimal | null {
  return prices.kind[row] === priceKinds.missing ? null : totalPrice(prices, [row]);
}

/** How many of the rows have no price. */
export function countUnpriced({ kind }: Prices, rows: ArrayLike<number>): number {
  const { missing: none } = priceKinds;
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (kind[rows[i] as number] === none) count++;
  return count;
}
