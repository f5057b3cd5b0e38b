import type { Money } from '../../money/money.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';
import type { OutcomeFacts } from './deal-row.ts';

/**
 * What held of a deal from an instant on: one row of a CRM's log. What is absent did not change; `null` is a value (no
 * owner, no amount, no date from then on), but as absent in `stageId` and `pipelineId`, and in `outcome` a reopening.
 */
export interface ChangeRow extends ChangedFacts {
  readonly dealId: string;
  readonly at: TimeInput;
  readonly recordedAt?: TimeInput | null | undefined;
  readonly by?: string | null | undefined;
  /** What held until then. It tells something in a field's first change only; later it is compared with what held. */
  readonly from?: ChangedFacts | null | undefined;
}

/** What changes of a deal over time. */
export interface ChangedFacts {
  /** A stage of the pipeline the deal was in then. */
  readonly stageId?: string | null | undefined;
  readonly pipelineId?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly potential?: Money | null | undefined;
  readonly expectedCloseAt?: TimeInput | null | undefined;
  /** The probability of being won, 0 to 1. */
  readonly probability?: number | null | undefined;
  /** How it ended then; null: it was reopened. */
  readonly outcome?: OutcomeFacts | null | undefined;
}
