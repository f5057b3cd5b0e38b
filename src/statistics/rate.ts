/** A share with what it was computed from: `value` = `count` / `of`, or null where there is nothing to divide by. */
export interface CountRate {
  readonly value: number | null;
  readonly count: number;
  readonly of: number;
}

/** The share of `count` in `of`. */
export function rate(count: number, of: number): CountRate {
  return { value: of === 0 ? null : count / of, count, of };
}
