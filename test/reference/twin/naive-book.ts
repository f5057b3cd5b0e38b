import type { Pipeline } from '../../../src/pipeline/pipeline.ts';
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
  readonly fiscalYearStart?: number;
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

/** The stages that deals go through: "`revisePipeline` […] retires stages". */
export function stagesOnTheWay({ stages }: Pipeline): string[] {
  return stages.filter(({ retired }) => retired !== true).map(({ id }) => id);
}

/**
 * Where stages lie on the way, retired ones where they were, then "stage ids the pipeline does not know get rows of their
 * own at the end, marked `unmapped`", in code-point order.
 */
export function wayOfStages({ stages }: Pipeline, visited: readonly string[]): string[] {
  const known = stages.map(({ id }) => id);
  const unmapped = [...new Set(visited)].filter((id) => !known.includes(id));
  return [...known, ...unmapped.toSorted(compareCodePoints)];
}

/**
 * The order of rows: the stages that deals go through, then those retired and those the pipeline does not know, as far as
 * deals were there.
 */
export function orderOfStages(pipeline: Pipeline, visited: readonly string[]): string[] {
  const way = wayOfStages(pipeline, visited);
  const through = stagesOnTheWay(pipeline);
  const isRetired = (id: string): boolean =>
    headOfStage(pipeline, id).retired === true && visited.includes(id);
  return [...through, ...way.filter(isRetired), ...way.filter((id) => headOfStage(pipeline, id).unmapped)];
}

/** What every row of a stage begins with; a stage that the pipeline does not know goes by its id. */
export function headOfStage({ stages }: Pipeline, stageId: string): NaiveHead {
  const stage = stages.find(({ id }) => id === stageId);
  const head = { stageId, name: stage?.name ?? stageId, unmapped: stage === undefined };
  return stage?.retired === true ? { ...head, retired: true } : head;
}

export interface NaiveHead {
  readonly stageId: string;
  readonly name: string;
  readonly unmapped: boolean;
  readonly retired?: true;
}
