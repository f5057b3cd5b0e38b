import type { Deal } from '../deal/deal.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** The one reason for a loss that the library knows: it must name the competitor. All others are the host's. */
export const lostToCompetitor = 'competitor';

/** Checks that a pipeline that lists the reasons a loss can have lists those given. */
export function checkListed(
  deal: Deal,
  { id, lossReasons }: Pipeline,
  given: readonly (string | null)[],
): void {
  if (lossReasons === undefined) return;
  for (const reason of given) {
    if (reason === null || lossReasons.includes(reason)) continue;
    throw new DealError('reason-not-allowed', `A deal of pipeline ${id} is not lost for ${reason}.`, {
      dealId: deal.id,
      pipelineId: id,
      reason,
    });
  }
}

/** Checks a reason for a loss: text that is not blank, and a competitor's name where it says that one won. */
export function checkReason(
  deal: Deal,
  reason: string | null | undefined,
  competitorId: string | null | undefined,
): void {
  if (reason === null || reason === undefined || reason.trim() === '') {
    throw new DealError('reason-required', `Say why deal ${deal.id} was lost.`, { dealId: deal.id });
  }
  if (reason === lostToCompetitor && !competitorId) {
    throw new DealError('competitor-required', `Say to which competitor deal ${deal.id} was lost.`, {
      dealId: deal.id,
    });
  }
}
