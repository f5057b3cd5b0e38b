import { copied } from '../money/copied.ts';
import type { DealEvent } from './event.ts';

/** A copy of an event that shares nothing with it which could be changed. */
export function copyEvent(event: DealEvent): DealEvent {
  return copied(event);
}
