import { D, type Decimal, isFiniteDecimal } from './decimal.ts';
import { decimalsOf } from './units.ts';

/** How many digits a number may have, before and after the point. */
export interface Digits {
  readonly before: number;
  readonly after: number;
}

const canonical = /^-?(0|[1-9]\d*)(?:\.(\d+))?$/;

/** Whether a finite Decimal has no more digits than allowed; the exponent is checked before any digit is written. */
export function fits(amount: Decimal, { before, after }: Digits): boolean {
  return amount.e < before && decimalsOf(amount) <= after;
}

/**
 * Reads a canonical decimal text, a number, a bigint or a Decimal; undefined for anything else and for more digits than
 * allowed. A number counts as the shortest decimal that reads back as it. The size is checked before the digits.
 */
export function plainDecimal(input: unknown, digits: Digits): Decimal | undefined {
  switch (typeof input) {
    case 'string':
      return isCanonical(input, digits) ? unsigned(new D(input)) : undefined;
    case 'number':
      return Number.isFinite(input) ? fitting(new D(input), digits) : undefined;
    case 'bigint': {
      const limit = 10n ** BigInt(digits.before);
      return input > -limit && input < limit ? new D(`${input}`) : undefined;
    }
    default:
      return isFiniteDecimal(input) ? fitting(input, digits) : undefined;
  }
}

/** Whether a text is a canonical decimal with no more digits than allowed. */
function isCanonical(text: string, { before, after }: Digits): boolean {
  if (text.length > before + after + 2) return false; // a sign and a point
  const [, whole, decimals = ''] = canonical.exec(text) ?? [];
  return whole !== undefined && whole.length <= before && decimals.length <= after;
}

function fitting(amount: Decimal, digits: Digits): Decimal | undefined {
  return fits(amount, digits) ? unsigned(new D(amount)) : undefined;
}

/** Normalises -0 to 0. */
function unsigned(amount: Decimal): Decimal {
  return amount.isZero() ? new D(0) : amount;
}
