import { type NaiveBook, type PricedDeal, pipelineOf, pricedDeals } from './naive-book.ts';
import { isIn, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import type { NaiveDeal, NaiveHistory } from './naive-deal.ts';

/** "Population: at most one, by name […] None: all deals." */
export interface NaivePopulation {
  readonly closedDuring?: NaivePeriodInput;
  readonly openedDuring?: NaivePeriodInput;
}

/** "`enteredDuring` and `cohort` are for reports of one pipeline". */
export interface NaivePipelinePopulation extends NaivePopulation {
  readonly cohort?: { readonly stageId: string; readonly during: NaivePeriodInput };
}

export type NaiveEnding = 'won' | 'lost' | 'open' | 'transferred';

/**
 * "`closedDuring` (last outcome, as of the book, in the period), `openedDuring` (the deal's opening; open deals are a
 * third outcome)"; "the opening date is not known; in no duration, age or `openedDuring`". "The deal's own opening
 * and closing count, in whichever pipeline they were."
 */
export function populationOf(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  { closedDuring, openedDuring }: NaivePopulation,
): PricedDeal[] {
  const closed = closedDuring === undefined ? null : periodOf(closedDuring, book);
  const opened = openedDuring === undefined ? null : periodOf(openedDuring, book);
  return pricedDeals(histories, book)
    .filter((deal) => closed === null || isIn(deal.closedAt, closed))
    .filter((deal) => opened === null || (isIn(deal.openedAt, opened) && !deal.undated));
}

/** A population, or those of it that are of one pipeline. */
export interface NaiveDealsAsked extends NaivePopulation {
  readonly pipelineId?: string;
}

/** "reports over deals (`winRate`, `salesCycle`, `salesByPeriod`, …) take `pipelineId`". */
export function dealsAsked(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  { pipelineId, ...population }: NaiveDealsAsked,
): PricedDeal[] {
  return populationOf(histories, book, population).filter(isOfPipeline(pipelineId));
}

/**
 * Those of them that ever were in the pipeline; "`cohort` (deals whose first real visit, as it happened, to that stage of the
 * report's pipeline began in the period)", "visits whose beginning is not known are in no `cohort`".
 */
export function populationIn(
  pipelineId: string,
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  { cohort, ...population }: NaivePipelinePopulation,
): PricedDeal[] {
  const here = populationOf(histories, book, population).filter((deal) =>
    deal.pipelines.includes(pipelineId),
  );
  if (cohort === undefined) return here;
  const during = periodOf(cohort.during, book);
  const { stages } = pipelineOf(book, pipelineId);
  const asked = stages.find(({ formerly }) => formerly?.includes(cohort.stageId))?.id ?? cohort.stageId;
  return here.filter(({ stays }) => {
    const first = stays.find((stay) => stay.pipelineId === pipelineId && stay.stageId === asked);
    return first !== undefined && !first.undated && isIn(first.enteredAt, during);
  });
}

/** "a path is stage ids plus one ending": the stages of its visits in this pipeline, in order … */
export function stagesIn(deal: NaiveDeal, pipelineId: string): string[] {
  return deal.stays.filter((stay) => stay.pipelineId === pipelineId).map(({ stageId }) => stageId);
}

/** … and how it ended there. */
export function endingIn(deal: NaiveDeal, pipelineId: string): NaiveEnding {
  return deal.pipelineId === pipelineId ? deal.status : 'transferred';
}

/** "the deals that are in it as of the book, or were closed in it"; without one, all. */
export function isOfPipeline(pipelineId: string | undefined): (deal: NaiveDeal) => boolean {
  return (deal) => pipelineId === undefined || deal.pipelineId === pipelineId;
}

/** "win, loss and sales reports by owner use `closedBy`, active ones `ownerId`". */
export function ownerOf({ status, closedBy, ownerId }: NaiveDeal): string | null {
  return status === 'open' ? ownerId : closedBy;
}
