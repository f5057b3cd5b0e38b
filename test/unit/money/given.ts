import fc from 'fast-check';
import type { Money } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';

/** The largest amount that may be given. */
export const largest = `${'9'.repeat(28)}.${'9'.repeat(10)}`;

export const amountOf = ({ amount }: Money): string => amount.toFixed();

/** Any amount, with how many of the smallest unit it is. */
export const anyAmount: fc.Arbitrary<{ readonly units: bigint; readonly money: Money<'NOK'> }> = fc
  .bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n })
  .map((units) => {
    const digits = String(units < 0n ? -units : units).padStart(11, '0');
    const text = `${units < 0n ? '-' : ''}${digits.slice(0, -10)}.${digits.slice(-10)}`;
    return { units, money: frozen(nok(text)) };
  });

/** How many of the smallest unit an amount is. */
export const unitsOf = (value: Money, scale = 10): bigint =>
  BigInt(value.amount.times(`1e${scale}`).toFixed());
