import {
  compareFractions,
  fraction,
  minus,
  type NaiveFraction,
  numberOf,
  over,
  plus,
  times,
} from './naive-fraction.ts';
import { type NaiveRate, rate } from './naive-rate.ts';

interface NaiveSalesLag {
  readonly months: number;
  readonly lags: readonly {
    readonly lag: number;
    readonly pairs: number;
    readonly winsPerEntrant: NaiveRate;
    /** The coefficient, from the deviations from the means. */
    readonly correlation: number | null;
    readonly squared: number | null;
  }[];
  readonly best: number | null;
}

/** Of each lag: the wins of the later months by the entrants of the earlier ones, and Pearson's coefficient by its definition. */
export function naiveSalesLag(
  entered: readonly number[],
  won: readonly number[],
  maxLag: number,
): NaiveSalesLag {
  const lags = [];
  let best: { readonly lag: number; readonly squared: NaiveFraction } | null = null;
  for (let lag = 0; lag <= maxLag; lag++) {
    const pairs: [number, number][] = [];
    for (let month = 0; month + lag < entered.length; month++)
      pairs.push([entered[month] ?? 0, won[month + lag] ?? 0]);
    const { sign, squared } = pearson(pairs);
    if (squared !== null && sign > 0 && (best === null || compareFractions(squared, best.squared) > 0))
      best = { lag, squared };
    const value = squared === null ? null : numberOf(squared);
    lags.push({
      lag,
      pairs: pairs.length,
      winsPerEntrant: rate(
        pairs.reduce((all, [, wins]) => all + wins, 0),
        pairs.reduce((all, [entrants]) => all + entrants, 0),
      ),
      correlation: value === null ? null : sign * Math.sqrt(value),
      squared: value,
    });
  }
  return { months: entered.length, lags, best: best === null ? null : best.lag };
}

/** Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²), as its sign and its square. */
function pearson(pairs: readonly (readonly [number, number])[]): {
  readonly sign: number;
  readonly squared: NaiveFraction | null;
} {
  const deviations = ([0, 1] as const).map((side) => {
    const values = pairs.map((pair) => fraction(pair[side]));
    const mean = times(plus(...values), fraction(1, pairs.length));
    return values.map((value) => minus(value, mean));
  });
  const products = (a: number, b: number): NaiveFraction =>
    plus(
      ...pairs.map((_, index) =>
        times(deviations[a]?.[index] as NaiveFraction, deviations[b]?.[index] as NaiveFraction),
      ),
    );
  const together = products(0, 1);
  return {
    sign: compareFractions(together, fraction(0)),
    squared: over(times(together, together), times(products(0, 0), products(1, 1))),
  };
}
