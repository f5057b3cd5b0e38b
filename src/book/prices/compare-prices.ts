import { D, type Decimal } from '../../money/decimal.ts';
import { type Prices, priceKinds, priceOf } from './prices.ts';

/** Tells about how much the price of a row is, to more than twelve digits. */
export function approximatePrice({ kind, small, scale, largeAt, large }: Prices): (row: number) => number {
  const { bits, width, parts } = large;
  const [limb, smallUnit, largeUnit] = [2 ** bits, 10 ** scale, 10 ** large.scale];
  return (row) => {
    if (kind[row] !== priceKinds.large) return (small[row] as number) / smallUnit;
    const from = ((largeAt as Int32Array)[row] as number) * width;
    let units = 0;
    for (let k = width - 1; k >= 0; k--) units = units * limb + (parts[from + k] as number);
    return units / largeUnit;
  };
}

/** Compares the prices of two rows that have one: in double precision, and exactly where they are nearly equal. */
export function priceOrder(prices: Prices): (a: number, b: number) => number {
  const { kind, small } = prices;
  const aboutOf = approximatePrice(prices);
  return (a, b) => {
    if (kind[a] === priceKinds.small && kind[b] === priceKinds.small)
      return (small[a] as number) - (small[b] as number);
    const [x, y] = [aboutOf(a), aboutOf(b)];
    if (areFar(x, y)) return x - y;
    return (priceOf(prices, a) as Decimal).cmp(priceOf(prices, b) as Decimal);
  };
}

/** Compares the prices of one row at two times, of one table of amounts; a missing one is nothing. */
export function priceOrderAcross(before: Prices, after: Prices): (row: number) => number {
  const { small } = priceKinds;
  const [aboutBefore, aboutAfter] = [approximatePrice(before), approximatePrice(after)];
  const areAlike =
    before.large.scale === after.large.scale && before.large.width === 1 && after.large.width === 1;
  return (row) => {
    const [was, is] = [before.kind[row], after.kind[row]];
    if (was === small && is === small) return (after.small[row] as number) - (before.small[row] as number);
    const [x, y] = [aboutBefore(row), aboutAfter(row)];
    if (areFar(x, y)) return y - x;
    if (areAlike && was === priceKinds.large && is === priceKinds.large)
      return largeUnits(after, row) - largeUnits(before, row);
    return new D(priceOf(after, row) ?? 0).cmp(priceOf(before, row) ?? 0);
  };
}

/** The units of a large price that is one limb. */
function largeUnits({ largeAt, large }: Prices, row: number): number {
  return large.parts[(largeAt as Int32Array)[row] as number] as number;
}

/** Whether two approximate prices are so different that the exact ones are in the same order. */
export function areFar(a: number, b: number): boolean {
  return Math.abs(a - b) > 1e-12 * (Math.abs(a) + Math.abs(b));
}
