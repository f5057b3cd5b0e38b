import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { compareCodePoints } from './code-points.ts';
import { keptEvents, type NaiveDeal, type NaiveHistory, type NaiveLimits, naiveDeals } from './naive-deal.ts';
import { type NaiveRates, priceOf } from './naive-price.ts';

/** What a book is made with. */
export interface NaiveBook extends NaiveLimits {
  readonly pipelines: readonly Pipeline[];
  readonly currency: string;
  readonly rates?: NaiveRates | undefined;
  readonly rateDate?: 'closing' | 'opening' | 'asOf';
  readonly timeZone?: string;
}

/** A deal with its money "in one management currency"; null: "counted, not priced". */
export interface PricedDeal extends NaiveDeal {
  readonly price: string | null;
  /** "money sold is `wonAmount`, fixed at the win". */
  readonly soldFor: string | null;
}

/** The deals of a book, in the order of its histories. */
export function pricedDeals(histories: Iterable<NaiveHistory>, book: NaiveBook): PricedDeal[] {
  const all = [...histories];
  const asOf = dateOf(all, book);
  if (asOf === null) return [];
  return naiveDeals(all, book).map((deal) => ({
    ...deal,
    price: priceOf(deal.potential, deal, book, asOf),
    soldFor: priceOf(deal.wonAmount, deal, book, asOf),
  }));
}

/** "`asOf` defaults to the latest event": of those kept, counting or not. Null: there are none. */
export function dateOf(histories: Iterable<NaiveHistory>, book: NaiveLimits): Date | null {
  if (book.asOf !== undefined) return book.asOf;
  const kept = [...histories].flatMap((history) => keptEvents(history, book));
  return kept.reduce<Date | null>(
    (latest, { at }) => (latest === null || at.getTime() > latest.getTime() ? at : latest),
    null,
  );
}

/** "Default zone UTC". */
export function zoneOf({ timeZone = 'UTC' }: NaiveBook): string {
  return timeZone;
}

export function pipelineOf({ pipelines }: NaiveBook, pipelineId: string): Pipeline {
  const pipeline = pipelines.find(({ id }) => id === pipelineId);
  if (pipeline === undefined) throw new Error(`There is no pipeline ${pipelineId}`);
  return pipeline;
}

/**
 * The stages of a pipeline, then "stage ids the pipeline does not know get rows of their own at the end,
 * marked `unmapped`", in code-point order.
 */
export function orderOfStages(pipeline: Pipeline, visited: readonly string[]): string[] {
  const mapped = pipeline.stages.map(({ id }) => id);
  const unmapped = [...new Set(visited)].filter((id) => !mapped.includes(id));
  return [...mapped, ...unmapped.toSorted(compareCodePoints)];
}

/** What a stage is called; one that the pipeline does not know goes by its id. */
export function nameOfStage(pipeline: Pipeline, stageId: string): string {
  return pipeline.stages.find(({ id }) => id === stageId)?.name ?? stageId;
}
