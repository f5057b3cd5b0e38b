import type { Decimal } from '../money/decimal.ts';
import { floorUnits } from '../money/units.ts';
import { forms, type Prices, totalPrice } from './prices.ts';

/** How the prices of rows compare with a limit: negative, zero or positive; NaN for a row without a price. */
export function priceOrder(prices: Prices, limit: Decimal): (row: number) => number {
  const { plain, wide } = forms;
  const { units, isWhole } = floorUnits(limit, prices.scale);
  const wideOrder = wideOrderOf(prices, limit);
  return (row) => {
    const form = prices.form[row];
    if (form !== plain) return form === wide ? wideOrder(row) : Number.NaN;
    const price = prices.plain[row] as number;
    return price > units ? 1 : price === units && isWhole ? 0 : -1;
  };
}

/** A double tells on which side of the limit a price lies, unless it is very near. */
function wideOrderOf(prices: Prices, limit: Decimal): (row: number) => number {
  const { wide, wideAt } = prices;
  const { bits, width, parts, scale } = wide;
  const [lane, one, about] = [2 ** bits, 10 ** scale, limit.toNumber()];
  return (row) => {
    const from = ((wideAt as Int32Array)[row] as number) * width;
    let units = 0;
    for (let k = width - 1; k >= 0; k--) units = units * lane + (parts[from + k] as number);
    const price = units / one;
    const isFar = Math.abs(price - about) > 1e-12 * (Math.abs(price) + Math.abs(about));
    return isFar ? price - about : totalPrice(prices, [row]).cmp(limit);
  };
}
