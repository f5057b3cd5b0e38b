import { holds, type Inequality } from '../../columns/inequality.ts';
import type { Decimal } from '../../money/decimal.ts';
import { floorUnits } from '../../money/units.ts';
import { approximatePrice, areFar } from './compare-prices.ts';
import { type Prices, priceKinds, totalPrice } from './prices.ts';

/** The rows whose price is on one side of a limit; a row without a price is on neither. */
export function pricesWithin(
  prices: Prices,
  is: Inequality,
  limit: Decimal,
): (rows: Int32Array) => Int32Array {
  const { small: smallKind, large: largeKind } = priceKinds;
  const { kind, small } = prices;
  const { start, end } = unitsWithin(is, limit, prices.scale);
  const largeOrder = largeOrderOf(prices, limit);
  const passes = holds[is];
  return (rows) => {
    const kept = new Int32Array(rows.length);
    let length = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      const price = small[row] as number;
      kept[length] = row; // branch-free filter: always write, advance only if kept
      if (kind[row] === smallKind) length += Number(price >= start) & Number(price < end);
      else if (kind[row] === largeKind && passes(largeOrder(row))) length++;
    }
    return kept.slice(0, length);
  };
}

/** The whole units of 10^-scale on one side of a limit: from `start` up to `end`, exclusive. */
function unitsWithin(is: Inequality, limit: Decimal, scale: number): { start: number; end: number } {
  const { units, isWhole } = floorUnits(limit, scale);
  const next = isWhole ? units : units + 1;
  switch (is) {
    case 'below':
      return { start: Number.NEGATIVE_INFINITY, end: next };
    case 'atMost':
      return { start: Number.NEGATIVE_INFINITY, end: units + 1 };
    case 'above':
      return { start: units + 1, end: Number.POSITIVE_INFINITY };
    case 'atLeast':
      return { start: next, end: Number.POSITIVE_INFINITY };
  }
}

/** How a price compares with a limit: in double precision, and exactly if the two are nearly equal. */
function largeOrderOf(prices: Prices, limit: Decimal): (row: number) => number {
  const aboutOf = approximatePrice(prices);
  const about = limit.toNumber();
  return (row) => {
    const price = aboutOf(row);
    return areFar(price, about) ? price - about : totalPrice(prices, [row]).cmp(limit);
  };
}
