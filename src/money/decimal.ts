import { Decimal } from 'decimal.js';

export type { Decimal } from 'decimal.js';

/**
 * The library's own Decimal constructor; the host's global configuration is neither read nor changed.
 *
 * 1,000 significant digits: sums and products of amounts never round (the default of 20 drops cents).
 * Exponents are never written. The left operand's constructor decides, so a Decimal from outside
 * is wrapped with `new D(value)` before anything else.
 */
export const D: typeof Decimal = /* @__PURE__ */ Decimal.clone({
  defaults: true,
  precision: 1000,
  rounding: 6, // half even
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** Whether a value is a Decimal of any constructor, of this copy of decimal.js or another. */
export function isDecimal(value: unknown): value is Decimal {
  return Decimal.isDecimal(value) && typeof value.toFixed === 'function';
}
