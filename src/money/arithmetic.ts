import { DealError } from '../errors.ts';
import { preview } from '../text.ts';
import { D, type Decimal } from './decimal.ts';
import { checkComputedMoney, checkCurrency, computedDigits, computedMoney, type Money } from './money.ts';
import { plainDecimal } from './plain-decimal.ts';

/** A product of two numbers of {@link computedDigits} has up to 2,400 digits. */
const Wide: typeof Decimal = /* @__PURE__ */ D.clone({ precision: 2400 });

/**
 * The sum of two amounts of one currency, exact.
 *
 * @throws DealError `currency-mismatch`; two different literal currencies do not compile.
 *
 * @example
 * ```ts
 * addMoney(money('0.1', 'NOK'), money('0.2', 'NOK')) // => { amount: '0.3', currency: 'NOK' }
 * ```
 */
export function addMoney<C extends string>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  checkPair(left, right);
  return computedMoney(new D(left.amount).plus(right.amount), left.currency);
}

/**
 * The first amount less the second, exact.
 *
 * @throws DealError `currency-mismatch`; two different literal currencies do not compile.
 *
 * @example
 * ```ts
 * subtractMoney(money('1', 'NOK'), money('0.9', 'NOK')) // => { amount: '0.1', currency: 'NOK' }
 * ```
 */
export function subtractMoney<C extends string>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  checkPair(left, right);
  return computedMoney(new D(left.amount).minus(right.amount), left.currency);
}

/**
 * An amount times a factor, exact; a number counts as the shortest decimal that reads back as it.
 *
 * @throws DealError `invalid-amount` for a factor that is no plain decimal of up to 600 digits before and 600 after
 * the point, and for a product that has more: nothing is rounded, use `roundMoney` in between.
 *
 * @example
 * ```ts
 * multiplyMoney(money('19.99', 'NOK'), '0.25') // => { amount: '4.9975', currency: 'NOK' }
 * ```
 */
export function multiplyMoney<C extends string>(value: Money<C>, factor: Decimal.Value): Money<C> {
  checkComputedMoney(value);
  const by = plainDecimal(factor, computedDigits);
  if (by === undefined) throw noFactor(factor);
  return computedMoney(new D(new Wide(value.amount).times(by)), value.currency);
}

function noFactor(factor: unknown): DealError {
  const input = preview(factor);
  const rule = 'a plain decimal of up to 600 digits before and after the point';
  return new DealError('invalid-amount', `${input} is no factor for money: write ${rule}.`, { input });
}

/**
 * The sum of any number of amounts of one currency, exact; none is zero in that currency.
 *
 * @throws DealError `currency-mismatch`; another literal currency does not compile. `invalid-amount` for what is no
 * Money.
 *
 * @example
 * ```ts
 * sumMoney([money('0.1', 'NOK'), money('0.2', 'NOK')], 'NOK') // => { amount: '0.3', currency: 'NOK' }
 * ```
 */
export function sumMoney<const C extends string>(
  // An array is named beside Iterable, which it is, because the compiler then points at the element that is wrong.
  values: readonly Money<NoInfer<C>>[] | Iterable<Money<NoInfer<C>>>,
  currency: C,
): Money<C> {
  checkCurrency(currency);
  let amount = new D(0);
  for (const value of amountsIn(values)) {
    checkComputedMoney(value);
    checkSameCurrency({ currency }, value);
    amount = amount.plus(value.amount);
  }
  return computedMoney(amount, currency);
}

function amountsIn(values: unknown): Iterable<unknown> {
  if (typeof (values as Iterable<unknown> | null | undefined)?.[Symbol.iterator] === 'function')
    return values as Iterable<unknown>;
  const input = preview(values);
  throw new DealError('invalid-amount', `${input} is no list of amounts.`, { input });
}

/**
 * Negative, zero or positive as the first amount is less than, equal to or greater than the second:
 * the order `sort` takes.
 *
 * @throws DealError `currency-mismatch`; two different literal currencies do not compile.
 *
 * @example
 * ```ts
 * compareMoney(money('9', 'NOK'), money('10', 'NOK')) // => -1
 * ```
 */
export function compareMoney<C extends string>(left: Money<C>, right: Money<NoInfer<C>>): number {
  checkPair(left, right);
  return new D(left.amount).cmp(right.amount);
}

function checkPair(left: unknown, right: unknown): void {
  checkComputedMoney(left);
  checkComputedMoney(right);
  checkSameCurrency(left, right);
}

/** Refuses to take amounts of different currencies together. */
export function checkSameCurrency(
  left: { readonly currency: string },
  right: { readonly currency: string },
): void {
  if (left.currency === right.currency) return;
  throw new DealError(
    'currency-mismatch',
    `Cannot take ${left.currency} and ${right.currency} together; convert one of them first.`,
    { left: left.currency, right: right.currency },
  );
}
