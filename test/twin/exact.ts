import { Decimal } from 'decimal.js';
import type { Money } from '../../src/money/money.ts';

/** Decimals with more digits than any sum or product in a test has. */
const Exact = Decimal.clone({ defaults: true, precision: 200, toExpNeg: -9e15, toExpPos: 9e15 });

/** Something that may have a price, and the factor it goes into a sum with. */
interface Priced {
  readonly potential: Money | null;
  readonly times?: number;
}

/** "A deal without potential or rate is counted, not priced": these twins know no rates. */
export function isPriced({ potential }: Priced, currency: string): boolean {
  return potential !== null && potential.currency === currency;
}

/** The exact sum of what is priced, as text without exponent. */
export function sumOf(items: readonly Priced[], currency: string): string {
  return items
    .filter((item) => isPriced(item, currency))
    .map(({ potential, times = 1 }) => new Exact(potential?.amount.toFixed() ?? 0).times(times))
    .reduce((sum, amount) => sum.plus(amount), new Exact(0))
    .toFixed();
}
