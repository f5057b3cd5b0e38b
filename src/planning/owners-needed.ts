import { invalidOption } from '../errors.ts';
import { checkSameCurrency } from '../money/arithmetic.ts';
import type { Money } from '../money/money.ts';
import { checkOptions, type OptionsOf, object, readLater } from '../options.ts';
import { type Fraction, over, times } from '../statistics/fraction.ts';
import type { MoneyAverage } from '../statistics/money-average.ts';
import { type Figure, readAverageOrNull, readFigure, readPositive, readPositiveAmount } from './figure.ts';
import { obstaclesIn, type PlanObstacle } from './obstacle.ts';
import { countOf, type ExactRate, ratioOf } from './ratio.ts';

/** What is known of the owners: what they sell, how many leads they take on, or both. */
export interface OwnersNeededOptions {
  /** What is to be sold, and what an owner sells on average in a month; null where that is not known. */
  readonly sales?:
    | { readonly plan: Money; readonly averagePerMonth: MoneyAverage | null; readonly months?: Figure }
    | undefined;
  /** Leads to take on, as `requiredEntrants` gives them, and how many an owner can; null where not known. */
  readonly leads?: { readonly needed: Figure | null; readonly perOwner: Figure | null } | undefined;
}

const ownersNeededOptions: OptionsOf<OwnersNeededOptions> = { sales: object, leads: object };
const salesOptions: OptionsOf<NonNullable<OwnersNeededOptions['sales']>> = {
  plan: readLater,
  averagePerMonth: readLater,
  months: readLater,
};
const leadsOptions: OptionsOf<NonNullable<OwnersNeededOptions['leads']>> = {
  needed: readLater,
  perOwner: readLater,
};

type OwnerCount = NonNullable<OwnersNeeded['bySales']>;
export interface OwnersNeeded {
  readonly kind: 'ownersNeeded';
  readonly attainable: boolean;
  readonly obstacles: readonly PlanObstacle[];
  /** The larger of the two counts; null where one asked for cannot be said. */
  readonly owners: number | null;
  /** Exactly, and its ceiling; each null where it cannot be said. Null where it was not asked for. */
  readonly bySales: { readonly exact: ExactRate | null; readonly owners: number | null } | null;
  /** Null where it was not asked for. */
  readonly byLeads: OwnersNeeded['bySales'];
}

/**
 * How many owners a plan needs: by what an owner sells, by how many leads an owner can take on, or the larger of both.
 *
 * By sales: plan / (average sales of an owner in a month × months), months being 1 by default; the average is of all
 * months, those without a sale included, as `salesByPeriod` gives it, and its `total` / `count` is what is reckoned with.
 * By leads: leads needed / leads per owner. Each is exact and then the ceiling taken. A divisor of zero or not known (or leads needed that are null, because the plan is
 * unattainable) leaves `owners` null, and `obstacles` says which figure it was.
 *
 * @throws DealError `invalid-option` where neither is given, and for a plan, months or leads that are not above zero;
 * `invalid-amount`, `invalid-text`, `currency-mismatch`.
 *
 * @example
 * ```ts
 * const sales = { plan: money(60000, 'EUR'), averagePerMonth: averageMoney(money(126000, 'EUR'), 30) }
 * const { owners, bySales, byLeads } = ownersNeeded({ sales, leads: { needed: 700, perOwner: 40 } })
 * owners // => 18
 * const counts = [bySales, byLeads].map((count) => count?.owners) // => [15, 18]
 * ```
 */
export function ownersNeeded(options: OwnersNeededOptions): OwnersNeeded {
  checkOptions(options, ownersNeededOptions);
  const { sales, leads } = options;
  if (sales !== undefined) checkOptions(sales, salesOptions, 'sales');
  if (leads !== undefined) checkOptions(leads, leadsOptions, 'leads');
  if (sales === undefined && leads === undefined) {
    throw invalidOption('sales', 'not given, nor are leads');
  }
  const counts = { bySales: sales && ownersBySales(sales), byLeads: leads && ownersByLeads(leads) };
  const given = [counts.bySales, counts.byLeads].filter((count) => count !== undefined);
  const obstacles = given.flatMap((count) => count.obstacles);
  const attainable = obstacles.length === 0;
  return {
    kind: 'ownersNeeded',
    attainable,
    obstacles,
    owners: attainable
      ? given.reduce((most, { exact }) => Math.max(most, exact ? countOf(exact) : 0), 0)
      : null,
    bySales: counts.bySales ? ownerCount(counts.bySales) : null,
    byLeads: counts.byLeads ? ownerCount(counts.byLeads) : null,
  };
}

interface Quotient {
  readonly exact: Fraction | null;
  readonly obstacles: readonly PlanObstacle[];
}

function ownersBySales({
  plan,
  averagePerMonth,
  months = 1,
}: NonNullable<OwnersNeededOptions['sales']>): Quotient {
  const amount = readPositiveAmount(plan, 'sales.plan');
  const time = readPositive(months, 'sales.months');
  const sold = readAverageOrNull(averagePerMonth, 'sales.averagePerMonth');
  if (sold) checkSameCurrency(plan, sold.average.total);
  const exact = sold?.exact ?? null;
  return quotient(amount, exact && times(exact, time), obstaclesIn(exact, 'sales.averagePerMonth'));
}

function ownersByLeads({ needed, perOwner }: NonNullable<OwnersNeededOptions['leads']>): Quotient {
  const leads = needed === null ? null : readPositive(needed, 'leads.needed');
  const capacity = perOwner === null ? null : readFigure(perOwner, 'leads.perOwner');
  const obstacles = [...obstaclesIn(leads, 'leads.needed'), ...obstaclesIn(capacity, 'leads.perOwner')];
  return quotient(leads, capacity, obstacles);
}

function quotient(
  dividend: Fraction | null,
  divisor: Fraction | null,
  obstacles: readonly PlanObstacle[],
): Quotient {
  const exact = dividend && divisor && obstacles.length === 0 ? over(dividend, divisor) : null;
  return { exact, obstacles };
}

function ownerCount({ exact }: Quotient): OwnerCount {
  return { exact: exact && ratioOf(exact), owners: exact && countOf(exact) };
}
