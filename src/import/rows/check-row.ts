import { invalidValue, unknownProperty } from '../../deal/event-values.ts';
import { unknownName } from '../../pipeline/shape.ts';

/** The properties that a kind of row has. */
export type RowNames = ReadonlyMap<string, unknown>;

/** All of them: one left out does not compile. */
export function rowNames<T>(names: { readonly [K in keyof T]-?: boolean }): RowNames {
  return new Map(Object.entries(names));
}

/** Checks that a row is one and has no property that nobody reads; its values are checked in the events made of it. */
export function checkRow(row: unknown, names: RowNames, where: string): asserts row is object {
  if (typeof row !== 'object' || row === null) throw invalidValue(where, 'not a row', row);
  const unknown = unknownName(row, names);
  if (unknown !== undefined) throw unknownProperty(`${where}.${unknown}`, row, unknown);
}
