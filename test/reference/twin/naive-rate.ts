import { share, times } from './exact.ts';

/** "Every rate is `{ value: number | null, count, of }`". */
export interface NaiveRate {
  readonly count: number;
  readonly of: number;
  readonly value: number | null;
}

/** The same of money, the amounts as text. */
export interface NaiveMoneyRate {
  readonly count: string;
  readonly of: string;
  readonly value: number | null;
}

/** "nothing to divide by is `null`, never 0 or NaN" */
export function rate(count: number, of: number): NaiveRate {
  return { count, of, value: of === 0 ? null : count / of };
}

export function moneyRate(count: string, of: string): NaiveMoneyRate {
  return { count, of, value: share(count, of) };
}

/** A change, and what it is of what was there before. */
export function changeRate(count: string, of: string): NaiveMoneyRate {
  return { count, of, value: times(count, of) };
}

/** A plan can be more than met, but not less than not at all. */
export function attainedRate(count: string, of: string): NaiveMoneyRate {
  return count.startsWith('-') ? { count, of, value: null } : changeRate(count, of);
}
