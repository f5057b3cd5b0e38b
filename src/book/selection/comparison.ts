import { holds, type Inequality } from '../../columns/inequality.ts';
import { DealError } from '../../errors.ts';
import { type Decimal, isDecimal } from '../../money/decimal.ts';
import { computedDigits, parseAmount } from '../../money/money.ts';
import { plainDecimal } from '../../money/plain-decimal.ts';
import { checkText, compareText, shown } from '../../text.ts';
import { isDate } from '../../time/is-date.ts';
import { checkDate } from '../../time/period.ts';
import { identityOf, type Scalar } from '../facts/dictionary.ts';
import type { FieldKind } from './fields.ts';

/** A value to compare a field with; a potential is compared with an amount in the management currency. */
export type FilterValue = string | number | boolean | Date | Decimal | null;

/** What the value of a field is asked, values checked. */
export type Comparison =
  | { readonly is: 'in'; readonly values: readonly FilterValue[] }
  | { readonly is: Inequality; readonly limit: Exclude<FilterValue, boolean | null> }
  | {
      readonly is: 'under';
      readonly value: string;
      readonly above: Readonly<Record<string, string>>;
    };

/** The comparison with one of some values. */
export function among(kind: FieldKind, values: readonly FilterValue[]): Comparison {
  return { is: 'in', values: values.map((value) => checkValue(kind, value)) };
}

/** The comparison with a limit. */
export function ordered(kind: FieldKind, is: Inequality, value: FilterValue): Comparison {
  const limit = checkValue(kind, value);
  if (limit === null || typeof limit === 'boolean') return refuse(`nothing is below or above ${limit}`);
  return { is, limit };
}

/** The comparison with what stands above a value. */
export function under(
  value: string,
  above: Readonly<Record<string, string>> | undefined,
  field: string,
): Comparison {
  if (above === undefined) return refuse(`no hierarchy is given for ${field}`);
  if (typeof above !== 'object' || above === null)
    return refuse(`the hierarchy of ${field} is ${shown(above)}`);
  return typeof value === 'string'
    ? { is: 'under', value: textOf(value), above }
    : refuse('`under` takes a text');
}

/** Whether it holds of a value. */
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

/** Where a value stands to a limit: NaN, neither below nor above, without a value and where the types differ. */
function orderOf(value: Scalar | Decimal | null, limit: FilterValue): number {
  if (typeof value === 'string') return typeof limit === 'string' ? compareText(value, limit) : Number.NaN;
  if (typeof value === 'number') return typeof limit === 'number' ? value - limit : Number.NaN;
  if (value instanceof Date) return limit instanceof Date ? +value - +limit : Number.NaN;
  return isDecimal(value) ? value.cmp(limit as Decimal) : Number.NaN;
}

/**
 * Whether a value is one or has it above; a circle in the hierarchy ends where it began. What is found out of a value
 * holds of all that stand between it and the top, so that each is climbed from once.
 */
function underTest(top: string, above: Readonly<Record<string, string>>): (value: unknown) => boolean {
  const known = new Map<unknown, boolean>([[top, true]]);
  return (value) => {
    const climbed: string[] = [];
    let at = value;
    while (typeof at === 'string' && !known.has(at)) {
      known.set(at, false); // also where a circle closes
      climbed.push(at);
      at = Object.hasOwn(above, at) ? above[at] : null;
    }
    const isUnder = known.get(at) ?? false;
    if (isUnder) for (const each of climbed) known.set(each, true);
    return isUnder;
  };
}

/** Checks that a value can be compared with a field, and makes an amount of one for money. */
function checkValue(kind: FieldKind, value: FilterValue): FilterValue {
  if (value === null) return null;
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? textOf(value) : refuse(`${shown(value)} is no text`);
    case 'date':
      return isDate(value) ? dateOf(value) : refuse(`${shown(value)} is no Date`);
    case 'money':
      if (typeof value === 'string' || typeof value === 'number') return parseAmount(value);
      // A converted amount has more digits than one given.
      return (
        (isDecimal(value) && plainDecimal(value, computedDigits)) || refuse(`${shown(value)} is no amount`)
      );
    case 'any':
      if (typeof value === 'string') return textOf(value);
      if (isDate(value)) return dateOf(value);
      return typeof value === 'boolean' || Number.isFinite(value)
        ? value
        : refuse(`${shown(value)} is no value to compare with`);
  }
}

/** A text that a field may hold: others are the library's own, to tell values apart by. */
function textOf(value: string): string {
  try {
    checkText(value, 'value');
    return value;
  } catch {
    return refuse(`${shown(value)} holds U+0000 or a lone surrogate, and no field does`);
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
