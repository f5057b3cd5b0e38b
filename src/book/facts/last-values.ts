import type { Money } from '../../money/money.ts';
import { attributes, type Facts, moneyAt } from './facts.ts';
import { endAsOf, lastFact } from './tables.ts';

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

/** The last fact that says an attribute at a row's last closing or later, by a date; -1 where none does. */
export function factSinceClosing(
  { attributes: table }: Facts,
  row: number,
  asOf: number,
  attribute: number,
): number {
  const { from, name } = table;
  const first = from[row] as number;
  for (let i = endAsOf(table, row, asOf) - 1; i >= first && name[i] !== attributes.closedBy; i--)
    if (name[i] === attribute) return i;
  return -1;
}
