import { invalidOption } from '../errors.ts';
import { checkOption, checkOptions, list, type OptionsOf, wholeNumber } from '../options.ts';
import { compareFractions, type Fraction, fraction, numberOf } from '../statistics/fraction.ts';
import { type CountRate, rate } from '../statistics/rate.ts';
import { type ExactRate, ratioOf } from './ratio.ts';

type SalesLagOptions = Parameters<typeof salesLag>[1];
type MonthCounts = Parameters<typeof salesLag>[0][number];
type LaggedSales = SalesLag['lags'][number];

const salesLagOptions: OptionsOf<SalesLagOptions> = { maxLag: wholeNumber };
const monthOptions: OptionsOf<MonthCounts> = { entered: wholeNumber, won: wholeNumber };

/** How sales follow what was done in the months before. */
export interface SalesLag {
  readonly kind: 'salesLag';
  /** How many months were given. */
  readonly months: number;
  /** Of lags of 0 months and more. */
  readonly lags: readonly {
    /** By how many months the sales are later. */
    readonly lag: number;
    /** How many months are compared: each that has one so many months later. */
    readonly pairs: number;
    /** Deals won in the later months / deals that entered in the earlier ones: not the same deals, so it may exceed 1. */
    readonly winsPerEntrant: CountRate;
    /** Pearson's coefficient of the two, from −1 to 1; null where one of them is the same in all months. */
    readonly correlation: number | null;
    /** Its square, exactly: the share of the variance of the sales that goes with the entrants. */
    readonly explained: ExactRate | null;
  }[];
  /** The lag of the highest correlation, of equals the shortest; null where none is above zero. */
  readonly best: number | null;
}

/**
 * Do sales depend on what is done, and how much later: the more offers, the more sales, but in which month?
 *
 * From counts of months that follow each other and are over: `entered`, deals that came to a stage (of a salesFunnel,
 * `enteredDuring` the month), and `won`, deals won (of a winRate, `closedDuring` the month). For a lag of k months each month's
 * entrants are set against the wins k months later, as far as there are such: `winsPerEntrant` = the sum of these wins /
 * the sum of these entrants; `correlation` = Pearson's coefficient over these pairs, each side with its own mean of them. Sums and
 * comparisons are exact; `correlation` is the square root of `explained` with its sign. That two things go together
 * does not say that one is the cause of the other, and of few months it may be chance: `pairs` says of how many.
 *
 * @throws DealError `invalid-option` for a count that is no whole number from 0 on, and where fewer than 3 pairs of months are left
 * at the greatest lag: any two lie on a line.
 *
 * @example
 * ```ts
 * const offers = [10, 20, 10, 30, 20, 10]
 * const wins = [2, 5, 10, 5, 15, 10]
 * const { lags, best } = salesLag(offers.map((entered, index) => ({ entered, won: wins[index] ?? 0 })), { maxLag: 1 })
 * best // => 1
 * lags[1] // => { lag: 1, pairs: 5, winsPerEntrant: { value: 0.5, count: 45, of: 90 }, correlation: 1, explained: { value: 1, count: '1', of: '1' } }
 * ```
 */
export function salesLag(
  months: readonly {
    /** Deals that came to the stage in the month. */
    readonly entered: number;
    /** Deals won in the month. */
    readonly won: number;
  }[],
  options: {
    /** The greatest lag to look at, in months; default 3. */
    readonly maxLag?: number | undefined;
  } = {},
): SalesLag {
  checkOptions(options, salesLagOptions);
  const { maxLag = 3 } = options;
  checkOption('months', months, list);
  const counts = Array.from(months, readMonth);
  const least = maxLag + fewestPairs;
  if (counts.length < least)
    throw invalidOption('months', `too few for a lag of ${maxLag}: ${counts.length}, not ${least} or more`);
  const lagged = Array.from({ length: maxLag + 1 }, (_, lag) => laggedBy(lag, counts));
  const best = lagged.reduce((most, each) => (isAbove(each.dependence, most.dependence) ? each : most), none);
  return { kind: 'salesLag', months: counts.length, lags: lagged.map(({ sales }) => sales), best: best.lag };
}

/** Of two pairs the correlation is always 1 or −1. */
const fewestPairs = 3;

/** A correlation by its sign and its square. */
interface Dependence {
  readonly sign: number;
  readonly squared: Fraction;
}

const none: { readonly lag: number | null; readonly dependence: Dependence | null } = {
  lag: null,
  dependence: null,
};

function readMonth(month: MonthCounts, index: number): MonthCounts {
  checkOptions(month, monthOptions, `months[${index}]`);
  const { entered, won } = month;
  checkOption(`months[${index}].entered`, entered, wholeNumber);
  checkOption(`months[${index}].won`, won, wholeNumber);
  return { entered, won };
}

function laggedBy(
  lag: number,
  months: readonly MonthCounts[],
): { readonly lag: number; readonly dependence: Dependence | null; readonly sales: LaggedSales } {
  const entered = months.slice(0, months.length - lag).map((month) => month.entered);
  const won = months.slice(lag).map((month) => month.won);
  const dependence = dependenceOf(entered.map(BigInt), won.map(BigInt));
  const [count, of] = [countIn(won), countIn(entered)];
  return {
    lag,
    dependence,
    sales: {
      lag,
      pairs: won.length,
      winsPerEntrant: rate(count, of),
      correlation: dependence && dependence.sign * Math.sqrt(numberOf(dependence.squared)),
      explained: dependence && ratioOf(dependence.squared),
    },
  };
}

/** Pearson's coefficient as sign and square: (n Σxy − Σx Σy)² / ((n Σx² − (Σx)²) (n Σy² − (Σy)²)). */
function dependenceOf(xs: readonly bigint[], ys: readonly bigint[]): Dependence | null {
  const spread = (as: readonly bigint[], bs: readonly bigint[]): bigint => {
    const products = as.map((a, index) => a * (bs[index] as bigint));
    return BigInt(as.length) * sum(products) - sum(as) * sum(bs);
  };
  const together = spread(xs, ys);
  const apart = spread(xs, xs) * spread(ys, ys);
  if (apart === 0n) return null;
  return { sign: together < 0n ? -1 : together > 0n ? 1 : 0, squared: fraction(together * together, apart) };
}

/** Whether a correlation is above zero and above another. */
function isAbove(one: Dependence | null, other: Dependence | null): boolean {
  if (one === null || one.sign <= 0) return false;
  return other === null || compareFractions(one.squared, other.squared) > 0;
}

function sum(counts: readonly bigint[]): bigint {
  return counts.reduce((total, count) => total + count, 0n);
}

function countIn(counts: readonly number[]): number {
  const total = Number(sum(counts.map(BigInt)));
  if (!Number.isSafeInteger(total)) throw invalidOption('months', 'counts that add up to more than 2^53');
  return total;
}
