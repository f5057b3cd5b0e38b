import { DealError } from '../../errors.ts';
import { preview } from '../../text.ts';

/** The parts of a text that names a period: the whole of it, then what the pattern has in groups. */
export function periodParts(text: unknown, pattern: RegExp, expected: string): readonly string[] {
  // What is no text names no period.
  return (typeof text === 'string' ? pattern.exec(text) : null) ?? refusePeriod(text, expected);
}

export function refusePeriod(text: unknown, expected: string): never {
  const input = preview(text);
  throw new DealError('invalid-period', `${input} is not ${expected}.`, { input });
}
