import type { Deal } from '../deal/deal.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkText } from '../text.ts';
import { checkDate } from '../time/period.ts';

/** What every verb needs to know: when, and optionally by whom and when it was entered. */
export interface VerbInput {
  /** When it happens; not before the latest thing that happened to the deal. */
  readonly at: Date;
  readonly by?: string | undefined;
  /** When it is entered; default `at`. */
  readonly recordedAt?: Date | undefined;
}

/** What every event records. */
export interface Recorded {
  readonly dealId: string;
  readonly at: Date;
  readonly by?: string;
  readonly recordedAt?: Date;
}

/** The part of an event that all share, checked and copied. */
export function recorded(dealId: string, { at, by, recordedAt }: VerbInput): Recorded {
  checkText(dealId, 'id');
  checkDate(at, 'at', dealId);
  if (by !== undefined) checkText(by, 'by');
  if (recordedAt !== undefined) checkDate(recordedAt, 'recordedAt', dealId);
  return {
    dealId,
    at: new Date(+at),
    ...(by === undefined ? {} : { by }),
    ...(recordedAt === undefined ? {} : { recordedAt: new Date(+recordedAt) }),
  };
}

/**
 * The shared part of an event about a running deal, once it is certain that the deal is of this pipeline, is not
 * deleted, and that nothing happened to it after `at`.
 */
export function recordedFor(deal: Deal, pipeline: Pipeline, input: VerbInput): Recorded {
  const event = recorded(deal.id, input);
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
  if (deal.deletedAt !== null) {
    throw new DealError('deal-deleted', `Deal ${deal.id} was deleted.`, { dealId: deal.id });
  }
  if (+event.at < +deal.updatedAt) {
    throw new DealError(
      'out-of-order',
      `Something happened to deal ${deal.id} on ${deal.updatedAt.toISOString()}, after ${event.at.toISOString()}.`,
      { dealId: deal.id, at: event.at, latest: deal.updatedAt },
    );
  }
  return event;
}
