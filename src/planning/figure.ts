import { DealError } from '../errors.ts';
import { D, type Decimal } from '../money/decimal.ts';
import { checkComputedMoney, computedDigits, type Money } from '../money/money.ts';
import { plainDecimal } from '../money/plain-decimal.ts';
import { type Fraction, fractionOf } from '../statistics/fraction.ts';
import { shown } from '../text.ts';

/** The exact number that a figure from outside is, zero or more; a number is the shortest decimal that reads back as it. */
export function readFigure(input: Decimal.Value, option: string): Fraction {
  const figure = plainDecimal(input, computedDigits);
  if (figure === undefined || figure.isNegative())
    throw badFigure(option, 'no plain decimal from 0 on', input);
  return fractionOf(figure);
}

/** A figure from outside as JSON has it: a number or text stays what it is, a Decimal or bigint becomes text. */
export function plainFigure(input: Decimal.Value): number | string {
  return typeof input === 'number' || typeof input === 'string' ? input : new D(input).toFixed();
}

/** A figure that must be more than nothing. */
export function readPositive(input: Decimal.Value, option: string): Fraction {
  const figure = readFigure(input, option);
  if (figure.count === 0n) throw badFigure(option, 'not above 0', input);
  return figure;
}

/** The exact amount of money from outside, zero or more. */
export function readAmount(input: Money, option: string): Fraction {
  checkComputedMoney(input);
  return readFigure(input.amount, option);
}

/** An amount of money that must be more than nothing. */
export function readPositiveAmount(input: Money, option: string): Fraction {
  checkComputedMoney(input);
  return readPositive(input.amount, option);
}

/** What to throw for a figure that cannot be planned with. */
export function badFigure(option: string, problem: string, input: unknown): DealError {
  const found = `${problem}: ${shown(input)}`;
  return new DealError('invalid-option', `${option} is ${found}.`, { option, problem: found });
}
