import type { Deal, Step } from './deal.ts';
import { end, rateAt } from './sales.ts';

/** One stay in one stage, read off the steps. */
export interface Visit {
  readonly stage: number;
  readonly enteredAt: number;
  /** Null where the deal still is. */
  readonly leftAt: number | null;
}

export function visitsOf({ steps }: Deal): Visit[] {
  return steps.flatMap(({ type, stage, at }, index) =>
    type === 'won' || type === 'lost' ? [] : [{ stage, enteredAt: at, leftAt: steps[index + 1]?.at ?? null }],
  );
}

export function statusOf({ steps }: Deal): 'won' | 'lost' | 'open' {
  const { type } = steps.at(-1) as Step;
  return type === 'won' || type === 'lost' ? type : 'open';
}

export function openedAtOf({ steps }: Deal): number {
  return (steps[0] as Step).at;
}

/** Null while it is open. */
export function closedAtOf(deal: Deal): number | null {
  return statusOf(deal) === 'open' ? null : (deal.steps.at(-1) as Step).at;
}

/** The potential at the end, in hundredths of its currency. */
export function centsOf({ cents, revalued }: Deal): number | null {
  return revalued?.cents ?? cents;
}

/** One krone in the units that amounts are compared in: hundredths times the four decimals of a rate. */
export const unit = 1_000_000;

/** The potential at the end in units of a millionth of a krone, at the rate of the closing. */
export function unitsOf(deal: Deal): number | null {
  const cents = centsOf(deal);
  if (cents === null) return null;
  return cents * (deal.currency === 'NOK' ? 10_000 : rateAt(closedAtOf(deal) ?? end));
}
