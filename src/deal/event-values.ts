import { DealError } from '../errors.ts';
import { checkMoney, type Money } from '../money/money.ts';
import { isPlain, partsOf, unknownName } from '../pipeline/shape.ts';
import { checkText, preview } from '../text.ts';
import { isDate } from '../time/is-date.ts';
import { checkDate } from '../time/period.ts';
import type { Fields, FieldValue } from './event.ts';

// What a value of each kind must be, wherever it comes from: a verb, a row of a CRM, an import, a store.

/** Checks a flag. */
export function checkFlag(value: unknown, field: string, dealId?: string): asserts value is boolean {
  if (typeof value !== 'boolean') throw invalidValue(field, 'not true or false', value, dealId);
}

/** Checks the place of an event in its history. */
export function checkVersion(value: unknown, field: string, dealId?: string): asserts value is number {
  if (!Number.isSafeInteger(value) || (value as number) < 1)
    throw invalidValue(field, 'not a whole number from 1', value, dealId);
}

/** Checks a percentage. */
export function checkPercent(value: unknown): asserts value is number {
  if (typeof value === 'number' && value >= 0 && value <= 100) return;
  throw new DealError('invalid-percent', `A percentage lies between 0 and 100, not ${preview(value)}.`, {
    input: preview(value),
  });
}

const moneyParts = /* @__PURE__ */ partsOf({ amount: 'amount', currency: 'text' });

/** Checks recorded money: an amount and a currency, and nothing beside them that would be lost. */
export function checkRecordedMoney(value: unknown, field: string, dealId?: string): asserts value is Money {
  checkMoney(value);
  const unknown = unknownName(value, moneyParts);
  if (unknown !== undefined) throw unknownProperty(`${field}.${unknown}`, value, unknown, dealId);
}

/** Checks a value of a field of the host's own. */
export function checkFieldValue(value: unknown, field: string, dealId?: string): asserts value is FieldValue {
  if (typeof value === 'string') checkText(value, field);
  else if (isDate(value)) checkDate(value, field, dealId);
  else if (value !== null && typeof value !== 'boolean' && !Number.isFinite(value)) {
    throw invalidValue(field, 'not a text, finite number, true, false, Date or null', value, dealId);
  }
}

/** Checks the host's own fields by name and value; one that is undefined is not there. */
export function checkFields(fields: unknown, field: string, dealId?: string): asserts fields is Fields {
  if (!isPlain(fields)) throw invalidValue(field, 'not an object of names and values', fields, dealId);
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    checkText(name, 'field name');
    checkFieldValue(value, name, dealId);
  }
}

/** The error of a property that nobody reads. */
export function unknownProperty(field: string, holder: object, name: string, dealId?: string): DealError {
  return invalidValue(field, 'not known here', (holder as Record<string, unknown>)[name], dealId);
}

/** The error of a value of no use where it stands. */
export function invalidValue(field: string, problem: string, value: unknown, dealId?: string): DealError {
  const input = preview(value);
  return new DealError('invalid-value', `${field} is ${problem}: ${input}.`, {
    field,
    problem,
    input,
    ...(dealId === undefined ? {} : { dealId }),
  });
}
