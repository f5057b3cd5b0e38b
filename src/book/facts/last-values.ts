import type { Money } from '../../money/money.ts';
import { attributes, type Facts, moneyAt } from './facts.ts';
import { lastFact } from './tables.ts';

/** The number of the owner that a row's deal has at the end. */
export function lastOwner({ attributes: { from, name, value } }: Facts, row: number): number {
  let last = (from[row + 1] as number) - 1;
  while (name[last] !== attributes.ownerId) last--; // the first of a row is one
  return value[last] as number;
}

/** The potential that a row's deal has at the end. */
export function lastPotential(facts: Facts, row: number): Money | null {
  const value = lastFact(facts.values, row, Number.POSITIVE_INFINITY);
  return value < 0 ? null : moneyAt(facts, facts.values, value);
}
