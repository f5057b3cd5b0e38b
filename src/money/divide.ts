import { D, type Decimal } from './decimal.ts';

const D34: typeof Decimal = /* @__PURE__ */ D.clone({ precision: 34 });

/** a / b rounded once to 34 significant digits, ties to the even digit. */
export function divide34(a: Decimal, b: Decimal): Decimal {
  return new D(new D34(a).div(b));
}
