import { checkSameCurrency } from '../money/arithmetic.ts';
import type { Money } from '../money/money.ts';
import { checkOption, checkOptions, list, type OptionsOf, readLater } from '../options.ts';
import { amountOfFraction, type Fraction, plus, times, zero } from '../statistics/fraction.ts';
import type { MoneyAverage } from '../statistics/money-average.ts';
import { checkText } from '../text.ts';
import { readConversion } from './conversion.ts';
import { type Figure, readAverageOrNull, readFigure } from './figure.ts';
import { type ExactRate, ratioOf } from './ratio.ts';

/** What an owner can do, and what became of it so far. */
export interface OwnerCapacity {
  /** Null: what deals without an owner can bring. */
  readonly ownerId: string | null;
  /** Leads the owner can take on in the time to plan for. */
  readonly leads: Figure;
  /** Total conversion: of the leads taken on, those won; null where nothing is known of it. */
  readonly rate: Figure | null;
  /** Null where nothing is known of it. */
  readonly averageWonAmount: MoneyAverage | null;
}

const capacityOptions: OptionsOf<OwnerCapacity> = {
  ownerId: readLater,
  leads: readLater,
  rate: readLater,
  averageWonAmount: readLater,
};

type FeasibleFigures = Pick<FeasiblePlan['total'], 'leads' | 'wins' | 'amount'>;
/** What every owner can plan for. */
export interface FeasiblePlan {
  readonly kind: 'feasiblePlan';
  /** In the order given. */
  readonly owners: readonly (Pick<FeasiblePlan['total'], 'leads' | 'wins' | 'amount'> & {
    readonly ownerId: string | null;
    readonly rate: ExactRate | null;
    readonly averageWonAmount: MoneyAverage | null;
  })[];
  /** Of the owners whose figure is known; null where that is nobody. */
  readonly total: {
    /** Leads taken on. */
    readonly leads: ExactRate;
    /** Deals won of them. */
    readonly wins: ExactRate | null;
    /** What they bring. */
    readonly amount: Money | null;
    readonly withoutWins: number;
    readonly withoutAmount: number;
  };
}

interface Exact {
  readonly leads: Fraction;
  readonly wins: Fraction | null;
  readonly amount: Fraction | null;
}

/**
 * A plan that each owner can fulfil: leads to take on, deals to win, amount to sell.
 *
 * wins = leads × total conversion; amount = wins × average won amount. Exact: a fraction of a deal stays one, since a plan
 * is what may be expected; an amount has 34 digits where its decimals do not end. A rate of zero gives a plan of zero; a
 * rate or average not known gives null. The total adds up what is known, from the exact figures, and counts the owners it
 * is without. Rows are in the order given.
 *
 * @throws DealError `invalid-option` for leads that are no plain decimal from 0 on, a rate that is no share from 0 to 1,
 * a negative average; `invalid-amount`, `invalid-text`; `currency-mismatch` for averages in different currencies.
 *
 * @example
 * ```ts
 * const kari = { ownerId: 'kari', leads: 300, rate: { count: 15, of: 300 }, averageWonAmount: averageMoney(money(30000, 'EUR'), 15) }
 * const { owners, total } = feasiblePlan([kari, { ownerId: 'ny', leads: 100, rate: null, averageWonAmount: null }])
 * owners.map(({ ownerId, wins, amount }) => [ownerId, wins?.value ?? null, amount]) // => [['kari', 15, money(30000, 'EUR')], ['ny', null, null]]
 * total.withoutWins // => 1
 * ```
 */
export function feasiblePlan(owners: readonly OwnerCapacity[]): FeasiblePlan {
  checkOption('owners', owners, list);
  const exact = owners.map(exactPlan);
  const averages = exact.flatMap(({ average }) => average ?? []);
  const currency = averages[0]?.total.currency ?? '';
  for (const { total } of averages) checkSameCurrency({ currency }, total);
  const figures = ({ leads, wins, amount }: Exact): FeasibleFigures => ({
    leads: ratioOf(leads),
    wins: wins && ratioOf(wins),
    amount: amount && { amount: amountOfFraction(amount), currency },
  });
  return {
    kind: 'feasiblePlan',
    owners: owners.map(({ ownerId }, index) => {
      const plan = exact[index] as ReturnType<typeof exactPlan>;
      return {
        ownerId,
        rate: plan.rate && ratioOf(plan.rate),
        averageWonAmount: plan.average,
        ...figures(plan),
      };
    }),
    total: {
      ...figures({
        leads: sumOf(exact.map(({ leads }) => leads)) ?? zero,
        wins: sumOf(exact.map(({ wins }) => wins)),
        amount: sumOf(exact.map(({ amount }) => amount)),
      }),
      withoutWins: exact.filter(({ wins }) => wins === null).length,
      withoutAmount: exact.filter(({ amount }) => amount === null).length,
    },
  };
}

function exactPlan(owner: OwnerCapacity, index: number) {
  const at = `owners[${index}]`;
  checkOptions(owner, capacityOptions, at);
  if (owner.ownerId !== null) checkText(owner.ownerId, `${at}.ownerId`);
  const leads = readFigure(owner.leads, `${at}.leads`);
  const rate = readConversion(owner.rate, `${at}.rate`);
  const won = readAverageOrNull(owner.averageWonAmount, `${at}.averageWonAmount`);
  const wins = rate && times(leads, rate);
  return { leads, rate, average: won?.average ?? null, wins, amount: wins && won && times(wins, won.exact) };
}

/** The sum of those that are known, null where none is. */
function sumOf(figures: readonly (Fraction | null)[]): Fraction | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : known.reduce(plus, zero);
}
