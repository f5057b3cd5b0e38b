import { checkComputedMoney, type Money } from '../money/money.ts';
import {
  checkOption,
  checkOptions,
  numberOrNull,
  type OptionKind,
  type OptionsOf,
  object,
} from '../options.ts';
import type { ExactRate } from '../planning/ratio.ts';
import type { MoneyRate } from '../statistics/money-rate.ts';
import type { CountRate } from '../statistics/rate.ts';
import { numberFormat } from './number-format.ts';

/** In whose way figures are written. */
export interface FormatOptions {
  /** A BCP 47 language tag; default `en`. */
  readonly locale?: string | undefined;
}

/** A language that numbers can be written in. */
export const language: OptionKind = {
  possible: "a BCP 47 language tag such as 'en' or 'nb-NO'",
  holds: (value) => typeof value === 'string' && isTag(value),
};

export const formatOptions: OptionsOf<FormatOptions> = { locale: language };

let lastTag = 'en';

/** Most often the tag is the one that was asked for before. */
function isTag(text: string): boolean {
  if (text === lastTag) return true;
  try {
    if (Intl.getCanonicalLocales(text).length === 0) return false;
  } catch {
    return false; // a RangeError: it is no tag
  }
  lastTag = text;
  return true;
}

/** How a figure that does not exist is written. */
export const missing = '–';

/**
 * An amount for people, rounded to the decimals its currency has, ties to the even digit as by `roundMoney`.
 *
 * @throws DealError `invalid-amount`, `invalid-text` for what is no Money.
 *
 * @example
 * ```ts
 * formatMoney(money('1234.565', 'EUR')) // => '€1,234.56'
 * formatMoney(money(1234, 'points')) // => '1,234 points'
 * ```
 */
export function formatMoney(value: Money, options: FormatOptions = {}): string {
  checkComputedMoney(value);
  checkOptions(options, formatOptions);
  const { locale = 'en' } = options;
  const { amount, currency } = value;
  const digits = amount.toFixed() as `${number}`; // as text Intl keeps every digit
  if (!/^[A-Z]{3}$/.test(currency)) return `${numberFormat(locale).format(digits)} ${currency}`;
  return numberFormat(locale, { style: 'currency', currency }).format(digits);
}

/**
 * A share for people, in percent with at most one decimal, ties to the even digit; `–` where there was nothing to divide by.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * formatRate({ value: 2 / 3, count: 2, of: 3 }) // => '66.7%'
 * ```
 */
export function formatRate(rate: CountRate | MoneyRate | ExactRate, options: FormatOptions = {}): string {
  checkOption('rate', rate, object);
  checkOptions(options, formatOptions);
  const { locale = 'en' } = options;
  const { value } = rate;
  checkOption('rate.value', value, numberOrNull);
  if (value === null) return missing;
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);
}

/**
 * A number for people, with at most one decimal, ties to the even digit; `–` for none.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * formatNumber(1234.56) // => '1,234.6'
 * ```
 */
export function formatNumber(value: number | null, options: FormatOptions = {}): string {
  checkOption('value', value, numberOrNull);
  checkOptions(options, formatOptions);
  const { locale = 'en' } = options;
  return value === null ? missing : numberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}
