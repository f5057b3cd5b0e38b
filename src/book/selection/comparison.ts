import { holds, type Inequality } from '../../columns/inequality.ts';
import { DealError } from '../../errors.ts';
import { type Decimal, isDecimal } from '../../money/decimal.ts';
import { computedDigits, parseAmount } from '../../money/money.ts';
import { plainDecimal } from '../../money/plain-decimal.ts';
import { checkText, compareText, preview } from '../../text.ts';
import { isDate } from '../../time/is-date.ts';
import { checkDate } from '../../time/period.ts';
import { identityOf, type Scalar } from '../facts/dictionary.ts';
import type { FieldKind } from './fields.ts';

/** A value to compare a field with; a potential is compared with an amount in the management currency. */
export type FilterValue = string | number | boolean | Date | Decimal | null;

/** A condition on the value of a field, with checked values. */
export type Comparison =
  | { readonly is: 'in'; readonly values: readonly FilterValue[] }
  | { readonly is: Inequality; readonly limit: Exclude<FilterValue, boolean | null> }
  | {
      readonly is: 'under';
      readonly value: string;
      readonly above: Readonly<Record<string, string>>;
    };

/** Whether a field has one of some values. */
export function among(kind: FieldKind, values: readonly FilterValue[]): Comparison {
  return { is: 'in', values: values.map((value) => checkValue(kind, value)) };
}

/** How a field compares with a limit. */
export function ordered(kind: FieldKind, is: Inequality, value: FilterValue): Comparison {
  const limit = checkValue(kind, value);
  if (limit === null || typeof limit === 'boolean') return refuse(`nothing is below or above ${limit}`);
  return { is, limit };
}

/** Whether a field is a value or below it in a hierarchy. */
export function under(
  value: string,
  above: Readonly<Record<string, string>> | undefined,
  field: string,
): Comparison {
  if (above === undefined) return refuse(`no hierarchy is given for ${field}`);
  if (typeof above !== 'object' || above === null)
    return refuse(`the hierarchy of ${field} is ${preview(above)}`);
  return typeof value === 'string'
    ? { is: 'under', value: textOf(value), above }
    : refuse('`under` takes a text');
}

/** A test for values. */
export function testOf(comparison: Comparison): (value: Scalar | Decimal | null) => boolean {
  switch (comparison.is) {
    case 'in': {
      const wanted = new Set(comparison.values.map(identityOf));
      return (value) => wanted.has(identityOf(value));
    }
    case 'under':
      return underTest(comparison.value, comparison.above);
    default: {
      const { limit } = comparison;
      const passes = holds[comparison.is];
      return (value) => passes(orderOf(value, limit));
    }
  }
}

/** The order of a value and a limit: NaN, so neither below nor above, without a value and if the types differ. */
function orderOf(value: Scalar | Decimal | null, limit: FilterValue): number {
  if (typeof value === 'string') return typeof limit === 'string' ? compareText(value, limit) : Number.NaN;
  if (typeof value === 'number') return typeof limit === 'number' ? value - limit : Number.NaN;
  if (value instanceof Date) return limit instanceof Date ? +value - +limit : Number.NaN;
  return isDecimal(value) ? value.cmp(limit as Decimal) : Number.NaN;
}

/**
 * Whether a value is `top` or below it in a hierarchy. Memoised for all values on the way up, so that each is visited once;
 * a cycle in the hierarchy ends the search.
 */
function underTest(top: string, above: Readonly<Record<string, string>>): (value: unknown) => boolean {
  const known = new Map<unknown, boolean>([[top, true]]);
  return (value) => {
    const climbed: string[] = [];
    let at = value;
    while (typeof at === 'string' && !known.has(at)) {
      known.set(at, false); // until found otherwise; also ends a cycle
      climbed.push(at);
      at = Object.hasOwn(above, at) ? above[at] : null;
    }
    const isUnder = known.get(at) ?? false;
    if (isUnder) for (const each of climbed) known.set(each, true);
    return isUnder;
  };
}

/** Checks that a value can be compared with a field; a value for money is parsed as an amount. */
function checkValue(kind: FieldKind, value: FilterValue): FilterValue {
  if (value === null) return null;
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? textOf(value) : refuse(`${preview(value)} is no text`);
    case 'date':
      return isDate(value) ? dateOf(value) : refuse(`${preview(value)} is no Date`);
    case 'money':
      if (typeof value === 'string' || typeof value === 'number') return parseAmount(value);
      // A converted amount has more digits than one given.
      return (
        (isDecimal(value) && plainDecimal(value, computedDigits)) || refuse(`${preview(value)} is no amount`)
      );
    case 'number':
      return Number.isFinite(value) ? value : refuse(`${preview(value)} is no number`);
    case 'any':
      if (typeof value === 'string') return textOf(value);
      if (isDate(value)) return dateOf(value);
      return typeof value === 'boolean' || Number.isFinite(value)
        ? value
        : refuse(`${preview(value)} is no value to compare with`);
  }
}

/** A text that a field may hold. Texts with U+0000 are reserved for identities of values. */
function textOf(value: string): string {
  try {
    checkText(value, 'value');
    return value;
  } catch {
    return refuse(`${preview(value)} holds U+0000 or a lone surrogate, and no field does`);
  }
}

function dateOf(value: Date): Date {
  if (Number.isNaN(+value)) refuse('Invalid Date is no Date');
  checkDate(value, 'value');
  return new Date(+value);
}

export function refuse(problem: string): never {
  throw new DealError('invalid-filter', `A filter cannot be read: ${problem}.`, { problem });
}
