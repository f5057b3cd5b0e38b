import { type Amount, compareAmounts, sumOf } from './exact.ts';
import type { NaiveBook } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { amountOf, fraction, fractionOf, minus, plus, times } from './naive-fraction.ts';
import { dealsAsked, type NaiveDealsAsked } from './naive-population.ts';

interface NaiveAmounts {
  readonly count: number;
  readonly total: string;
  readonly median: Amount;
  readonly p25: Amount;
  readonly p75: Amount;
  readonly p90: Amount;
  readonly min: Amount;
  readonly max: Amount;
  readonly unpriced: number;
}

/** "medians and quartiles of amounts", "R's type 7, exact decimals". */
export function naiveDealAmounts(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveDealsAsked,
): { readonly wonAmount: NaiveAmounts; readonly potential: Readonly<Record<string, NaiveAmounts>> } {
  const deals = dealsAsked(histories, book, options);
  const of = (status: string) => deals.filter((deal) => deal.status === status);
  const potentials = (some: typeof deals) => amountsOf(some.map(({ price }) => price));
  return {
    wonAmount: amountsOf(of('won').map(({ soldFor }) => soldFor)),
    potential: {
      all: potentials(deals),
      open: potentials(of('open')),
      won: potentials(of('won')),
      lost: potentials(of('lost')),
    },
  };
}

function amountsOf(all: readonly Amount[]): NaiveAmounts {
  const sorted = all.filter((amount) => amount !== null).toSorted(compareAmounts);
  /** On the line through the points (i / (n - 1), the i-th smallest); `p` in twentieths. */
  const quantile = (p: number): Amount => {
    const place = (sorted.length - 1) * p;
    const [below, above] = [sorted[Math.floor(place / 20)], sorted[Math.ceil(place / 20)]];
    if (below === undefined || above === undefined) return null;
    const [low, high] = [fractionOf(below), fractionOf(above)];
    return amountOf(plus(low, times(minus(high, low), fraction(place % 20, 20))));
  };
  return {
    count: sorted.length,
    total: sumOf(sorted),
    min: quantile(0),
    p25: quantile(5),
    median: quantile(10),
    p75: quantile(15),
    p90: quantile(18),
    max: quantile(20),
    unpriced: all.length - sorted.length,
  };
}
