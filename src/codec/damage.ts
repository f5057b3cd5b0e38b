import { DealError, isDealError } from '../errors.ts';

/** The error of something that cannot be stored or read back: what is wrong, at which path from the root. */
export function invalidRecord(problem: string, path = ''): DealError<'invalid-record'> {
  const message = path === '' ? `The record is damaged: ${problem}` : `${path}: ${problem}`;
  return new DealError('invalid-record', message, { path, problem });
}

/**
 * The error of a part as an error of the whole: `amount` under `[0]` under `demand` becomes `demand[0].amount`. What a
 * check of the domain throws becomes damage too; what is no `DealError` stays as it is.
 */
export function atPath(part: string | number, error: unknown): unknown {
  if (!isDealError(error)) return error;
  if (!isDealError(error, 'invalid-record')) return invalidRecord(error.message, joined(part, ''));
  return invalidRecord(error.details.problem, joined(part, error.details.path));
}

function joined(part: string | number, rest: string): string {
  const step = typeof part === 'number' ? `[${part}]` : /^[\w$-]+$/.test(part) ? part : quoted(part);
  return rest === '' || rest.startsWith('[') ? step + rest : `${step}.${rest}`;
}

function quoted(name: string): string {
  return `[${JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)}]`;
}
