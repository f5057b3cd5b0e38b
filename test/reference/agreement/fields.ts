import { type FilterValue, type GroupKey, money } from '../../../src/index.ts';
import type { PricedDeal } from '../twin/naive-book.ts';
import {
  fieldNames,
  fieldValues,
  isAmount,
  isSame,
  listFieldNames,
  type NaiveFieldName,
  type NaiveSingleField,
  type NaiveValue,
} from '../twin/naive-field.ts';
import { instantAt, type Scene } from './scenes.ts';

/** The fields of every deal, and those of random books, of which a deal has at most one value. */
export const singleFields: readonly NaiveSingleField[] = [
  ...fieldNames,
  'fields.region',
  'fields.size',
  'fields.__proto__',
  'fields.constructor',
  'fields.',
];

/** All fields. */
export const fields: readonly NaiveFieldName[] = [...singleFields, ...listFieldNames];

export const dateFields = ['openedAt', 'closedAt', 'expectedCloseAt'] as const;

/** Values to compare a field with: those the deals have, and some they hardly have. */
export function valuesFor(
  field: NaiveFieldName,
  deals: readonly PricedDeal[],
  { instants }: Scene,
): NaiveValue[] {
  const found = deals.flatMap((deal) => fieldValues(deal, field, deals)).filter(isWritable);
  return [...found, null, ...strangers(field, [instantAt(instants, 0), instantAt(instants, 6)])].filter(
    (value, index, all) => all.findIndex((other) => isSame(other, value)) === index,
  );
}

function strangers(field: NaiveFieldName, dates: readonly Date[]): readonly NaiveValue[] {
  if (field === 'potential' || field === 'wonAmount' || field === 'potentialAsEntered')
    return [{ amount: '0' }, { amount: '250' }, { amount: '999.5' }];
  if (dateFields.some((date) => date === field)) return dates;
  if (field === 'probability') return [0, 0.5, 1, -1];
  const texts = ['', 'b', 'toString', '\u{1F600}', '\uFF5E'];
  return field.startsWith('fields.') ? [...texts, 'north', 0, 12.5, -1, true, false, ...dates] : texts;
}

/** "up to 28 digits before and 10 after the point": what converted amounts may exceed. */
function isWritable(value: NaiveValue): boolean {
  return !isAmount(value) || /^\d{1,28}(\.\d{1,10})?$/.test(value.amount);
}

/** The same as the library has it. */
export function libraryValue(value: NaiveValue): FilterValue & GroupKey {
  return isAmount(value) ? money(value.amount, 'NOK').amount : value;
}

/** A value as text, with its type: `date 2026-01-01T00:00:00.000Z`. */
export function typed(value: GroupKey | NaiveValue): string {
  if (value === null) return 'nothing';
  if (value instanceof Date) return `date ${value.toISOString()}`;
  if (typeof value !== 'object') return `${typeof value} ${value}`;
  return `amount ${'amount' in value ? value.amount : value.toFixed()}`;
}
