import type { DescriptionOf } from '../../deal/description.ts';
import type { Fields } from '../../deal/event.ts';
import type { Money } from '../../money/money.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';

/** A deal as a CRM keeps it: one row, as it stands now. In every property but the first three `null` is as absent. */
export interface DealRow extends Partial<DescriptionOf<string | null | undefined>> {
  readonly id: string;
  readonly pipelineId: string;
  /** When it was opened; null where that is not known: the deal is then `undated`. */
  readonly openedAt: TimeInput | null;
  /** The stage it stands in. */
  readonly stageId?: string | null | undefined;
  /** Since when it has stood there. */
  readonly stageEnteredAt?: TimeInput | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly potential?: Money | null | undefined;
  readonly name?: string | null | undefined;
  /** The probability of being won, 0 to 1. */
  readonly probability?: number | null | undefined;
  readonly expectedCloseAt?: TimeInput | null | undefined;
  /** The host's own fields. */
  readonly fields?: Fields | null | undefined;
  /** How it ended; absent while it is open. */
  readonly outcome?: OutcomeRow | null | undefined;
  readonly payments?: readonly PaymentRow[] | null | undefined;
  readonly interactions?: readonly InteractionRow[] | null | undefined;
}

/** How a deal ended, as a CRM keeps it. */
export interface OutcomeRow extends OutcomeFacts {
  readonly at: TimeInput;
  readonly by?: string | null | undefined;
}

/** What an outcome is, beside when. */
export interface OutcomeFacts {
  readonly status: 'won' | 'lost';
  /** What was sold; default the potential. */
  readonly amount?: Money | null | undefined;
  /** Why it was lost. */
  readonly reason?: string | null | undefined;
  /** The owner at the closing. */
  readonly ownerId?: string | null | undefined;
  readonly competitorId?: string | null | undefined;
}

export interface PaymentRow {
  readonly at: TimeInput;
  readonly amount: Money;
}

export interface InteractionRow {
  readonly id: string;
  readonly kind: string;
  readonly at: TimeInput;
  readonly contactId?: string | null | undefined;
}
