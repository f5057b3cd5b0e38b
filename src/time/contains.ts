import { checkDate, checkEnd, type Period } from './period.ts';

/**
 * Whether an instant lies in a period: at or after its start, before its end.
 *
 * @throws DealError `invalid-date`.
 *
 * @example
 * ```ts
 * contains(month('2026-10'), new Date('2026-11-01')) // => false
 * ```
 */
export function contains(period: Period, at: Date): boolean {
  checkDate(at, 'at');
  checkDate(period?.start, 'start');
  checkEnd(period?.end);
  return +period.start <= +at && +at < +period.end;
}
