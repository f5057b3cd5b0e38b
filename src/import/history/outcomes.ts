import type { DealEvent, EventHead } from '../../deal/event.ts';
import { ownMoney } from '../../money/money.ts';
import type { ChangeRow } from '../rows/change-row.ts';
import type { OutcomeFacts } from '../rows/deal-row.ts';
import type { ImportRules, OutcomeStatus } from '../rows/import-rules.ts';
import { add, type Draft, reopen, type Source, setValue } from './draft.ts';
import type { ImportedDeal } from './imported-deal.ts';

/** Closes the deal as won or lost; one closed otherwise is reopened for it, in the stage it was in. */
export function close(draft: Draft, facts: OutcomeFacts, source: Source): void {
  if (draft.status !== 'open') reopen(draft, undefined, source);
  const { ownerId } = facts;
  draft.ownerToldAtClosing = ownerId !== undefined && ownerId !== null;
  if (ownerId !== undefined && ownerId !== null) setValue(draft, 'ownerId', ownerId, source);
  draft.closing = draft.events.length;
  draft.changedSinceClosing = [];
  draft.status = facts.status;
  add(draft, outcomeEvent(source.head, facts), source);
}

function outcomeEvent(head: EventHead, { status, amount, reason, competitorId }: OutcomeFacts): DealEvent {
  if (status === 'won') return { type: 'DealWon', ...head, ...(amount ? { amount: ownMoney(amount) } : {}) };
  const competitor = competitorId === undefined || competitorId === null ? {} : { competitorId };
  return { type: 'DealLost', ...head, reason: reason ?? null, ...competitor };
}

/** What a change says of the outcome: won, lost, reopened; `moved` out of a stage that is one; null for nothing. */
export function outcomeTold(
  { stageId, outcome }: ChangeRow,
  { outcomeOf }: ImportRules,
): OutcomeStatus | 'reopened' | 'moved' | null {
  const byStage = stageId === undefined || stageId === null ? undefined : outcomeOf.get(stageId);
  if (byStage !== undefined) return byStage;
  if (outcome === null) return 'reopened';
  if (outcome !== undefined) return outcome.status;
  return stageId === undefined || stageId === null ? null : 'moved';
}

/** What the log says of a deal's outcomes. */
export interface LoggedOutcomes {
  /** The change that tells the last outcome; -1 where none does. */
  readonly last: number;
  /** The last instant at which a change tells one, be it the one that the deal has; `-Infinity` where none does. */
  readonly lastAt: number;
  readonly lastStatus: OutcomeStatus | null;
  readonly status: 'open' | OutcomeStatus;
  /** When the deal was reopened after the last outcome. */
  readonly reopenedAt: number;
  /** The stage that is an outcome and that it stands in at last. */
  readonly stage: string | null;
}

/** Reads the outcomes of a log, in the order of time; `stage` is the outcome that the deal stands in before it. */
export function loggedOutcomes(
  imported: ImportedDeal,
  ordered: readonly number[],
  before: string | null,
): LoggedOutcomes {
  const { changes, instants, rules } = imported;
  let stage = before;
  let status: LoggedOutcomes['status'] = before === null ? 'open' : (rules.outcomeOf.get(before) ?? 'open');
  let [last, lastAt, reopenedAt] = [-1, Number.NEGATIVE_INFINITY, Number.NaN];
  let lastStatus: OutcomeStatus | null = null;
  for (const number of ordered) {
    const change = changes[number] as ChangeRow;
    const told = outcomeTold(change, rules);
    if (told === null) continue;
    if (told === 'won' || told === 'lost') {
      lastAt = instants[number] as number;
      const isStage = rules.outcomeOf.has(change.stageId as string);
      if (told !== status || (isStage && stage !== null && stage !== change.stageId)) {
        [last, lastStatus, reopenedAt] = [number, told, Number.NaN];
      }
      if (isStage) stage = change.stageId as string;
      else if (told !== status) stage = null;
      status = told;
    } else if (status !== 'open' && (told === 'reopened' || stage !== null)) {
      [status, stage, reopenedAt] = ['open', null, instants[number] as number];
    }
  }
  return { last, lastAt, lastStatus, status, reopenedAt, stage };
}
