import { type DealError, invalidOption } from '../errors.ts';
import { D, type Decimal, isDecimal } from '../money/decimal.ts';
import { checkMoney, type Money } from '../money/money.ts';
import { type Fraction, fractionOf } from '../statistics/fraction.ts';
import { shown } from '../text.ts';

const plain = /^(?:0|[1-9]\d{0,399})(?:\.\d{1,399})?$/;

/** The exact number that a figure from outside is, zero or more; a number is the shortest decimal that reads back as it. */
export function readFigure(input: Decimal.Value, option: string): Fraction {
  const text = typeof input === 'number' || isDecimal(input) ? new D(input).plus(0).toFixed() : input;
  const isPlain = (typeof text === 'string' && plain.test(text)) || (typeof text === 'bigint' && text >= 0n);
  if (!isPlain) throw badFigure(option, 'no plain decimal from 0 on', input);
  return fractionOf(new D(`${text}`));
}

/** A figure that must be more than nothing. */
export function readPositive(input: Decimal.Value, option: string): Fraction {
  const figure = readFigure(input, option);
  if (figure.count === 0n) throw badFigure(option, 'not above 0', input);
  return figure;
}

/** The exact amount of money from outside, zero or more. */
export function readAmount(input: Money, option: string): Fraction {
  checkMoney(input);
  return readFigure(input.amount, option);
}

/** An amount of money that must be more than nothing. */
export function readPositiveAmount(input: Money, option: string): Fraction {
  checkMoney(input);
  return readPositive(input.amount, option);
}

/** What to throw for a figure that cannot be planned with. */
export function badFigure(option: string, problem: string, input: unknown): DealError {
  return invalidOption(option, `${problem}: ${shown(input)}`);
}
