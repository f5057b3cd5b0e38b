import { DealError } from '../../errors.ts';

/** What to throw where the events that are appended do not tell all that has to be known of a deal. */
export function needsHistory(dealId: string, reason: string): DealError {
  return new DealError(
    'needs-history',
    `Deal ${dealId} cannot be continued: ${reason}. Put its whole history in.`,
    {
      dealId,
    },
  );
}
