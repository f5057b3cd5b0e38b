import { checkText } from '../text.ts';
import { checkDate } from '../time/period.ts';
import type { Recorded } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * What the events of a verb share, checked. Of what happened before the latest event was entered it could not be known
 * before then either, so it is entered at the same time unless another is given.
 */
export function recordedOf(
  dealId: string,
  { at, by, recordedAt }: VerbInput,
  latestRecordedAt: number = Number.NEGATIVE_INFINITY,
): Recorded {
  checkText(dealId, 'id');
  checkDate(at, 'at', dealId);
  if (by !== undefined) checkText(by, 'by');
  if (recordedAt !== undefined) checkDate(recordedAt, 'recordedAt', dealId);
  const isLate = recordedAt === undefined && +at < latestRecordedAt;
  return { dealId, at, by, recordedAt: isLate ? new Date(latestRecordedAt) : recordedAt };
}
