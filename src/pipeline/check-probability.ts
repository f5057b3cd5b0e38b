import { DealError } from '../errors.ts';
import { preview } from '../text.ts';

/** Checks a probability: a number from 0 to 1. */
export function checkProbability(value: unknown): asserts value is number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return;
  throw new DealError('invalid-probability', `A probability lies between 0 and 1, not ${preview(value)}.`, {
    input: preview(value),
  });
}
