import { lengthened } from '../../columns/growable.ts';
import { isSafe, withLimbs } from '../../money/limbs.ts';
import { decimalsOf, unitsOf } from '../../money/units.ts';
import type { Facts } from '../facts/facts.ts';
import { type MoneyTable, unitsAt } from '../facts/tables.ts';
import { type Multiplier, type Prices, priceKinds, productOf } from './prices.ts';

/**
 * Prices with those of a few more rows, up to `count` in all: what `pricesOf` says of all of them. Null where the amounts have
 * to be laid out anew, as they are finer, or too large, for the way they lie.
 */
export function continuedPrices(
  { currencies }: Facts,
  table: MoneyTable,
  before: Prices,
  rows: Int32Array,
  factAt: (row: number) => number,
  multiplier: Multiplier,
  count: number,
): Prices | null {
  if (table.scale !== before.scale) return null;
  let { largeAt, large, size } = before;
  const kind = lengthened(before.kind, count, priceKinds.missing);
  const small = lengthened(before.small, count, 0);
  const notSmall: number[] = [];
  for (const row of rows) {
    kind[row] = priceKinds.missing;
    small[row] = 0;
    const fact = factAt(row);
    const currency = fact < 0 ? -1 : (table.currency[fact] as number);
    const units = currency < 0 ? 0 : unitsAt(table, fact);
    if (currency === 0) {
      if (typeof units === 'bigint') return null;
      size += Math.abs(units);
      if (!isSafe(size)) return null;
      kind[row] = priceKinds.small;
      small[row] = units;
      continue;
    }
    notSmall.push(row);
    const by = currency < 0 ? null : multiplier(currencies.values[currency] as string, row);
    if (by === null) continue;
    const finer = large.scale - table.scale;
    if (largeAt === null || decimalsOf(by) > finer) return null;
    const longer = withLimbs(large, BigInt(productOf(units, unitsOf(by, finer))));
    if (longer === null) return null;
    largeAt = lengthened(largeAt, count, 0);
    largeAt[row] = large.parts.length / large.width;
    large = longer;
    kind[row] = priceKinds.large;
  }
  const all = new Int32Array(before.notSmall.length + notSmall.length);
  all.set(before.notSmall);
  all.set(notSmall, before.notSmall.length);
  return { kind, notSmall: all, small, size, scale: before.scale, largeAt, large };
}
