import { attributes, type Facts } from './facts.ts';

/** The interaction that a row's deal was opened from; undefined without one. */
export function openedFrom({ attributes: table, scalars }: Facts, row: number): string | undefined {
  const { from, at, name, value } = table;
  const first = from[row] as number; // the owner at the opening
  for (let i = first + 1; i < (from[row + 1] as number) && at[i] === at[first]; i++) {
    if (name[i] === attributes.interactionId) return scalars.values[value[i] as number] as string;
  }
  return undefined;
}
