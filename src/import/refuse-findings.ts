import { DealError, type DealErrorCode } from '../errors.ts';
import type { Finding } from './rows/findings.ts';

/** Refuses the first row or key that would be left out. */
export function refuseFindings(findings: readonly Finding[]): void {
  const refused = findings.find(
    ({ problem }) => problem.effect === 'left-out' || problem.code === 'unknown-key',
  );
  if (refused !== undefined) throw errorOf(refused);
}

function errorOf({ problem, error }: Finding): DealError {
  const { message, field, input } = problem;
  if (error !== undefined)
    return new DealError<DealErrorCode>(error.code, message, error.details) as DealError;
  const key = field?.includes('.') ? field : `${problem.in}.${field}`;
  return new DealError('invalid-value', message, { field: key, problem: 'not known here', input });
}
