import { isPriced, sumOf } from './exact.ts';
import { keptEvents, type NaiveDeal, type NaiveHistory, type NaiveLimits, naiveDeals } from './naive-deal.ts';
import { type NaiveBook, orderOfStages, pipelineOf } from './naive-population.ts';
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

interface NaiveActiveRow extends NaiveActiveTotal {
  readonly stageId: string;
  readonly unmapped: boolean;
}

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
  options: { readonly pipelineId: string; readonly asOf?: Date },
): NaiveActiveFunnel {
  const pipeline = pipelineOf(book, options.pipelineId);
  const all = [...histories];
  const asOf = options.asOf ?? book.asOf ?? latestOf(all, book);
  if (asOf === null) return { asOf, ...figuresIn([]) };
  return { asOf, ...figuresIn(naiveDeals(all, { ...book, asOf })) };

  function figuresIn(deals: readonly NaiveDeal[]): Omit<NaiveActiveFunnel, 'asOf'> {
    const open = deals.filter((deal) => deal.status === 'open' && deal.pipelineId === pipeline.id);
    const order = orderOfStages(
      pipeline,
      open.flatMap(({ stageId }) => stageId ?? []),
    );
    return {
      stages: order.map((stageId) => ({
        stageId,
        unmapped: !pipeline.stages.some(({ id }) => id === stageId),
        ...totalOf(open.filter((deal) => deal.stageId === stageId)),
      })),
      total: totalOf(open),
    };
  }

  function totalOf(deals: readonly NaiveDeal[]): NaiveActiveTotal {
    const known = deals.flatMap((deal) => {
      const times = probabilityOf(deal);
      return times === undefined ? [] : [{ potential: deal.potential, times }];
    });
    return {
      open: deals.length,
      potential: sumOf(deals, book.currency),
      weighted: sumOf(known, book.currency),
      unknownProbability: deals.length - known.length,
      unpriced: deals.filter((deal) => !isPriced(deal, book.currency)).length,
      age: naiveSummary(deals.flatMap(ageOf)),
    };
  }

  /** "the deal's, else the stage's, else listed as unknown; zero is a value". */
  function probabilityOf(deal: NaiveDeal): number | undefined {
    return deal.probability ?? pipeline.stages.find(({ id }) => id === deal.stageId)?.probability;
  }

  /** "true: the opening date is not known; in no duration, age or `openedDuring`". */
  function ageOf(deal: NaiveDeal): number[] {
    const stay = deal.stays.find(({ leftAt }) => leftAt === null);
    if (asOf === null || stay === undefined || (deal.undated && stay.isOpening)) return [];
    return [asOf.getTime() - stay.enteredAt.getTime()];
  }
}

/** "`asOf` defaults to the latest event": of those kept, counting or not. */
function latestOf(histories: readonly NaiveHistory[], limits: NaiveLimits): Date | null {
  const kept = histories.flatMap((history) => keptEvents(history, limits));
  return kept.reduce<Date | null>(
    (latest, { at }) => (latest === null || at.getTime() > latest.getTime() ? at : latest),
    null,
  );
}
