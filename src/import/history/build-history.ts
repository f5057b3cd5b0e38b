import type { DealEvent, DealHistory, DealOpened } from '../../deal/event.ts';
import { ownMoney } from '../../money/money.ts';
import { readTime } from '../../time/calendar/instant-of.ts';
import { applyChange } from './apply-change.ts';
import { orderedChanges } from './deal-changes.ts';
import { add, type Draft } from './draft.ts';
import { finish } from './finish.ts';
import type { ImportedDeal } from './imported-deal.ts';
import { type Opening, openingEvent, openingOf } from './opening.ts';
import { loggedOutcomes } from './outcomes.ts';
import { closeAtOpening, type RowSteps, rowSteps, sourceAt } from './row-outcome.ts';

/** The history of a deal from its row and its changes, given by their numbers; null if nothing tells of any instant. */
export function buildHistory(imported: ImportedDeal, numbers: number[]): DealHistory | null {
  const ordered = orderedChanges(imported, numbers);
  const opensAt = imported.given.openedAt?.at ?? firstInstantTold(imported, ordered);
  if (opensAt === undefined) return null;
  const opening = openingOf(imported, ordered, opensAt);
  const { probability } = opening.values;
  const draft: Draft = {
    imported,
    events: [openingEvent(imported, opening)],
    opensAt,
    pipelineId: opening.pipelineId,
    stageId: opening.stageId,
    outcomeStage: null,
    status: 'open',
    values: opening.values,
    enteredAt: opensAt,
    closing: -1,
    changedSinceClosing: [],
    ownerToldAtClosing: false,
  };
  if (opening.outcomeStage !== null) closeAtOpening(draft, opening.outcomeStage, ordered);
  addChanges(draft, opening, ordered);
  finish(draft, opening, ordered);
  addPayments(draft);
  addInteractions(draft);
  addFirstEstimate(draft, probability);
  return inOrder(draft.events);
}

/** An opening has no estimate: it comes right after, unless another one, dated before the opening, counts there as well. */
function addFirstEstimate({ events, opensAt, imported }: Draft, probability: number | null): void {
  if (probability === null) return;
  if (events.some(({ type, at }) => type === 'DealEstimated' && at.getTime() < opensAt)) return;
  const dealId = imported.given.id;
  events.splice(1, 0, { type: 'DealEstimated', dealId, at: new Date(opensAt), probability });
}

/** Adds the changes in their order, and between them what the row tells beside them. */
function addChanges(draft: Draft, opening: Opening, ordered: readonly number[]): void {
  const { imported } = draft;
  const logged = loggedOutcomes(imported, ordered, opening.outcomeStage);
  const { steps, sameAs, facts } = rowSteps(draft, opening, ordered, logged);
  let next = 0;
  for (const number of ordered) {
    const at = imported.instants[number] as number;
    for (; next < steps.length && (steps[next] as Step).at < at; next++) (steps[next] as Step).run();
    const isOpening = opening.told.includes(number);
    applyChange(draft, number, isOpening, number === sameAs ? facts : noFacts, ordered);
  }
  for (; next < steps.length; next++) (steps[next] as Step).run();
}

type Step = RowSteps['steps'][number];
const noFacts = {};

function addPayments(draft: Draft): void {
  const { given, rules } = draft.imported;
  for (const [index, payment] of (given.row.payments ?? []).entries()) {
    const at = readTime(payment.at, rules.timeZone, 'at');
    const source = sourceAt(draft, at, `payments.${index}.at`);
    add(draft, { type: 'PaymentReceived', ...source.head, amount: ownMoney(payment.amount) }, source);
  }
}

function addInteractions(draft: Draft): void {
  const { given, rules } = draft.imported;
  for (const [index, { id, kind, at: when, contactId }] of (given.row.interactions ?? []).entries()) {
    const at = readTime(when, rules.timeZone, 'at');
    const source = sourceAt(draft, at, `interactions.${index}.at`);
    const contact = contactId === undefined || contactId === null ? {} : { contactId };
    const interaction = { id, kind, at: new Date(at), ...contact };
    add(draft, { type: 'InteractionLinked', ...source.head, interaction }, source);
  }
}

/** The earliest instant that the row or its changes tell. */
function firstInstantTold(
  { given, instants, rules }: ImportedDeal,
  ordered: readonly number[],
): number | undefined {
  const others = [...(given.row.payments ?? []), ...(given.row.interactions ?? [])];
  const told = [
    instants[ordered[0] as number],
    given.outcome?.at,
    given.stageEnteredAt ?? undefined,
    ...others.map(({ at }) => readTime(at, rules.timeZone, 'at')),
  ].filter((instant) => instant !== undefined);
  return told.length === 0 ? undefined : Math.min(...told);
}

/** The events in the order of recording, as far as it is known; the opening first. */
function inOrder(events: DealEvent[]): DealHistory {
  const [opening, ...others] = events;
  if (!isSortedBy(events, recorded)) {
    others.sort((a, b) => a.at.getTime() - b.at.getTime());
    keepInstants(others);
    others.sort((a, b) => recorded(a) - recorded(b));
  }
  return [opening as DealOpened, ...others];
}

/** An event that does not say when it was recorded was so with those of its instant: it stays after, and before, them. */
function keepInstants(events: DealEvent[]): void {
  const join = (i: number, neighbour: DealEvent | undefined, isAhead: (apart: number) => boolean): void => {
    const event = events[i] as DealEvent;
    if (neighbour?.recordedAt === undefined || event.recordedAt !== undefined) return;
    if (neighbour.at.getTime() !== event.at.getTime() || !isAhead(recorded(neighbour) - recorded(event)))
      return;
    events[i] = { ...event, recordedAt: new Date(neighbour.recordedAt) };
  };
  for (let i = 1; i < events.length; i++) join(i, events[i - 1], (apart) => apart > 0);
  for (let i = events.length - 2; i >= 0; i--) join(i, events[i + 1], (apart) => apart < 0);
}

function recorded({ recordedAt, at }: DealEvent): number {
  return (recordedAt ?? at).getTime();
}

function isSortedBy(events: readonly DealEvent[], instantOf: (event: DealEvent) => number): boolean {
  for (let i = 2; i < events.length; i++)
    if (instantOf(events[i] as DealEvent) < instantOf(events[i - 1] as DealEvent)) return false;
  return true;
}
