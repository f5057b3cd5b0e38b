import { endOfDay } from '../../time/calendar/instant-of.ts';
import type { ChangeRow } from '../rows/change-row.ts';
import type { OutcomeFacts } from '../rows/deal-row.ts';
import { note } from '../rows/findings.ts';
import type { OutcomeStatus } from '../rows/import-rules.ts';
import type { GivenOutcome } from '../rows/read-deal-row.ts';
import { lastOnDay, noteMidnight } from './deal-changes.ts';
import { type Draft, headOf, isSameStage, place, type Source } from './draft.ts';
import type { Opening } from './opening.ts';
import { close, type LoggedOutcomes, outcomeTold } from './outcomes.ts';

/** What a deal's row adds to its log while the history is made. */
export interface RowSteps {
  /** In the order of time: each comes after the changes of its instant. */
  readonly steps: readonly { readonly at: number; readonly run: () => void }[];
  /** The change that tells the same outcome as the row; -1 for none. */
  readonly sameAs: number;
  /** What the row says of that outcome. */
  readonly facts: Partial<OutcomeFacts>;
}

/** What a row says that the log does not: since when the deal stands in its stage, and how it ended. */
export function rowSteps(
  draft: Draft,
  opening: Opening,
  ordered: readonly number[],
  logged: LoggedOutcomes,
): RowSteps {
  const { given, rules, changes, instants } = draft.imported;
  const { outcome, stageId, stageEnteredAt } = given;
  const last = Math.max(draft.opensAt, instants[ordered.at(-1) as number] ?? draft.opensAt);
  const closedAt = outcome === null ? undefined : outcomeInstant(draft, opening, ordered, outcome);
  const standsIn = stageId === null ? undefined : rules.outcomeOf.get(stageId);
  if (outcome !== null && closedAt !== undefined) {
    const told = outcomeSteps(draft, ordered, logged, outcome, closedAt);
    return { ...told, steps: [...enteringStep(draft, opening, told.steps[0]?.at), ...told.steps] };
  }
  const entering = enteringStep(draft, opening, undefined);
  if (standsIn === undefined || logged.status === standsIn) return { steps: entering, sameAs: -1, facts: {} };
  const isSince = (number: number): boolean =>
    outcomeTold(changes[number] as ChangeRow, rules) === null ||
    (instants[number] as number) <= (stageEnteredAt as number);
  const isKnown = stageEnteredAt !== null && ordered.every(isSince);
  const at = isKnown ? stageEnteredAt : last;
  const run = (): void => {
    if (!isKnown) noteAssumed(draft, 'stageId', stageId, 'stands in a stage that is an outcome');
    close(draft, { status: standsIn }, sourceAt(draft, at, 'stageId'));
    draft.outcomeStage = stageId;
  };
  return { steps: [...entering, { at, run }], sameAs: -1, facts: {} };
}

/** When the row's outcome happened: on a day, with the last that changed on it. */
function outcomeInstant(
  draft: Draft,
  opening: Opening,
  ordered: readonly number[],
  outcome: GivenOutcome,
): number {
  const { at, onDay } = outcome;
  if (!onDay) return at;
  const { given, rules } = draft.imported;
  const end = endOfDay(at, rules.timeZone);
  const entered = opening.logged.includes('stageId') ? null : given.stageEnteredAt;
  const known = [lastOnDay(draft.imported, ordered, at), draft.opensAt, entered ?? undefined];
  return Math.max(
    at,
    ...(known.filter((instant) => instant !== undefined && instant >= at && instant < end) as number[]),
  );
}

/** The move into the row's stage, where the log tells none and it came after the opening. */
function enteringStep(draft: Draft, opening: Opening, closedAt: number | undefined): RowSteps['steps'] {
  const { given, rules } = draft.imported;
  const { stageId, stageEnteredAt } = given;
  if (opening.logged.includes('stageId') || stageId === null || stageEnteredAt === null) return [];
  if (isSameStage(rules, opening.pipelineId, stageId, opening.stageId) || rules.outcomeOf.has(stageId))
    return [];
  const at = Math.min(stageEnteredAt, closedAt ?? stageEnteredAt);
  const run = (): void => {
    // Into a deal that the log has closed by then it comes at the end, just before that outcome.
    if (draft.status === 'open') place(draft, undefined, stageId, sourceAt(draft, at, 'stageId'));
  };
  return [{ at, run }];
}

/** The row's outcome and the log's last of the same status are one; of another, the deal was reopened and closed again. */
function outcomeSteps(
  draft: Draft,
  ordered: readonly number[],
  { last, lastAt, lastStatus, status, reopenedAt }: LoggedOutcomes,
  outcome: GivenOutcome,
  at: number,
): RowSteps {
  const { imported } = draft;
  const isSame = lastStatus === outcome.status && (status !== 'open' || at < reopenedAt);
  if (!isSame) {
    const latest = Math.max(at, reopenedAt || at, lastAt);
    const run = (): void => {
      if (latest > at) noteAssumed(draft, 'outcome.at', new Date(at), 'the log has another outcome after it');
      if (draft.status !== outcome.status) close(draft, outcome, sourceAt(draft, latest, 'outcome.at'));
      noteMidnight(imported, ordered, { at: outcome.at, onDay: outcome.onDay }, 'deal');
    };
    return { steps: [{ at: latest, run }], sameAs: -1, facts: {} };
  }
  const logged = imported.instants[last] as number;
  const isElse = outcome.onDay
    ? logged < outcome.at || logged >= endOfDay(outcome.at, imported.rules.timeZone)
    : logged !== outcome.at;
  if (isElse)
    note(imported.findings, imported.given.place, {
      field: 'outcome.at',
      code: 'outcome-date',
      input: new Date(outcome.at),
      effect: 'ignored',
      text: `the log has the outcome at ${new Date(logged).toISOString()}, which counts`,
    });
  return { steps: [], sameAs: last, facts: factsOf(outcome) };
}

/** What the row says of its outcome. */
function factsOf({ amount, reason, ownerId, competitorId }: GivenOutcome): Partial<OutcomeFacts> {
  const facts = Object.entries({ amount, reason, ownerId, competitorId });
  return Object.fromEntries(facts.filter(([, fact]) => fact !== undefined && fact !== null));
}

/** The outcome that the log says the deal stood in until its first change. */
export function closeAtOpening(draft: Draft, stageId: string, ordered: readonly number[]): void {
  const status = draft.imported.rules.outcomeOf.get(stageId) as OutcomeStatus;
  noteAssumed(draft, 'openedAt', stageId, 'the log has it in a stage that is an outcome, and not since when');
  const at = Math.min(draft.opensAt, draft.imported.instants[ordered[0] as number] as number); // before what leaves it
  close(draft, { status }, sourceAt(draft, at, 'openedAt'));
  draft.outcomeStage = stageId;
}

/** The row as the source of events at an instant. */
export function sourceAt({ imported: { given } }: Draft, at: number, field: string): Source {
  const by = field === 'outcome.at' ? given.outcome?.by : null;
  return { change: -1, field, head: headOf(given.id, at, by) };
}

/** Lists that the instant of something is taken to be so. */
export function noteAssumed({ imported }: Draft, field: string, input: unknown, text: string): void {
  note(imported.findings, imported.given.place, {
    field,
    code: 'assumed-time',
    input,
    effect: 'assumed',
    text,
  });
}
