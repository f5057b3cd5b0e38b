import { DealError } from '../errors.ts';

/**
 * Checks an option that counts something.
 *
 * @throws DealError `invalid-option`.
 */
export function checkWholeNumber(option: string, value: unknown): void {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return;
  const problem = 'no whole number from 0 on';
  throw new DealError('invalid-option', `${option} is ${problem}: ${String(value)}.`, { option, problem });
}
