import { checkOption, wholeNumber } from '../options.ts';

/**
 * Checks an option that counts something.
 *
 * @throws DealError `invalid-option`.
 */
export function checkWholeNumber(option: string, value: unknown): void {
  checkOption(option, value, wholeNumber);
}
