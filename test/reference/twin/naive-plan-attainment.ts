import type { Money } from '../../../src/money/money.ts';
import { difference, sumOf } from './exact.ts';
import type { NaiveBook } from './naive-book.ts';
import { type NaivePeriod, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { dealsAsked } from './naive-population.ts';
import { attainedRate, type NaiveMoneyRate } from './naive-rate.ts';

interface NaiveAttainment {
  readonly during: NaivePeriod;
  readonly ownerId: string | null;
  readonly plan: string;
  readonly won: number;
  readonly sold: string;
  readonly unpriced: number;
  readonly rate: NaiveMoneyRate;
  readonly gap: string;
}

/** "sold (wonAmount by closedBy, last outcome) against each plan". */
export function naivePlanAttainment(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  plans: readonly {
    readonly during: NaivePeriodInput;
    readonly ownerId?: string;
    readonly amount: Money;
  }[],
  pipelineId?: string,
): { readonly plans: readonly NaiveAttainment[] } {
  const all = [...histories];
  return {
    plans: plans.map(({ during, ownerId, amount }) => {
      const won = dealsAsked(all, book, {
        closedDuring: during,
        ...(pipelineId === undefined ? {} : { pipelineId }),
      })
        .filter(({ status }) => status === 'won')
        .filter(({ closedBy }) => ownerId === undefined || closedBy === ownerId);
      const sold = sumOf(won.map(({ soldFor }) => soldFor));
      const plan = amount.amount.toFixed();
      return {
        during: periodOf(during, book),
        ownerId: ownerId ?? null,
        plan,
        won: won.length,
        sold,
        unpriced: won.filter(({ soldFor }) => soldFor === null).length,
        rate: attainedRate(sold, plan),
        gap: difference(sold, plan),
      };
    }),
  };
}
