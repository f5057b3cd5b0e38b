import { type DealError, invalidOption } from '../errors.ts';
import { D, type Decimal, isDecimal } from '../money/decimal.ts';
import { checkComputedMoney, computedDigits, type Money, ownMoney } from '../money/money.ts';
import { plainDecimal } from '../money/plain-decimal.ts';
import { type Fraction, fraction, fractionOf, over } from '../statistics/fraction.ts';
import { type MoneyAverage, moneyAverage } from '../statistics/money-average.ts';
import { preview } from '../text.ts';

/**
 * A number as planning takes it: a plain decimal, where a number counts as the shortest decimal that reads back as it, or
 * exactly `count` / `of`, as planning gives it.
 */
export type Figure = Decimal.Value | { readonly count: Decimal.Value; readonly of: Decimal.Value };

/** The exact number that a figure from outside is, zero or more. */
export function readFigure(input: Figure, option: string): Fraction {
  if (isQuotient(input)) {
    return over(readDecimal(input.count, `${option}.count`), readPositive(input.of, `${option}.of`));
  }
  return readDecimal(input, option);
}

/** Whether a figure is told as what it is a quotient of. */
export function isQuotient(input: unknown): input is Exclude<Figure, Decimal.Value> {
  return (
    typeof input === 'object' && input !== null && !isDecimal(input) && 'count' in input && 'of' in input
  );
}

function readDecimal(input: Decimal.Value, option: string): Fraction {
  const figure = plainDecimal(input, computedDigits);
  if (figure === undefined || figure.isNegative())
    throw badFigure(option, 'no plain decimal from 0 on', input);
  return fractionOf(figure);
}

/** A figure from outside as JSON has it: a number or text stays what it is, a Decimal or bigint becomes text. */
export function plainFigure(input: Figure): PlainFigure {
  if (isQuotient(input)) return { count: plainDecimalFigure(input.count), of: plainDecimalFigure(input.of) };
  return plainDecimalFigure(input);
}

type PlainFigure = number | string | { readonly count: number | string; readonly of: number | string };

function plainDecimalFigure(input: Decimal.Value): number | string {
  return typeof input === 'number' || typeof input === 'string' ? input : new D(input).toFixed();
}

/** A figure that must be more than nothing. */
export function readPositive(input: Figure, option: string): Fraction {
  const figure = readFigure(input, option);
  if (figure.count === 0n) throw badFigure(option, 'not above 0', input);
  return figure;
}

/** An average with the exact number that it is. */
export interface ReadAverage {
  readonly average: MoneyAverage;
  readonly exact: Fraction;
}

/** An average of money from outside, zero or more, or null: only what it is of is read, never its rounded value. */
export function readAverageOrNull(input: MoneyAverage | null, option: string): ReadAverage | null {
  if (input === null) return null;
  const { total, count } = (input ?? {}) as Partial<MoneyAverage>;
  if (total === undefined || count === undefined)
    throw badFigure(option, 'no average (averageMoney makes one)', input);
  checkComputedMoney(total);
  if (!Number.isSafeInteger(count) || count < 1)
    throw badFigure(`${option}.count`, 'no whole number from 1 on', count);
  const exact = over(readFigure(total.amount, option), fraction(count));
  return { average: moneyAverage(ownMoney(total), count) as MoneyAverage, exact };
}

/** An amount of money that must be more than nothing. */
export function readPositiveAmount(input: Money, option: string): Fraction {
  checkComputedMoney(input);
  return readPositive(input.amount, option);
}

/** What to throw for a figure that cannot be planned with. */
export function badFigure(option: string, problem: string, input: unknown): DealError {
  return invalidOption(option, `${problem}: ${preview(input)}`);
}
