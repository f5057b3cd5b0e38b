import { Decimal } from 'decimal.js';

export type { Decimal } from 'decimal.js';

/**
 * The library's own Decimal constructor; the host's global configuration is neither read nor changed.
 *
 * 1,300 significant digits: sums of amounts never round (the default of 20 drops cents).
 * Exponents are never written. The left operand's constructor decides, so a Decimal from outside
 * is wrapped with `new D(value)` before anything else.
 */
export const D: typeof Decimal = /* @__PURE__ */ Decimal.clone({
  defaults: true,
  precision: 1300,
  rounding: 6, // half even
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** A frozen Decimal, its digits too: safe to share between results. */
export function constant(value: Decimal.Value): Decimal {
  const decimal = new D(value);
  Object.freeze(decimal.d);
  return Object.freeze(decimal);
}

const wordDigits = 7; // decimal.js keeps a number as words of seven digits
const word = 10 ** wordDigits;

/**
 * Whether a value is a Decimal of any constructor, of this copy of decimal.js or another. Its digits are checked, not only
 * its name: a value that only looks like a Decimal would fail later, in the middle of a sum.
 */
export function isDecimal(value: unknown): value is Decimal {
  try {
    if (!Decimal.isDecimal(value) || typeof value.toFixed !== 'function') return false;
    return isWritten(value) || ((value.d as unknown) === null && Number.isNaN(value.e)); // NaN, Infinity
  } catch {
    return false; // a property that throws when it is read
  }
}

/** Whether a value is a Decimal that is a number, neither NaN nor infinite. */
export function isFiniteDecimal(value: unknown): value is Decimal {
  return isDecimal(value) && (value.d as unknown) !== null;
}

/** Whether the words of a Decimal are as decimal.js writes them. */
function isWritten({ s: sign, e: exponent, d: words }: Decimal): boolean {
  if ((sign !== 1 && sign !== -1) || !Number.isSafeInteger(exponent) || !Array.isArray(words)) return false;
  const last = words.length - 1;
  const first = words[0];
  if (last === 0 && first === 0) return exponent === 0;
  for (let i = 0; i <= last; i++) {
    const part = words[i] as number;
    if (!Number.isInteger(part) || part < 0 || part >= word) return false;
  }
  const one = 10 ** (exponent - wordDigits * Math.floor(exponent / wordDigits)); // the power of ten of the leading digit in its word
  return last >= 0 && (first as number) >= one && (first as number) < 10 * one && words[last] !== 0;
}
