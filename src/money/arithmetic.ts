import { DealError } from '../errors.ts';
import { D, type Decimal, isDecimal } from './decimal.ts';
import type { Money } from './money.ts';

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
  checkSameCurrency(left, right);
  return { amount: new D(left.amount).plus(right.amount), currency: left.currency };
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
  checkSameCurrency(left, right);
  return { amount: new D(left.amount).minus(right.amount), currency: left.currency };
}

/**
 * An amount times a factor, exact; a number counts as the shortest decimal that reads back as it.
 *
 * @throws DealError `invalid-amount` for a factor that is no plain decimal.
 *
 * @example
 * ```ts
 * multiplyMoney(money('19.99', 'NOK'), '0.25') // => { amount: '4.9975', currency: 'NOK' }
 * ```
 */
export function multiplyMoney<C extends string>(value: Money<C>, factor: Decimal.Value): Money<C> {
  return { amount: new D(value.amount).times(parseFactor(factor)).plus(0), currency: value.currency };
}

function parseFactor(factor: Decimal.Value): Decimal {
  const text = typeof factor === 'number' || isDecimal(factor) ? new D(factor).toFixed() : String(factor);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return new D(text);
  throw new DealError('invalid-amount', `${text} is no factor for money: write a plain decimal.`, {
    input: text,
  });
}

/**
 * The sum of any number of amounts of one currency, exact; none is zero in that currency.
 *
 * @throws DealError `currency-mismatch`; another literal currency does not compile.
 *
 * @example
 * ```ts
 * sumMoney([money('0.1', 'NOK'), money('0.2', 'NOK')], 'NOK') // => { amount: '0.3', currency: 'NOK' }
 * ```
 */
export function sumMoney<const C extends string>(values: Iterable<Money<NoInfer<C>>>, currency: C): Money<C> {
  let amount = new D(0);
  for (const value of values) {
    checkSameCurrency({ currency }, value);
    amount = amount.plus(value.amount);
  }
  return { amount, currency };
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
  checkSameCurrency(left, right);
  return new D(left.amount).cmp(right.amount);
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
