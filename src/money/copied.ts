import { D, isDecimal } from './decimal.ts';

/** A copy of plain data that shares nothing with it which could be changed: Dates and Decimals are copied too. */
export function copied<T>(value: T): T {
  return copyOf(value) as T;
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value.getTime());
  if (isDecimal(value)) return new D(value);
  if (isForeignDate(value)) return new Date(Number(value));
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyOf(part)]));
}

/** Whether a value is a Date of another realm: it says so, and has the slot that only a Date has. */
function isForeignDate(value: object): boolean {
  if (Object.prototype.toString.call(value) !== '[object Date]') return false;
  try {
    Date.prototype.getTime.call(value);
    return true;
  } catch {
    return false;
  }
}
