import { Decimal } from 'decimal.js';
import { unit } from '../data/read-deal.ts';
import { serveLoop } from './loop.ts';

const Exact = Decimal.clone({ defaults: true, precision: 60 });

/** The loop with decimal.js: amounts exact. */
serveLoop('JS loop, decimal.js', {
  exact: true,
  zero: new Exact(0),
  of: (units) => new Exact(units).div(unit),
  plus: (a, b) => a.plus(b),
  toUnits: (amount) => amount.times(unit).toNumber(),
});
