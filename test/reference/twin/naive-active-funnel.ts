import { type Amount, product, sumOf } from './exact.ts';
import {
  dateOf,
  headOfStage,
  type NaiveBook,
  type NaiveHead,
  orderOfStages,
  type PricedDeal,
  pipelineOf,
  pricedDeals,
} from './naive-book.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { type NaiveSummary, naiveSummary } from './naive-summary.ts';

interface NaiveActiveTotal {
  readonly open: number;
  readonly potential: string;
  readonly weighted: string;
  /** Open deals of which neither the deal nor its stage has a probability. */
  readonly unknownProbability: number;
  readonly unpriced: number;
  /** Time in the present visit, in days, over the deals for which it is known. */
  readonly age: NaiveSummary;
}

type NaiveActiveRow = NaiveHead & NaiveActiveTotal;

export interface NaiveActiveFunnel {
  /** Null: the book is empty. */
  readonly asOf: Date | null;
  readonly stages: readonly NaiveActiveRow[];
  readonly total: NaiveActiveTotal;
}

/**
 * "per stage the open deals, potential, weighted potential (probability: the deal's, else the stage's, else
 * listed as unknown; zero is a value), age in stage". A row for every stage of the pipeline, then one for
 * every stage it does not know in which a deal is now.
 */
export function naiveActiveFunnel(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: { readonly pipelineId: string; readonly asOf?: Date; readonly clock?: NaiveClock },
): NaiveActiveFunnel {
  const pipeline = pipelineOf(book, options.pipelineId);
  const clock = options.clock ?? elapsedTime;
  const all = [...histories];
  const asOf = options.asOf ?? dateOf(all, book);
  if (asOf === null) return { asOf, ...figuresIn([]) };
  return { asOf, ...figuresIn(pricedDeals(all, { ...book, asOf })) };

  function figuresIn(deals: readonly PricedDeal[]): Omit<NaiveActiveFunnel, 'asOf'> {
    const open = deals.filter((deal) => deal.status === 'open' && deal.pipelineId === pipeline.id);
    const order = orderOfStages(
      pipeline,
      open.flatMap(({ stageId }) => stageId ?? []),
    );
    return {
      stages: order.map((stageId) => ({
        ...headOfStage(pipeline, stageId),
        ...totalOf(open.filter((deal) => deal.stageId === stageId)),
      })),
      total: totalOf(open),
    };
  }

  function totalOf(deals: readonly PricedDeal[]): NaiveActiveTotal {
    return {
      open: deals.length,
      potential: sumOf(deals.map(({ price }) => price)),
      weighted: sumOf(deals.map(weightedPriceOf)),
      unknownProbability: deals.filter((deal) => probabilityOf(deal) === undefined).length,
      unpriced: deals.filter(({ price }) => price === null).length,
      age: naiveSummary(deals.flatMap(ageOf), clock),
    };
  }

  function weightedPriceOf(deal: PricedDeal): Amount {
    const probability = probabilityOf(deal);
    return deal.price === null || probability === undefined ? null : product(deal.price, probability);
  }

  /** "the deal's, else the stage's, else listed as unknown; zero is a value". */
  function probabilityOf(deal: PricedDeal): number | undefined {
    return deal.probability ?? pipeline.stages.find(({ id }) => id === deal.stageId)?.probability;
  }

  /** "true: the opening date is not known; in no duration, age or `openedDuring`"; nor is it known with `stageUndated`. */
  function ageOf(deal: PricedDeal): number[] {
    const stay = deal.stays.find(({ leftAt }) => leftAt === null);
    if (asOf === null || stay === undefined || stay.undated) return [];
    return [clock.between(stay.enteredAt, asOf)];
  }
}
