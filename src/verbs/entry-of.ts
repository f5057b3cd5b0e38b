import { carriedHistory } from '../deal/carried-history.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealHistory } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { OptionsOf } from '../options.ts';
import { checkPipeline } from '../pipeline/define-pipeline.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { currentDeal, withCurrentStage } from '../process/current-deal.ts';
import { checkDeal, checkInput } from './check-arguments.ts';
import type { Recorded } from './event-of.ts';
import { outOfOrder } from './out-of-order.ts';
import { recordedOf } from './recorded-of.ts';
import type { VerbInput } from './verb-input.ts';

/** What a verb is to enter: of which deal, and what its events share. */
export interface Entry<D extends Deal = Deal> {
  /** The deal as of the instant spoken of, by all that is known, with the ids that the stages of its pipeline have now. */
  readonly deal: D;
  /** The deal as it is now: the same, unless something was recorded that happened later. */
  readonly now: Deal;
  /** What is recorded; null where nothing of it happened later. */
  readonly history: DealHistory | null;
  readonly common: Recorded;
  /** The same of another instant. */
  readonly commonAt: (at: Date) => Recorded;
  readonly pipeline: Pipeline;
}

/** What a verb asks of a deal: of that it is given, and of that as of the instant spoken of. */
type Asked<D extends Deal> = (deal: Deal) => asserts deal is D;

/**
 * What a verb is to enter, once it is certain that its arguments are what they should be, and that the deal, as of the
 * instant spoken of, is of this pipeline, is not deleted, and is what the verb asks for.
 */
export function entryOf<D extends Deal, I extends VerbInput>(
  given: D,
  pipeline: Pipeline,
  input: I,
  known: OptionsOf<Omit<I, keyof VerbInput>>,
  ask: Asked<D>,
): Entry<D> {
  checkDeal(given);
  checkPipeline(pipeline);
  checkInput(input, known);
  ask(given);
  const carried = carriedHistory(given);
  const commonAt = (at: Date): Recorded => recordedOf(given.id, { ...input, at }, carried?.recordedAt);
  const common = commonAt(input.at);
  const { deal, now, history } = statesAt(given, pipeline, common.at);
  checkPlace(deal, pipeline);
  ask(deal);
  return { deal, now, history, common, commonAt, pipeline };
}

/** Asks nothing: a deal of any status will do. */
export const anyDeal: Asked<Deal> = () => {};

function statesAt(given: Deal, pipeline: Pipeline, at: Date): Pick<Entry, 'deal' | 'now' | 'history'> {
  const carried = carriedHistory(given);
  if (carried === undefined) {
    if (+at < +new Date(given.updatedAt)) throw outOfOrder(given, at);
    const deal = withCurrentStage(given, pipeline);
    return { deal, now: deal, history: null };
  }
  const { history, isWhole } = carried;
  const isCurrent = isWhole && pipeline.stages.every(({ formerly }) => formerly === undefined);
  const now = isCurrent ? given : (currentDeal(history, [pipeline]) as Deal);
  if (+at >= +now.updatedAt) return { deal: now, now, history: null };
  const deal = currentDeal(history, [pipeline], { asOf: at });
  if (deal === undefined) throw outOfOrder(now, at, history, 0);
  return { deal, now, history };
}

function checkPlace(deal: Deal, pipeline: Pipeline): void {
  checkOfPipeline(deal, pipeline);
  if (deal.deletedAt !== null) {
    throw new DealError('deal-deleted', `Deal ${deal.id} was deleted.`, { dealId: deal.id });
  }
}

/** Checks that a deal is of a pipeline. */
export function checkOfPipeline(deal: Deal, pipeline: Pipeline): void {
  if (deal.pipelineId !== pipeline.id) {
    throw new DealError(
      'pipeline-mismatch',
      `Deal ${deal.id} is of pipeline ${deal.pipelineId}, not ${pipeline.id}.`,
      {
        dealId: deal.id,
        expected: deal.pipelineId,
        received: pipeline.id,
      },
    );
  }
}
