import { isDecimal } from '../money/decimal.ts';
import { isDate } from '../time/is-date.ts';
import type { DealEvent } from './event.ts';

/** A copy of an event that shares nothing with it which could be changed. */
export function copyEvent(event: DealEvent): DealEvent {
  return copied(event) as DealEvent;
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isDecimal(value)) return value; // a Decimal never changes
  if (isDate(value)) return new Date(+value);
  if (Array.isArray(value)) return value.map(copied);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copied(part)]));
}
