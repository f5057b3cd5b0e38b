import { unit } from '../data/read-deal.ts';
import { serveLoop } from './loop.ts';

/** The loop with numbers: amounts in floating point. */
serveLoop('JS loop, numbers', {
  exact: false,
  zero: 0,
  of: (units) => units / unit,
  plus: (a, b) => a + b,
  toUnits: (amount) => amount * unit,
});
