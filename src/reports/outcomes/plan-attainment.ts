import { checkReport, type DealBook } from '../../book/book.ts';
import { countUnpriced, totalPrice } from '../../book/prices/prices.ts';
import { salesOf } from '../../book/readers/amounts.ts';
import { closedByReader } from '../../book/readers/owner.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import { type PeriodInput, populationRows } from '../../book/selection/population.ts';
import { getOrAdd } from '../../columns/get-or-add.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { DealError } from '../../errors.ts';
import { subtractMoney } from '../../money/arithmetic.ts';
import { checkComputedMoney, type Money, ownMoney } from '../../money/money.ts';
import {
  checkOption,
  checkOptions,
  type OptionKind,
  type OptionsOf,
  readLater,
  text,
} from '../../options.ts';
import { type MoneyRate, moneyRatio } from '../../statistics/money-rate.ts';
import { readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';

/** What is to be sold in a period, by the company or by one owner. */
export interface SalesPlan {
  readonly during: PeriodInput;
  /** Absent: by the company. */
  readonly ownerId?: string | undefined;
  /** In the management currency. */
  readonly amount: Money;
}

type PlanAttainmentOptions = Parameters<typeof planAttainment>[1];

const salesPlan: OptionsOf<SalesPlan> = { during: readLater, ownerId: text, amount: readLater };

/** Plans, each for a period. */
export const planList: OptionKind = { possible: 'a list of plans', holds: Array.isArray };

/** The options it takes. */
export const planAttainmentOptions: OptionsOf<PlanAttainmentOptions> = { plans: planList, pipelineId: text };

type PlanResult = PlanAttainment['plans'][number];

/** How far plans were met. */
export interface PlanAttainment {
  readonly kind: 'planAttainment';
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** In the order given. */
  readonly plans: readonly {
    readonly during: Period;
    /** Null for the company. */
    readonly ownerId: string | null;
    readonly plan: Money;
    /** Deals won. */
    readonly won: number;
    /** What they were sold for. */
    readonly sold: Money;
    /** Won deals without an amount in the management currency. */
    readonly unpriced: number;
    /** sold / plan. */
    readonly rate: MoneyRate;
    /** sold − plan: negative while the plan is not met. */
    readonly gap: Money;
  }[];
}

/**
 * How far were the plans met?
 *
 * For each plan: the deals won in its period, as of the book, with the amounts fixed at the wins; an owner's are those of
 * which they were the owner then (`closedBy`). `rate` = sold / plan, above 1 where more was sold; null for a plan that
 * is not above zero, and where what was sold is negative.
 *
 * @throws DealError `unknown-pipeline`, `currency-mismatch` for a plan in another than the management currency, `invalid-amount`,
 * `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { plans } = planAttainment(book, { plans: [{ during: '2026-Q4', ownerId: 'kari', amount: money(200, 'NOK') }] })
 * plans.map(({ won, rate, gap }) => [won, rate.value, gap.amount]) // => [[1, 0.5, '-100']]
 * ```
 */
export function planAttainment(
  book: DealBook,
  options: {
    readonly plans: readonly SalesPlan[];
    /** The deals that are in it as of the book, or were closed in it; default those of all pipelines. */
    readonly pipelineId?: string | undefined;
  },
): PlanAttainment {
  checkReport(book, options, planAttainmentOptions);
  checkOption('plans', options.plans, planList);
  const { pipelineId } = options;
  const { currency } = book;
  if (pipelineId !== undefined) pipelineIn(book, pipelineId); // is refused also where there are no plans
  const sales = salesOf(book);
  const wonOf = winsReader(book, pipelineId);
  const plans = options.plans.map((plan, index): PlanResult => {
    checkOptions(plan, salesPlan, `plans[${index}]`);
    const during = readPeriod(plan.during, book);
    const amount = checkPlan(plan.amount, currency);
    const rows = wonOf(during, plan.ownerId);
    const sold = { amount: totalPrice(sales, rows), currency };
    return {
      during,
      ownerId: plan.ownerId ?? null,
      plan: amount,
      won: rows.length,
      sold,
      unpriced: countUnpriced(sales, rows),
      rate: attained(sold, amount),
      gap: subtractMoney(sold, amount),
    };
  });
  return { kind: 'planAttainment', ...withoutUndefined({ pipelineId }), asOf: book.asOf, currency, plans };
}

/** Tells which deals were won in a period, by the company or an owner. Each period is read once, whoever's plans there are for it. */
function winsReader(book: DealBook, pipelineId: string | undefined) {
  const won = new Map<string, Int32Array>();
  const byOwner = new Map<string, Map<string | null, number[]>>();
  return (during: Period, ownerId: string | undefined): ArrayLike<number> => {
    const period = `${+during.start}/${+during.end}`;
    const rows = getOrAdd(won, period, () => {
      const closed = rowsInPipeline(book, populationRows(book, { closedDuring: during }), pipelineId);
      return rowsWithStatus(book, closed, 'won');
    });
    if (ownerId === undefined) return rows;
    return getOrAdd(byOwner, period, () => groupedBy(rows, closedByReader(book))).get(ownerId) ?? [];
  };
}

function attained(sold: Money, plan: Money): MoneyRate {
  return sold.amount.lt(0) ? { value: null, count: sold, of: plan } : moneyRatio(sold, plan);
}

function checkPlan(amount: Money, currency: string): Money {
  checkComputedMoney(amount);
  if (amount.currency === currency) return ownMoney(amount);
  throw new DealError(
    'currency-mismatch',
    `The book is in ${currency}, the plan in ${amount.currency}; convert it first.`,
    { left: currency, right: amount.currency },
  );
}
