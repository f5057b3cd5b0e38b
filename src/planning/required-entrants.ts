import { checkSameCurrency } from '../money/arithmetic.ts';
import { type Money, ownMoney } from '../money/money.ts';
import { checkOption, checkOptions, type OptionsOf, object, readLater } from '../options.ts';
import { ceiling, type Fraction, over } from '../statistics/fraction.ts';
import type { MoneyAverage } from '../statistics/money-average.ts';
import { type ReadStage, readStages, type StageConversion, totalOf } from './conversion.ts';
import { type Figure, plainFigure, readAverageOrNull, readPositive, readPositiveAmount } from './figure.ts';
import { obstaclesIn, type PlanObstacle } from './obstacle.ts';
import { countOf, type ExactRate, ratioOf } from './ratio.ts';

type Plan = RequiredEntrants['plan'];

type RequiredStage = RequiredEntrants['stages'][number];

/** What a plan takes at every stage. */
export interface RequiredEntrants {
  readonly kind: 'requiredEntrants';
  /** What is to be reached: a number of won deals, or an amount of money by deals of an average amount. */
  readonly plan:
    | { readonly wins: Figure }
    | { readonly amount: Money; readonly averageWonAmount: MoneyAverage | null };
  readonly attainable: boolean;
  /** Why not, in stage order; empty where it is attainable. */
  readonly obstacles: readonly PlanObstacle[];
  /** How many must enter the first stage; null where the plan is unattainable. */
  readonly leads: number | null;
  readonly totalRate: ExactRate | null;
  /** How many deals must be won. */
  readonly wins: { readonly exact: ExactRate | null; readonly deals: number | null };
  /** What it takes at a stage; null from where it cannot be reached. */
  readonly stages: readonly {
    readonly stageId: string;
    readonly rate: ExactRate | null;
    /** Wins / the conversion from here to won. */
    readonly exact: ExactRate | null;
    /** The ceiling of `exact`. */
    readonly entrants: number | null;
    /** The ceiling of (`chained` of the next stage / the rate here): whole deals at every stage. */
    readonly chained: number | null;
  }[];
}

/**
 * How many leads a sales plan needs, and how many deals in each stage: the funnel read from its end.
 *
 * The plan is a number of wins, or an amount / the average won amount (its `total` / `count`). At a stage it takes exactly wins / (the product of
 * the rates from that stage on); the answer is the ceiling of that number, computed per stage, so that no rounding adds
 * up: put through the rates it reaches the plan, and one less does not. `chained` is the other custom, the ceiling
 * of what the next stage's ceiling needs, from the ceiling of the wins on: whole deals everywhere, never fewer.
 *
 * Arithmetic is exact. A rate of zero, or one not known, makes the plan unattainable: `leads` is null, `obstacles` says
 * which figures, and stages after the last of them still have their numbers.
 *
 * @throws DealError `invalid-option` for no stages, a stage twice, a rate that is no share from 0 to 1, a plan that is not
 * above zero, figures so far apart that a count exceeds 2^53; `invalid-amount`, `currency-mismatch`, `invalid-text`.
 *
 * @example
 * ```ts
 * const stages = [{ stageId: 'call', rate: { count: 30, of: 100 } }, { stageId: 'meeting', rate: 0.5 }, { stageId: 'offer', rate: 0.5 }, { stageId: 'contract', rate: { count: 2, of: 3 } }]
 * const { leads, stages: needed } = requiredEntrants(stages, { wins: 30 })
 * leads // => 600
 * needed.map(({ entrants }) => entrants) // => [600, 180, 90, 45]
 * requiredEntrants([{ stageId: 'call', rate: 0 }], { wins: 1 }).obstacles // => [{ figure: 'rate', stageId: 'call', is: 'zero' }]
 * ```
 */
export function requiredEntrants(
  stages: readonly StageConversion[],
  plan: RequiredEntrants['plan'],
): RequiredEntrants {
  const read = readStages(stages);
  const { goal, wins, obstacles: unpriced } = winsOf(plan);
  const obstacles = [...read.flatMap(({ rate, stageId }) => obstaclesIn(rate, 'rate', stageId)), ...unpriced];
  const rows = requiredStages(read, wins);
  const total = totalOf(read);
  return {
    kind: 'requiredEntrants',
    plan: goal,
    attainable: obstacles.length === 0,
    obstacles,
    leads: rows[0]?.entrants ?? null,
    totalRate: total && ratioOf(total),
    wins: { exact: wins && ratioOf(wins), deals: wins && countOf(wins) },
    stages: rows,
  };
}

interface Goal {
  readonly goal: Plan;
  readonly wins: Fraction | null;
  readonly obstacles: readonly PlanObstacle[];
}

const winsPlan: OptionsOf<Extract<Plan, { wins: unknown }>> = { wins: readLater };
const amountPlan: OptionsOf<Extract<Plan, { amount: unknown }>> = {
  amount: readLater,
  averageWonAmount: readLater,
};

function winsOf(plan: Plan): Goal {
  checkOption('plan', plan, object);
  checkOptions(plan, 'wins' in plan ? winsPlan : amountPlan, 'plan');
  if ('wins' in plan) {
    const wins = readPositive(plan.wins, 'wins');
    return { goal: { wins: plainFigure(plan.wins) }, wins, obstacles: [] };
  }
  const amount = readPositiveAmount(plan.amount, 'amount');
  const won = readAverageOrNull(plan.averageWonAmount, 'averageWonAmount');
  if (won) checkSameCurrency(plan.amount, won.average.total);
  const obstacles = obstaclesIn(won?.exact ?? null, 'averageWonAmount');
  return {
    goal: { amount: ownMoney(plan.amount), averageWonAmount: won?.average ?? null },
    wins: won && obstacles.length === 0 ? over(amount, won.exact) : null,
    obstacles,
  };
}

/** From the last stage back to the first. */
function requiredStages(stages: readonly ReadStage[], wins: Fraction | null): RequiredStage[] {
  const rows: RequiredStage[] = [];
  let exact = wins;
  let chained = wins && whole(wins);
  for (const { stageId, rate } of [...stages].reverse()) {
    const divisor = rate?.count === 0n ? null : rate;
    exact = exact && divisor && over(exact, divisor);
    chained = chained && divisor && whole(over(chained, divisor));
    rows.unshift({
      ...{ stageId, rate: rate && ratioOf(rate), exact: exact && ratioOf(exact) },
      ...{ entrants: exact && countOf(exact), chained: chained && countOf(chained) },
    });
  }
  return rows;
}

function whole(fraction: Fraction): Fraction {
  return { count: ceiling(fraction), of: 1n };
}
