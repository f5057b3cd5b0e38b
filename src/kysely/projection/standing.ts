import type { Insertable } from 'kysely';
import type { Deal } from '../../deal/deal.ts';
import type { Money } from '../../money/money.ts';
import { keyOf, keyOrNull } from '../schema/key.ts';
import type { StandingColumns } from '../schema/tables.ts';

/** What is told of a deal as it stands, or stood, but what its stays tell. */
export type StandingRow = Omit<Insertable<StandingColumns>, 'tenant' | 'deal' | 'closed_for'>;

/** How a deal stands. */
export function standingOf(deal: Deal): StandingRow {
  const closed = deal.status === 'open' ? null : deal;
  const lost = deal.status === 'lost' ? deal : null;
  const wonAmount = deal.status === 'won' ? deal.wonAmount : null;
  return {
    status: deal.status,
    pipeline: keyOf(deal.pipelineId),
    stage: keyOrNull(deal.stageId),
    stage_entered_at: +deal.stageEnteredAt,
    stage_undated: Number(deal.stageUndated),
    owner: keyOrNull(deal.ownerId),
    opened_by: keyOrNull(deal.openedBy),
    closed_by: keyOrNull(closed?.closedBy ?? null),
    potential: amountOf(deal.potential),
    currency: currencyOf(deal.potential),
    won_amount: amountOf(wonAmount),
    won_currency: currencyOf(wonAmount),
    opened_at: +deal.openedAt,
    undated: Number(deal.undated),
    closed_at: instantOrNull(closed?.closedAt ?? null),
    expected_close_at: instantOrNull(deal.expectedCloseAt),
    customer: keyOrNull(deal.customerId),
    channel: keyOrNull(deal.channel),
    loss_reason: keyOrNull(lost?.lossReason ?? null),
    other_reasons:
      lost === null || lost.otherLossReasons.length === 0 ? null : JSON.stringify(lost.otherLossReasons),
    competitor: keyOrNull(lost?.competitorId ?? null),
    deleted_at: instantOrNull(deal.deletedAt),
    probability: deal.probability === null ? null : `${deal.probability}`,
    category: deal.category,
  };
}

function amountOf(given: Money | null): string | null {
  return given === null ? null : `${given.amount}`;
}

function currencyOf(given: Money | null): string | null {
  return given === null ? null : keyOf(given.currency);
}

function instantOrNull(at: Date | null): number | null {
  return at === null ? null : +at;
}
