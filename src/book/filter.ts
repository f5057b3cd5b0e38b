import { DealError } from '../errors.ts';
import { D, type Decimal, isDecimal } from '../money/decimal.ts';
import { parseAmount } from '../money/money.ts';
import { compareText } from '../text.ts';
import type { DealBook } from './book.ts';
import { identityOf } from './dictionary.ts';
import { type FieldKind, type FieldName, fieldOf } from './fields.ts';

/** A value to compare a field with; a potential is compared with an amount in the management currency. */
export type FilterValue = string | number | boolean | Date | Decimal | null;

/** Which deals are meant, as plain data. */
export type Filter =
  | {
      readonly field: FieldName;
      readonly is?: 'equals' | 'notEquals' | undefined;
      readonly value: FilterValue;
    }
  | { readonly field: FieldName; readonly is: 'in' | 'notIn'; readonly value: readonly FilterValue[] }
  | {
      readonly field: FieldName;
      readonly is: 'below' | 'atMost' | 'above' | 'atLeast';
      readonly value: Exclude<FilterValue, boolean | null>;
    }
  | { readonly field: FieldName; readonly is: 'isEmpty' }
  | { readonly field: FieldName; readonly is: 'under'; readonly value: string }
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter };

/** What stands above each value of a field: teams above owners, regions above teams. */
export type Hierarchies = Readonly<Partial<Record<FieldName, Readonly<Record<string, string>>>>>;

type Test = (row: number) => boolean;

/**
 * Whether the deal in a row passes a filter.
 *
 * @throws DealError `unknown-field`, `invalid-filter`.
 */
export function testOf(book: DealBook, filter: Filter, hierarchies: Hierarchies): Test {
  if ('and' in filter) {
    const tests = parts(filter.and).map((part) => testOf(book, part, hierarchies));
    return (row) => tests.every((test) => test(row));
  }
  if ('or' in filter) {
    const tests = parts(filter.or).map((part) => testOf(book, part, hierarchies));
    return (row) => tests.some((test) => test(row));
  }
  if ('not' in filter) {
    const test = testOf(book, filter.not, hierarchies);
    return (row) => !test(row);
  }
  const { kind, read } = fieldOf(book, filter.field);
  switch (filter.is) {
    case undefined:
    case 'equals':
      return oneOf(kind, read, [filter.value]);
    case 'notEquals':
      return negated(oneOf(kind, read, [filter.value]));
    case 'in':
      return oneOf(kind, read, parts(filter.value));
    case 'notIn':
      return negated(oneOf(kind, read, parts(filter.value)));
    case 'below':
      return ordered(kind, read, filter.value, (order) => order < 0);
    case 'atMost':
      return ordered(kind, read, filter.value, (order) => order <= 0);
    case 'above':
      return ordered(kind, read, filter.value, (order) => order > 0);
    case 'atLeast':
      return ordered(kind, read, filter.value, (order) => order >= 0);
    case 'isEmpty':
      return (row) => read(row) === null;
    case 'under':
      return under(
        read,
        filter.value,
        hierarchies[filter.field] ?? refuse(`no hierarchy is given for ${filter.field}`),
      );
    default:
      return refuse(`unknown operator ${String((filter as { readonly is: unknown }).is)}`);
  }
}

type Read = (row: number) => FilterValue;

function oneOf(kind: FieldKind, read: Read, values: readonly FilterValue[]): Test {
  const wanted = new Set(values.map((value) => identityOf(checkValue(kind, value))));
  return (row) => wanted.has(identityOf(read(row)));
}

function negated(test: Test): Test {
  return (row) => !test(row);
}

/** A field without a value, or with a value of another type, is neither below nor above anything. */
function ordered(kind: FieldKind, read: Read, value: FilterValue, passes: (order: number) => boolean): Test {
  const limit = checkValue(kind, value);
  if (limit === null || typeof limit === 'boolean') return refuse(`nothing is below or above ${limit}`);
  return (row) => {
    const found = read(row);
    if (typeof found === 'string') return typeof limit === 'string' && passes(compareText(found, limit));
    if (typeof found === 'number') return typeof limit === 'number' && passes(found - limit);
    if (found instanceof Date) return limit instanceof Date && passes(+found - +limit);
    if (typeof found === 'object' && found !== null) return passes(found.cmp(limit as Decimal));
    return false;
  };
}

/** The value itself and whatever has it above; a circle in the hierarchy ends where it began. */
function under(read: Read, value: string, above: Readonly<Record<string, string>>): Test {
  if (typeof value !== 'string') return refuse('`under` takes a text');
  return (row) => {
    const seen = new Set<string>();
    for (
      let at = read(row);
      typeof at === 'string' && !seen.has(at);
      at = Object.hasOwn(above, at) ? (above[at] ?? null) : null
    ) {
      if (at === value) return true;
      seen.add(at);
    }
    return false;
  };
}

/** Checks that a value can be compared with a field, and makes an amount of one for money. */
function checkValue(kind: FieldKind, value: FilterValue): FilterValue {
  if (value === null) return null;
  const isDate = value instanceof Date && !Number.isNaN(+value);
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? value : refuse(`${String(value)} is no text`);
    case 'date':
      return isDate ? value : refuse(`${String(value)} is no Date`);
    case 'money':
      if (isDecimal(value) && value.isFinite()) return new D(value); // a converted amount has more digits than one given
      return typeof value === 'string' || typeof value === 'number'
        ? parseAmount(value)
        : refuse(`${String(value)} is no amount`);
    case 'any':
      return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value) || isDate
        ? value
        : refuse(`${String(value)} is no value to compare with`);
  }
}

function parts<T>(list: readonly T[]): readonly T[] {
  return Array.isArray(list) ? list : refuse('a list is needed');
}

function refuse(problem: string): never {
  throw new DealError('invalid-filter', `A filter cannot be read: ${problem}.`, { problem });
}
