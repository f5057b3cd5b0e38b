import { multipliersTo } from '../../rates/multiplier.ts';
import { localDays } from '../../time/local-day.ts';
import type { Facts } from '../facts/facts.ts';
import { closedAtStep, openingDate } from '../facts/steps.ts';
import type { Multiplier } from './prices.ts';
import type { Pricing } from './pricing.ts';

/** How amounts of deals are converted at an instant, given the last steps of their rows then. */
export function multiplierAsOf(facts: Facts, pricing: Pricing, asOf: number, last: Int32Array): Multiplier {
  return multiplierAt(facts, pricing, asOf, (row) => closedAtStep(facts, last[row] as number));
}

/** How amounts of deals are converted at an instant, given when each deal was closed, NaN for one that is open then. */
export function multiplierAt(
  facts: Facts,
  { rates, rateDate, timeZone }: Pricing,
  asOf: number,
  closedAtOf: (row: number) => number,
): Multiplier {
  if (rates === undefined) return () => null;
  const dayOf = localDays(timeZone);
  const multiplierOn = multipliersTo(rates, facts.currency);
  const instantOf = (row: number): number => {
    switch (rateDate) {
      case 'closing': {
        const closedAt = closedAtOf(row);
        return Number.isNaN(closedAt) ? asOf : closedAt;
      }
      case 'opening':
        return openingDate(facts, row);
      case 'asOf':
        return asOf;
    }
  };
  return (currency, row) => {
    const at = instantOf(row);
    if (Number.isNaN(at)) return null;
    return multiplierOn(currency, dayOf(at));
  };
}
