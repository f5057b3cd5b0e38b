import { attributes, type Facts } from './facts.ts';

/** The interaction that a row's deal was opened from; undefined without one. */
export function openedFrom(facts: Facts, row: number): string | undefined {
  return openedWith(facts, row, attributes.interactionId);
}

/** A text that only an opening tells; undefined where it does not. */
export function openedWith(
  { attributes: table, scalars }: Facts,
  row: number,
  attribute: number,
): string | undefined {
  const { from, at, name, value } = table;
  const first = from[row] as number; // the owner at the opening
  for (let i = first + 1; i < (from[row + 1] as number) && at[i] === at[first]; i++) {
    if (name[i] === attribute) return scalars.values[value[i] as number] as string;
  }
  return undefined;
}
