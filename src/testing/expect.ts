import { isSameJson, type StoredValue } from '../codec/json.ts';
import { anyValue } from '../codec/value.ts';
import { DealError, type DealErrorCode, isDealError } from '../errors.ts';

/** Says that a contract is broken. */
export function broken(problem: string): DealError<'contract-broken'> {
  return new DealError('contract-broken', problem, { problem });
}

/** Expects a condition to hold. */
export function expectThat(condition: boolean, problem: string): void {
  if (!condition) throw broken(problem);
}

/** Expects equal plain data, to the last digit and millisecond; the order of properties does not matter. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [comparable(actual), comparable(expected)];
  if (!isSameJson(got, wanted)) throw broken(`${what} is ${shortened(got)}, not ${shortened(wanted)}.`);
}

/** Expects a promise to be refused with a `DealError`, of one of some codes if there are any. */
export async function expectRefusal(
  what: string,
  attempt: () => Promise<unknown>,
  ...codes: readonly DealErrorCode[]
): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (isDealError(error) && (codes.length === 0 || codes.includes(error.code))) return;
    const wanted = codes.length === 0 ? 'a DealError' : codes.join(' or ');
    throw broken(`${what} is refused with ${isDealError(error) ? error.code : error}, not with ${wanted}.`);
  }
  throw broken(`${what} is not refused.`);
}

function comparable(value: unknown): StoredValue {
  return value === undefined ? 'undefined' : anyValue.encode(value);
}

function shortened(value: StoredValue): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
