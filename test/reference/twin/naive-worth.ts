import type { Amount } from './exact.ts';
import { dateOf, type NaiveBook, type PricedDeal } from './naive-book.ts';
import { type NaiveHistory, potentialAt } from './naive-deal.ts';
import { priceOf } from './naive-price.ts';
import type { NaiveFunnelOptions, NaiveRead } from './naive-shown.ts';

/** What a deal is worth in the cell of a stage, or in the total; null: not priced. */
export type Worth = (read: NaiveRead, stageId?: string) => Amount;

/**
 * "Money is the potential as of the book, in every cell (`potentialAt: 'entry'`: of the instant its visit began; the total
 * then takes that of the deal's last visit in the pipeline, and `unpriced` is of these)."
 */
export function worthOf(
  histories: readonly NaiveHistory[],
  book: NaiveBook,
  { potentialAt: when, pipelineId }: NaiveFunnelOptions,
): Worth {
  const asOf = dateOf(histories, book);
  if (when !== 'entry' || asOf === null) return ({ deal }) => deal.price;
  return ({ deal, all }, stageId) => {
    const visit =
      stageId === undefined
        ? all.findLast(({ isReal }) => isReal)
        : all.findLast((each) => each.stageId === stageId);
    const at = visit?.enteredAt ?? cameTo(pipelineId, deal);
    return priceOf(potentialAt(at, deal), deal, book, asOf);
  };
}

/** When a deal came last to a pipeline without stages. */
function cameTo(pipelineId: string, { counted }: PricedDeal): Date {
  const isComing = ({ event }: PricedDeal['counted'][number], index: number): boolean => {
    const before = counted
      .slice(0, index)
      .findLast((other) => other.event.type === 'DealOpened' || other.event.type === 'DealTransferred');
    if (event.type === 'DealReopened')
      return (before?.event as { pipelineId?: string } | undefined)?.pipelineId === pipelineId;
    if (event.type !== 'DealOpened' && event.type !== 'DealTransferred') return false;
    return (
      event.pipelineId === pipelineId &&
      (before?.event as { pipelineId?: string } | undefined)?.pipelineId !== pipelineId
    );
  };
  return (counted.findLast(isComing) as PricedDeal['counted'][number]).at;
}
