import { DealError, invalidOption } from '../errors.ts';
import type { Money } from '../money/money.ts';
import { preview } from '../text.ts';
import type { DescriptionOf } from './description.ts';
import type { DemandLine, Fields, Interaction, Participant, TaskInput } from './event.ts';

export type AddedTask = DealFacts['addedTasks'][number];

export type TaskCompletion = DealFacts['completedTasks'][number];

export type StageVisits = DealFacts['stageVisits'][number];

/** What is known of a deal whatever its status; null where there is nothing. */
export interface DealFacts extends DescriptionOf<string | null> {
  readonly id: string;
  readonly pipelineId: string;
  /** The stage it is in, or was in when it was closed; null in a pipeline without stages. */
  readonly stageId: string | null;
  readonly stageEnteredAt: Date;
  /** True where it is not known since when it has been there: it is where an `undated` or `stageUndated` opening left it. */
  readonly stageUndated: boolean;
  /** The stages it was in, each with the number of its stays there, in the order it first entered them. */
  readonly stageVisits: readonly {
    readonly pipelineId: string;
    readonly stageId: string;
    readonly visits: number;
  }[];
  /** Null without an owner. */
  readonly ownerId: string | null;
  /** The owner at the opening; null without one. */
  readonly openedBy: string | null;
  readonly openedAt: Date;
  /** True where the opening date is not known. */
  readonly undated: boolean;
  readonly potential: Money | null;
  readonly name: string | null;
  readonly expectedCloseAt: Date | null;
  /** The deal's own probability of being won, 0 to 1. */
  readonly probability: number | null;
  /** How it is forecast, as the last estimate that said so has it. */
  readonly category: string | null;
  readonly fields: Fields;
  readonly participants: readonly Participant[];
  readonly interactions: readonly Interaction[];
  readonly demand: readonly DemandLine[];
  readonly payments: readonly { readonly at: Date; readonly amount: Money }[];
  /** The tasks made by hand, as they were changed since. Stage tasks are in no list: `tasksOf` derives them. */
  readonly addedTasks: readonly (TaskInput & {
    readonly addedAt: Date;
    /** When it was cancelled, by hand or by an outcome of the deal; null where it was not. */
    readonly cancelledAt: Date | null;
    /** Where the deal was then. */
    readonly pipelineId: string;
    readonly stageId: string | null;
  })[];
  /** What was completed, the first time, in the order it happened. */
  readonly completedTasks: readonly {
    readonly taskId: string;
    readonly at: Date;
    readonly by: string | null;
    readonly result: string | null;
  }[];
  readonly interactionId: string | null;
  readonly previousDealId: string | null;
  /** True once an automatic deal was taken under manual control. */
  readonly manualControl: boolean;
  readonly deletedAt: Date | null;
  /** The deal that goes on in its place; null where it was not merged into one. */
  readonly mergedInto: string | null;
  /** The latest instant of what is recorded of it as corrected, whether it counts or not. */
  readonly updatedAt: Date;
  /** How many events its whole history has, corrections too, also as of a date: the `expectedVersion` of the next append. */
  readonly version: number;
}

export interface OpenDeal extends DealFacts {
  readonly status: 'open';
}

export interface WonDeal extends DealFacts {
  readonly status: 'won';
  readonly closedAt: Date;
  /** The owner at the closing; null without one. */
  readonly closedBy: string | null;
  /** What was sold; null where neither the win nor the potential said. */
  readonly wonAmount: Money | null;
  readonly paymentDueAt: Date | null;
}

export interface LostDeal extends DealFacts {
  readonly status: 'lost';
  readonly closedAt: Date;
  /** The owner at the closing; null without one. */
  readonly closedBy: string | null;
  readonly lossReason: string | null;
  readonly otherLossReasons: readonly string[];
  readonly competitorId: string | null;
  /** When the loss was explained after it was recorded; null if it was not. */
  readonly explainedAt: Date | null;
}

/** A deal as its history tells it, now or at any date. Narrow it by `status`. */
export type Deal = OpenDeal | WonDeal | LostDeal;

/**
 * Narrows a deal to an open one.
 *
 * @throws DealError `deal-not-open`; `invalid-option` for what is no deal.
 *
 * @example
 * ```ts
 * assertOpen(deal)
 * deal.status // => 'open'
 * ```
 */
export function assertOpen(deal: Deal): asserts deal is OpenDeal {
  checkStatus(deal);
  if (deal.status === 'open') return;
  throw new DealError('deal-not-open', `Deal ${deal.id} is ${deal.status}; reopen it first.`, {
    dealId: deal.id,
    status: deal.status,
  });
}

/**
 * Narrows a deal to a closed one, won or lost.
 *
 * @throws DealError `deal-not-closed`; `invalid-option` for what is no deal.
 *
 * @example
 * ```ts
 * const lost: Deal = replay(histories[1])
 * assertClosed(lost)
 * lost.closedAt // => '2026-10-09T00:00:00.000Z'
 * ```
 */
export function assertClosed(deal: Deal): asserts deal is WonDeal | LostDeal {
  checkStatus(deal);
  if (deal.status !== 'open') return;
  throw new DealError('deal-not-closed', `Deal ${deal.id} is open.`, { dealId: deal.id });
}

function checkStatus(deal: Deal): void {
  const { id, status } = (deal ?? {}) as Partial<Deal>;
  const isDeal = typeof id === 'string' && (status === 'open' || status === 'won' || status === 'lost');
  if (!isDeal) throw invalidOption('deal', `not a deal: ${preview(deal)}`);
}
