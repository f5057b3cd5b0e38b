import { checkComputedMoney, type Money } from '../money/money.ts';
import type { Ratio } from '../planning/ratio.ts';
import type { MoneyRate } from '../statistics/money-rate.ts';
import type { Rate } from '../statistics/rate.ts';

/** In whose way figures are written. */
export interface FormatOptions {
  /** A BCP 47 language tag; default `en`. */
  readonly locale?: string | undefined;
}

/** How a figure that does not exist is written. */
export const missing = '–';

/**
 * An amount for people, rounded to the decimals its currency has.
 *
 * @throws DealError `invalid-amount`, `invalid-text` for what is no Money.
 *
 * @example
 * ```ts
 * formatMoney(money('1234.565', 'EUR')) // => '€1,234.57'
 * formatMoney(money(1234, 'points')) // => '1,234 points'
 * ```
 */
export function formatMoney({ amount, currency }: Money, { locale = 'en' }: FormatOptions = {}): string {
  checkComputedMoney({ amount, currency });
  const digits = amount.toFixed() as `${number}`; // as text Intl keeps every digit
  if (!/^[A-Z]{3}$/.test(currency)) return `${new Intl.NumberFormat(locale).format(digits)} ${currency}`;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(digits);
}

/**
 * A share for people, in percent with at most one decimal; `–` where there was nothing to divide by.
 *
 * @example
 * ```ts
 * formatRate({ value: 2 / 3, count: 2, of: 3 }) // => '66.7%'
 * ```
 */
export function formatRate(
  { value }: Rate | MoneyRate | Ratio,
  { locale = 'en' }: FormatOptions = {},
): string {
  if (value === null) return missing;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);
}

/**
 * A number for people, with at most one decimal; `–` for none.
 *
 * @example
 * ```ts
 * formatNumber(1234.56) // => '1,234.6'
 * ```
 */
export function formatNumber(value: number | null, { locale = 'en' }: FormatOptions = {}): string {
  return value === null ? missing : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}
