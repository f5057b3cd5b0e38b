import { DealError } from '../errors.ts';
import { checkText, shown } from '../text.ts';
import { D, type Decimal, isDecimal } from './decimal.ts';

/** An exact amount in one currency: plain data, made by {@link money}. */
export interface Money<C extends string = string> {
  readonly amount: Decimal;
  readonly currency: C;
}

const canonical = /^-?(?:0|[1-9]\d{0,27})(?:\.\d{1,10})?$/;

/**
 * An amount of money, exact.
 *
 * The amount is a string, a number, a bigint or a Decimal; as text it is a canonical decimal of up to
 * 28 digits before and 10 after the point. A number counts as the shortest decimal that reads back as
 * that number, so `0.1` is one tenth and `0.1 + 0.2` (0.30000000000000004) is refused, not rounded.
 * The currency is any text, by custom an ISO 4217 code; a literal one becomes part of the type, and
 * arithmetic on two different ones does not compile.
 *
 * In JSON: `{ "amount": "1234.5", "currency": "NOK" }`, never with an exponent.
 *
 * @throws DealError `invalid-amount` for `'0x10'`, `'1_000'`, `'1e3'`, `'.5'`, `'+5'`, `''`, `NaN`,
 * `Infinity`, `null` and too many digits; `invalid-text` for a currency that is empty, no string, or not storable.
 *
 * @example
 * ```ts
 * money('1234.50', 'NOK') // => { amount: '1234.5', currency: 'NOK' }
 * ```
 */
export function money<const C extends string>(amount: Decimal.Value, currency: C): Money<C> {
  checkCurrency(currency);
  return { amount: parseAmount(amount), currency };
}

/** Checks a currency: text that is not empty. */
export function checkCurrency(currency: unknown): asserts currency is string {
  checkText(currency, 'currency');
  if (currency === '') {
    throw new DealError('invalid-text', 'A currency must not be empty.', {
      field: 'currency',
      problem: 'empty',
      input: '',
    });
  }
}

/** The same money with an amount that never rounds and prints without exponents, whoever made it. */
export function ownMoney<C extends string>({ amount, currency }: Money<C>): Money<C> {
  return { amount: new D(amount), currency };
}

/** Checks that a value from outside is Money with a finite amount, as events and rows carry it. */
export function checkMoney(value: unknown): asserts value is Money {
  const { amount, currency } = (value ?? {}) as { readonly amount?: unknown; readonly currency?: unknown };
  if (!isDecimal(amount) || !amount.isFinite()) throw invalidAmount(amount);
  checkCurrency(currency);
}

/** The amount that a text, number, bigint or Decimal is; refused where it is none. */
export function parseAmount(input: Decimal.Value): Decimal {
  if (typeof input === 'string') return parseText(input, input);
  if (typeof input === 'number' && Number.isFinite(input)) return parseText(new D(input).toFixed(), input);
  if (typeof input === 'bigint') return parseText(input.toString(), input);
  if (isDecimal(input) && input.isFinite()) return parseText(input.toFixed(), input);
  throw invalidAmount(input);
}

function parseText(text: string, input: unknown): Decimal {
  if (!canonical.test(text)) throw invalidAmount(input);
  const amount = new D(text);
  return amount.isZero() ? new D(0) : amount; // there is no negative nothing
}

function invalidAmount(input: unknown): DealError {
  const text = shown(input);
  return new DealError(
    'invalid-amount',
    `${text} is not an amount: write a plain decimal of up to 28 digits before and 10 after the point.`,
    { input: text },
  );
}
