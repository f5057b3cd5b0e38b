import type { Money } from '../../money/money.ts';
import { attributes, type Facts, moneyAt } from './facts.ts';
import { lastFact } from './tables.ts';

/** The code of the last owner of a row's deal. */
export function lastOwner({ attributes: { from, name, value } }: Facts, row: number): number {
  let last = (from[row + 1] as number) - 1;
  while (name[last] !== attributes.ownerId) last--; // the first attribute of a row is an owner
  return value[last] as number;
}

/** The last potential of a row's deal. */
export function lastPotential(facts: Facts, row: number): Money | null {
  const value = lastFact(facts.values, row, Number.POSITIVE_INFINITY);
  return value < 0 ? null : moneyAt(facts, facts.values, value);
}
