import { unknownName } from '../../pipeline/shape.ts';
import { refuse } from './comparison.ts';

const comparison = namesOf('field', 'is', 'value');
const emptiness = namesOf('field', 'is');

/** Checks that a filter has known properties only. */
export function checkFilterNames(filter: object): void {
  const joint = ['and', 'or', 'not'].find((name) => name in filter);
  const asksForNothing = 'is' in filter && filter.is === 'isEmpty';
  const known = joint === undefined ? (asksForNothing ? emptiness : comparison) : namesOf(joint);
  const unknown = unknownName(filter, known);
  if (unknown !== undefined) refuse(`${unknown} is not known beside ${[...known.keys()].join(', ')}`);
}

function namesOf(...names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, name]));
}
