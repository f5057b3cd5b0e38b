import { DealError } from '../errors.ts';
import type { Columns } from './book.ts';
import type { Scalar } from './dictionary.ts';
import { type FieldName, fieldReader } from './fields.ts';

/** A value a filter compares a field with; null stands for a field that has no value. */
export type FilterValue = Scalar | null;

/** Which deals are meant: those whose field has the value, or one of the values. */
export type Filter =
  | { readonly field: FieldName; readonly is?: 'equals' | undefined; readonly value: FilterValue }
  | { readonly field: FieldName; readonly is: 'in'; readonly value: readonly FilterValue[] };

/**
 * Whether the deal in a row passes a filter.
 *
 * @throws DealError `unknown-field`, `invalid-filter`.
 */
export function filterRows(columns: Columns, filter: Filter): (row: number) => boolean {
  const read = fieldReader(columns, filter.field);
  const wanted = new Set(valuesOf(filter).map(comparable));
  return (row) => wanted.has(comparable(read(row)));
}

function valuesOf(filter: Filter): readonly FilterValue[] {
  switch (filter.is) {
    case undefined:
    case 'equals':
      return [checkValue(filter.value)];
    case 'in':
      if (!Array.isArray(filter.value)) return refuse('`in` takes a list of values');
      return filter.value.map(checkValue);
    default:
      return refuse(`unknown operator ${String((filter as { readonly is: unknown }).is)}`);
  }
}

function checkValue(value: FilterValue): FilterValue {
  const valid = value instanceof Date ? !Number.isNaN(+value) : value === null || isPrimitive(value);
  return valid ? value : refuse(`${String(value)} is no value to compare with`);
}

function isPrimitive(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function refuse(problem: string): never {
  throw new DealError('invalid-filter', `A filter cannot be read: ${problem}.`, { problem });
}

/** Dates are equal when they are the same instant; no text of ours holds U+0000. */
function comparable(value: FilterValue): string | number | boolean | null {
  return value instanceof Date ? `\0${+value}` : value;
}
