import { endAsOf, type Facts, type MoneyTable, won } from './facts.ts';
import { type Prices, pricesOf } from './prices.ts';
import { multiplierAsOf, type Pricing } from './pricing.ts';
import { lastStep } from './steps.ts';

/** What holds of the rows of a book at its date. */
export interface State {
  /** The index of a row's last step; -1 where the deal was not opened yet or was deleted. */
  readonly last: Int32Array;
  /** The node of its way. */
  readonly path: Int32Array;
  /** The potentials. */
  readonly potential: Prices;
}

/** What holds of the given rows at an instant; the others are left out. */
export function stateAsOf(facts: Facts, rows: Int32Array, asOf: number, pricing: Pricing): State {
  const count = facts.dealIds.length;
  const { steps, paths, values } = facts;
  const last = new Int32Array(count).fill(-1);
  const path = new Int32Array(count);
  for (const row of rows) {
    const step = lastStep(facts, row, asOf);
    if (step < 0) continue;
    last[row] = step;
    let node = facts.path.values[row] as number;
    for (let later = (steps.from.values[row + 1] as number) - 1 - step; later > 0; later--) {
      node = paths.parent.values[node] as number;
    }
    path[row] = node;
  }
  const valueAt = (row: number): number => ((last[row] as number) < 0 ? -1 : lastFact(values, row, asOf));
  const multiplier = multiplierAsOf(facts, pricing, asOf, last);
  return { last, path, potential: pricesOf(values, count, rows, valueAt, facts.currency, multiplier) };
}

/** What the deals that are won were sold for. */
export function salesAsOf(
  facts: Facts,
  rows: Int32Array,
  asOf: number,
  pricing: Pricing,
  last: Int32Array,
): Prices {
  const { steps, sales } = facts;
  const saleAt = (row: number): number =>
    steps.step.values[last[row] as number] === won ? lastFact(sales, row, asOf) : -1;
  const multiplier = multiplierAsOf(facts, pricing, asOf, last);
  return pricesOf(sales, facts.dealIds.length, rows, saleAt, facts.currency, multiplier);
}

/** The last fact of a row by an instant; -1 where there is none. */
export function lastFact(table: MoneyTable, row: number, asOf: number): number {
  const fact = endAsOf(table, row, asOf) - 1;
  return fact < (table.from.values[row] as number) ? -1 : fact;
}
