import { DealError } from '../errors.ts';
import { checkText, preview } from '../text.ts';
import { D, type Decimal, isFiniteDecimal } from './decimal.ts';
import { type Digits, fits, plainDecimal } from './plain-decimal.ts';

/** An exact amount in one currency: plain data, made by {@link money}. */
export interface Money<C extends string = string> {
  readonly amount: Decimal;
  readonly currency: C;
}

/** How many digits an amount has at most that is given, recorded or stored. */
const recordedDigits: Digits = { before: 28, after: 10 };

/**
 * How many digits an amount has at most that was computed. A sum of amounts within it, or the product of one and a
 * multiplier of 34 digits, has fewer digits than our Decimals: it is exact.
 */
export const computedDigits: Digits = { before: 600, after: 600 };

/**
 * An amount of money, exact.
 *
 * The amount is a string, a number, a bigint or a Decimal; as text it is a canonical decimal of up to
 * 28 digits before and 10 after the point. A number counts as the shortest decimal that reads back as
 * that number, so `0.1` is one tenth and `0.1 + 0.2` (0.30000000000000004) is refused, not rounded. What
 * arithmetic makes of amounts may have more digits (up to 600 before and after the point): it can be computed with
 * and shown, and is rounded with `roundMoney` before it is given to an event, a verb or a repository.
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

/** Checks that a value from outside is Money that may be recorded, as events and rows carry it. */
export function checkMoney(value: unknown): asserts value is Money {
  checkComputedMoney(value);
  if (!fits(value.amount, recordedDigits)) throw invalidAmount(value.amount);
}

/** Checks that a value from outside is Money, given or computed. */
export function checkComputedMoney(value: unknown): asserts value is Money {
  const [amount, currency] = partsOf(value);
  if (!isFiniteDecimal(amount)) throw invalidAmount(amount);
  if (!fits(amount, computedDigits)) throw tooLong(amount);
  checkCurrency(currency);
}

function partsOf(value: unknown): readonly [amount: unknown, currency: unknown] {
  try {
    const { amount, currency } = (value ?? {}) as { readonly amount?: unknown; readonly currency?: unknown };
    return [amount, currency];
  } catch {
    return [undefined, undefined]; // a property that throws when it is read
  }
}

/** Money with an amount just computed, unless it has more digits than can be computed with exactly. */
export function computedMoney<C extends string>(amount: Decimal, currency: C): Money<C> {
  if (!fits(amount, computedDigits)) throw tooLong(amount);
  return { amount: amount.isZero() ? new D(0) : amount, currency };
}

/** The amount that a text, number, bigint or Decimal is; refused where it is none. */
export function parseAmount(input: unknown): Decimal {
  const amount = plainDecimal(input, recordedDigits);
  if (amount === undefined) throw invalidAmount(input);
  return amount;
}

const rule = 'up to 28 digits before and 10 after the point';

function invalidAmount(input: unknown): DealError {
  const text = preview(input);
  return new DealError('invalid-amount', `${text} ${problemOf(input)}`, { input: text });
}

/** What is wrong with an amount, and what to do about it. */
function problemOf(input: unknown): string {
  const computed = plainDecimal(input, computedDigits);
  if (computed === undefined) return `is not an amount: write a plain decimal of ${rule}.`;
  const meant = computed.toDecimalPlaces(recordedDigits.after);
  if (typeof input === 'number' && !meant.isZero() && fits(meant, recordedDigits))
    return `carries the noise of binary arithmetic: pass the amount as a string, such as '${meant.toFixed()}'.`;
  return `has more digits than an amount that is given or recorded, ${rule}: round it first with roundMoney.`;
}

function tooLong(amount: Decimal): DealError {
  const text = preview(amount);
  const message = `${text} has more than 600 digits before or after the point: round amounts with roundMoney in between.`;
  return new DealError('invalid-amount', message, { input: text });
}
