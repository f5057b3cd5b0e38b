import { nullLast } from './code-points.ts';
import { type Amount, product, sumOf } from './exact.ts';
import { dateOf, type NaiveBook, type PricedDeal, pipelineOf, pricedDeals, zoneOf } from './naive-book.ts';
import { isIn, localDay, type NaivePeriod, type NaiveUnit, nameOf, periodOf } from './naive-calendar.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { isOfPipeline } from './naive-population.ts';

interface NaiveWeighted {
  readonly open: number;
  readonly potential: string;
  readonly weighted: string;
  readonly unknownProbability: number;
  readonly unpriced: number;
}

interface NaiveWeightedPipeline {
  readonly periods: readonly (NaiveWeighted & { readonly name: string; readonly period: NaivePeriod })[];
  readonly overdue: NaiveWeighted;
  readonly unscheduled: NaiveWeighted;
  readonly total: NaiveWeighted;
  readonly categories: readonly (NaiveWeighted & { readonly category: string | null })[];
}

/** "open deals by the local month of expectedCloseAt, probability as in activeFunnel." */
export function naiveWeightedPipeline(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: {
    readonly pipelineId?: string;
    readonly asOf?: Date;
    readonly unit?: NaiveUnit;
  },
): NaiveWeightedPipeline {
  const { unit = 'month' } = options;
  const all = [...histories];
  const zone = zoneOf(book);
  const asOf = dateOf(all, book) === null ? null : (options.asOf ?? dateOf(all, book));
  const open = (asOf === null ? [] : pricedDeals(all, { ...book, asOf }))
    .filter(isOfPipeline(options.pipelineId))
    .filter(({ status }) => status === 'open');

  const today = asOf === null ? '' : localDay(asOf, zone);
  // "expected on an earlier local day than asOf's"
  const isOverdue = ({ expectedCloseAt }: PricedDeal): boolean =>
    expectedCloseAt !== null && localDay(expectedCloseAt, zone) < today;
  const scheduled = open.filter((deal) => deal.expectedCloseAt !== null && !isOverdue(deal));

  return {
    periods: periodsFrom(asOf, scheduled).map((period) => ({
      name: nameOf(unit, period.start, book),
      period,
      ...figuresOf(scheduled.filter(({ expectedCloseAt }) => isIn(expectedCloseAt, period))),
    })),
    overdue: figuresOf(open.filter(isOverdue)),
    unscheduled: figuresOf(open.filter(({ expectedCloseAt }) => expectedCloseAt === null)),
    total: figuresOf(open),
    categories: [...new Set(open.map(({ category }) => category))].toSorted(nullLast).map((category) => ({
      category,
      ...figuresOf(open.filter((deal) => deal.category === category)),
    })),
  };

  /** "from the month of asOf to the last month with a deal, empty ones too". */
  function periodsFrom(from: Date | null, deals: readonly PricedDeal[]): NaivePeriod[] {
    const ends = deals.map(({ expectedCloseAt }) => expectedCloseAt?.getTime() ?? 0);
    const periods: NaivePeriod[] = [];
    let next = from === null ? null : periodOf(nameOf(unit, from, book), book);
    while (next !== null && ends.some((end) => end >= (next?.start.getTime() ?? 0))) {
      periods.push(next);
      next = periodOf(nameOf(unit, next.end, book), book);
    }
    return periods;
  }

  function figuresOf(deals: readonly PricedDeal[]): NaiveWeighted {
    return {
      open: deals.length,
      potential: sumOf(deals.map(({ price }) => price)),
      weighted: sumOf(deals.map(weightedPriceOf)),
      unknownProbability: deals.filter((deal) => probabilityOf(deal) === undefined).length,
      unpriced: deals.filter(({ price }) => price === null).length,
    };
  }

  function weightedPriceOf(deal: PricedDeal): Amount {
    const probability = probabilityOf(deal);
    return deal.price === null || probability === undefined ? null : product(deal.price, probability);
  }

  function probabilityOf(deal: PricedDeal): number | undefined {
    const { stages } = pipelineOf(book, deal.pipelineId);
    return deal.probability ?? stages.find(({ id }) => id === deal.stageId)?.probability;
  }
}
