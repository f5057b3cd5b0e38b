import type { CutGroup } from './cut.ts';

/** What is known of all groups of a cut, and of how many rows it was asked before. */
export interface Asked<T> {
  asked: number;
  all: T | null;
}

/** Of so small a part of the rows each group is looked at by itself; who asks for more is likely to ask for all. */
const few = 1 / 64;

/** What `make` finds out of all groups at once, for one of them; null as long as so few were asked for that it would cost more. */
export function allAtOnce<T>(known: Asked<T>, { cut, group }: CutGroup, make: () => T): T | null {
  known.asked += (cut.from[group + 1] as number) - (cut.from[group] as number);
  if (known.all === null && known.asked > few * cut.rows.length) known.all = make();
  return known.all;
}
