import type { DealEvent } from '../../../src/deal/event.ts';
import { localDay } from './naive-calendar.ts';
import type { NaiveImportRules } from './naive-import.ts';
import { inRecordingOrder, openingEvents } from './naive-import-events.ts';
import {
  areOneStage,
  naiveOpening,
  openingInstant,
  stagesOf,
  statusOf,
  values,
} from './naive-import-opening.ts';
import {
  isLocalMidnight,
  type NaiveChange,
  type NaiveDealRow,
  type NaiveProblem,
} from './naive-import-rows.ts';
import {
  given,
  type Placed,
  type RowFate,
  type Spread,
  type Step,
  same,
  valueEvent,
  walk,
} from './naive-import-walk.ts';

export interface NaiveHistory {
  readonly history: DealEvent[];
  readonly problems: readonly NaiveProblem[];
  readonly fates: ReadonlyMap<number, RowFate>;
}

const isOutcome = ({ event: { type } }: Placed): boolean => type === 'DealWon' || type === 'DealLost';
const msOf = ({ event }: Placed): number => event.at.getTime();

export function naiveHistory(
  row: NaiveDealRow,
  log: readonly NaiveChange[],
  rules: NaiveImportRules,
): NaiveHistory | null {
  const dayOf = (at: number): string => localDay(new Date(at), rules.timeZone);
  const problems: NaiveProblem[] = [];
  const report = (field: string, code: string, effect: NaiveProblem['effect']): void =>
    void problems.push({ in: 'deal', index: row.index, dealId: row.id, field, code, effect });

  // "an outcome on a day is at that day's last change, else at its first instant", but not before the opening of that day
  const tellsOutcome = ({ told }: NaiveChange): boolean =>
    (told.outcome ?? null) !== null || statusOf(told.stageId, rules) !== undefined;
  const endsOnDay = (change: NaiveChange): boolean => change.at.day !== undefined && tellsOutcome(change);
  const others = log.filter((change) => !endsOnDay(change));
  const ends = log.filter(endsOnDay).map((change): NaiveChange => {
    const instants = others.map(({ at }) => at.ms);
    if (row.openedAt !== null) instants.push(row.openedAt.ms);
    const thatDay = instants.filter((instant) => dayOf(instant) === change.at.day);
    return { ...change, at: { ...change.at, ms: Math.max(change.at.ms, ...thatDay) } };
  });
  const changes = [...others, ...ends].sort((a, b) => a.at.ms - b.at.ms);
  const logSteps = changes.map((change): Step => ({ ms: change.at.ms, change }));

  const told = openingInstant(row, changes);
  if (told === undefined) return null;
  const ms: number = told;
  const opening = naiveOpening(ms, row, changes, rules);
  problems.push(...opening.problems);
  const lastChange = Math.max(ms, ...logSteps.map((step) => step.ms));

  // What the log alone tells of outcomes.
  const ofLog = walk(row, opening, logSteps, rules);
  const lastOutcome = ofLog.events.findLast(
    (placed) => isOutcome(placed) && placed.step?.change !== undefined,
  );
  const place = lastOutcome === undefined ? -1 : ofLog.events.indexOf(lastOutcome);
  const reopened = ofLog.events.slice(place + 1).findLast(({ event }) => event.type === 'DealReopened');
  const lastTold = Math.max(
    ...changes.filter(tellsOutcome).map(({ at }) => at.ms),
    ...(reopened === undefined ? [] : [msOf(reopened)]),
  );

  let steps: Step[] = logSteps;
  const add = (step: Step): void => {
    const later = steps.findIndex((other) => other.ms > step.ms);
    steps = later < 0 ? [...steps, step] : steps.toSpliced(later, 0, step);
  };

  const standsIn = statusOf(row.stageId, rules);
  const rowOutcomeAt = outcomeInstant();
  let rowStep: Step | undefined;
  if (row.outcome !== undefined && rowOutcomeAt !== undefined) {
    const { at, by, ...told } = row.outcome;
    const status = lastOutcome?.event.type === 'DealWon' ? 'won' : 'lost';
    const isReopened = ofLog.state.status === 'open';
    const isOne = lastOutcome !== undefined && status === told.status;
    if (isOne && (!isReopened || rowOutcomeAt < msOf(reopened as Placed))) {
      // "are one: the log's time, the row's amount, reason and owner, other dates listed"
      steps = steps.map((step) => (step === lastOutcome.step ? { ...step, outcome: told } : step));
      const agree = at.day === undefined ? at.ms === msOf(lastOutcome) : at.day === dayOf(msOf(lastOutcome));
      if (!agree) report('outcome.at', 'outcome-date', 'ignored');
    } else {
      // "of another status the deal was reopened and closed again at the row's time": where rows contradict each other, the
      // log telling another outcome or a reopening later than that, then.
      const closedAt = Math.max(rowOutcomeAt, lastTold);
      if (closedAt > rowOutcomeAt) report('outcome.at', 'assumed-time', 'assumed');
      rowStep = { ms: closedAt, outcome: told, field: 'outcome.at', ...(by === undefined ? {} : { by }) };
      const isLater = logSteps.some((step) => step.ms > at.ms && dayOf(step.ms) === dayOf(at.ms));
      if (at.day === undefined && isLocalMidnight(at.ms, rules.timeZone) && isLater) {
        report('outcome.at', 'midnight-date', 'taken');
      }
    }
  } else if (standsIn !== undefined && ofLog.state.status !== standsIn) {
    // "A row that stands in one without `outcome` closed at `stageEnteredAt`, else at its last instant (`assumed-time`)."
    // It is the last instant as well where the log tells of a stage or an outcome later than `stageEnteredAt`.
    const entered = row.stageEnteredAt?.ms;
    const isKnown =
      entered !== undefined &&
      changes.every(({ at, told }) => at.ms <= entered || (told.stageId ?? told.outcome) === undefined);
    if (!isKnown) report('stageId', 'assumed-time', 'assumed');
    rowStep = {
      ms: isKnown ? entered : lastChange,
      outcome: { status: standsIn },
      field: 'stageId',
      standsIn: row.stageId as string,
    };
  }
  const { stageEnteredAt, stageId } = row;
  if (
    !opening.logged.has('stageId') &&
    standsIn === undefined &&
    stageId !== undefined &&
    stageEnteredAt !== undefined
  ) {
    // "with `stageEnteredAt` later than the opening it opened in the first stage […] and moved then"
    const entered = Math.min(stageEnteredAt.ms, rowStep?.ms ?? stageEnteredAt.ms);
    const { values: held } = opening;
    if (!areOneStage(held.pipelineId, stageId, held.stageId, rules))
      add({ ms: entered, entered: stageId, field: 'stageId' });
  }
  if (rowStep !== undefined) add(rowStep);

  const made = walk(row, opening, steps, rules);
  problems.push(...made.problems);
  let { events } = made;
  const { state } = made;
  if (row.outcome !== undefined && state.status === 'open')
    report('outcome.status', 'reopened-later', 'taken');
  const closing = (): number => events.findLastIndex(isOutcome);
  const closedAt: number = events[closing()]?.event.at.getTime() ?? ms;
  const lastInstant = Math.max(lastChange, closedAt);

  // "The row tells what holds now. […] Where the log's last value differs, the row's holds from the last instant […], just
  // before the outcome if closed, and `assumed-time` says so."
  const rowEvent = (at: number, event: Spread, field?: string): Placed => {
    if (at < ms && field !== undefined) report(field, 'before-opening', 'taken');
    return { event: { ...event, dealId: row.id, at: new Date(at) } as unknown as DealEvent };
  };
  const beforeClosing = (placed: Placed): void => {
    events = events.toSpliced(closing(), 0, placed);
  };
  // A deal that its row reopens has its row's values from then on.
  const since = placeNow() ?? lastInstant;
  const isClosed = state.status !== 'open';
  for (const field of values) {
    const now = row[field];
    if (now === undefined || same(now, state[field])) continue;
    if (opening.logged.has(field)) report(field, 'assumed-time', 'assumed');
    const event = valueEvent(field, now);
    const { step } = events[closing()] ?? {};
    const isOfOutcome =
      field === 'ownerId' && (step?.outcome?.ownerId ?? step?.change?.told.outcome?.ownerId) !== undefined;
    // A closed deal can still get an owner, a date and a probability; the row's then come after those.
    const isChangedSince =
      field !== 'potential' &&
      events.slice(closing() + 1).some((placed) => placed.event.type === event['type']);
    if (isClosed && isOfOutcome && !isChangedSince) events = [...events, rowEvent(closedAt, event, field)];
    else if (isClosed && !isChangedSince) beforeClosing(rowEvent(closedAt, event, field));
    else events = [...events, rowEvent(since, event, field)];
  }

  for (const [place, { at, amount }] of row.payments.entries()) {
    events = [...events, rowEvent(at.ms, { type: 'PaymentReceived', amount })];
    if (at.ms < ms) report(`payments.${place}.at`, 'before-opening', 'taken');
  }
  for (const [place, { at, ...interaction }] of row.interactions.entries()) {
    const event = { type: 'InteractionLinked', interaction: { ...interaction, at: new Date(at.ms) } };
    events = [...events, rowEvent(at.ms, event)];
    if (at.ms < ms) report(`interactions.${place}.at`, 'before-opening', 'taken');
  }

  // An opening has no probability: an estimate right after it tells it, unless the log estimates before the opening again,
  // which counts at the opening as well.
  const [first, ...estimate] = openingEvents(row, opening);
  const isEstimatedBefore = events.some(
    (placed) => placed.event.type === 'DealEstimated' && msOf(placed) < ms,
  );
  const rest = inRecordingOrder([...(isEstimatedBefore ? [] : estimate), ...events]);
  return { history: [first, ...rest].map(({ event }) => event), problems, fates: made.fates };

  /** When the row's outcome was: on a day, with all else that happened on it. */
  function outcomeInstant(): number | undefined {
    const at = row.outcome?.at;
    if (at?.day === undefined) return at?.ms;
    const entered = opening.logged.has('stageId') ? undefined : row.stageEnteredAt?.ms;
    const known = [...logSteps.map((step) => step.ms), ms, ...(entered === undefined ? [] : [entered])];
    return Math.max(at.ms, ...known.filter((instant) => dayOf(instant) === at.day));
  }

  function placeNow(): number | undefined {
    const stageId = standsIn === undefined ? row.stageId : undefined;
    const into = row.pipelineId === state.pipelineId ? undefined : row.pipelineId;
    // "leaving it [is] a reopening": the log ends in an outcome, the row stands in a stage and has none.
    const isLeft = state.outcomeStage !== undefined && stageId !== undefined && row.outcome === undefined;
    const isHere = stageId === undefined || areOneStage(state.pipelineId, stageId, state.stageId, rules);
    if (into === undefined && !isLeft && isHere) return undefined;
    const entered = row.stageEnteredAt?.ms;
    const isClosed = state.status !== 'open' && !isLeft;
    // "a stage: from `stageEnteredAt` if told", unless the log contradicts it
    const until = isClosed ? closedAt : Number.POSITIVE_INFINITY;
    const since = isLeft ? lastInstant : state.enteredAt;
    const isTold = entered !== undefined && entered >= since && entered <= until;
    const at = isTold ? entered : Math.min(lastInstant, until);
    const known = stagesOf(row.pipelineId, rules);
    const to = stageId ?? known[0];
    const field = stageId === undefined ? 'pipelineId' : 'stageId';
    if (!isTold) report(field, 'assumed-time', 'assumed');
    const add = (event: Spread): void => {
      const placed = rowEvent(at, event, field);
      if (isClosed) beforeClosing(placed);
      else events = [...events, placed];
    };
    if (isLeft) {
      add({ type: 'DealReopened', ...given('stageId', into === undefined ? to : state.stageId) });
      const isUnknown =
        into !== undefined &&
        state.stageId !== undefined &&
        !stagesOf(state.pipelineId, rules).includes(state.stageId as string);
      if (isUnknown) report('stageId', 'unknown-stage', 'taken');
      state.status = 'open';
    }
    if (into !== undefined) add({ type: 'DealTransferred', pipelineId: into, ...given('stageId', to) });
    else if (!isLeft) add({ type: 'DealMoved', from: state.stageId ?? '', to });
    if (stageId !== undefined && !known.includes(stageId)) report('stageId', 'unknown-stage', 'taken');
    return isLeft ? at : undefined;
  }
}
