import type { DealEvent } from '../../../src/deal/event.ts';
import { localDay } from './naive-calendar.ts';
import type { NaiveImportRules } from './naive-import.ts';
import { asText } from './naive-import-log.ts';
import {
  areOneStage,
  fields,
  type NaiveOpening,
  stagesOf,
  statusOf,
  type Values,
  values,
} from './naive-import-opening.ts';
import {
  isLocalMidnight,
  type NaiveChange,
  type NaiveOutcome,
  type NaiveProblem,
} from './naive-import-rows.ts';

/** What becomes of a row of the log: the one count it is in. */
export type RowFate = 'taken' | 'merged' | 'ignored' | 'leftOut';

/** One thing that happens: what a row of the log tells, or what the deal's row tells beside the log. */
export interface Step {
  readonly ms: number;
  readonly change?: NaiveChange;
  /** What the deal's row says of an outcome: of that of the change, or one of its own. */
  readonly outcome?: Partial<NaiveOutcome>;
  readonly by?: string;
  /** The stage, of the deal's row, entered then. */
  readonly entered?: string;
  /** The field of the deal's row that tells it. */
  readonly field?: string;
  /** The deal's row stands in a stage that is an outcome. */
  readonly standsIn?: string;
}

export interface Placed {
  readonly event: DealEvent;
  /** Undefined: the row tells what holds now. */
  readonly step?: Step;
}

interface State extends Values {
  status: 'open' | 'won' | 'lost';
  /** The stage it stands in that is an outcome. */
  outcomeStage: string | undefined;
  /** When it last entered a stage. */
  enteredAt: number;
}

export interface Walk {
  readonly events: Placed[];
  readonly problems: readonly NaiveProblem[];
  readonly fates: ReadonlyMap<number, RowFate>;
  readonly state: State;
}

export type Spread = Readonly<Record<string, unknown>>;
export const given = (name: string, value: unknown): Spread => (value === undefined ? {} : { [name]: value });
export const same = (a: unknown, b: unknown): boolean => asText(a ?? null) === asText(b ?? null);

export function valueEvent(field: (typeof values)[number], value: unknown): Spread {
  const types = {
    ownerId: 'DealReassigned',
    potential: 'DealRevalued',
    expectedCloseAt: 'DealRescheduled',
    probability: 'DealEstimated',
  };
  return { type: types[field], [field]: value };
}

/** What the steps lead to, one after the other. */
export function walk(
  deal: { readonly id: string; readonly index: number },
  opening: NaiveOpening,
  steps: readonly Step[],
  rules: NaiveImportRules,
): Walk {
  const events: Placed[] = [];
  const problems: NaiveProblem[] = [];
  const fates = new Map<number, RowFate>();
  const state: State = { ...opening.values, status: 'open', outcomeStage: undefined, enteredAt: opening.ms };

  const changes = steps.flatMap(({ change }) => change ?? []);
  if (opening.outcomeStage !== undefined) {
    // The first `from` tells a stage that is an outcome: since when is not told, so since the opening, or since the first
    // change if that is dated before it.
    const step = { ms: Math.min(opening.ms, ...changes.map(({ at }) => at.ms)), field: 'openedAt' };
    report(step, 'openedAt', 'assumed-time', 'assumed');
    close(step, { status: statusOf(opening.outcomeStage, rules) as 'won' });
    state.outcomeStage = opening.outcomeStage;
  }
  for (const step of steps) {
    if (step.change !== undefined) fates.set(step.change.index, change(step, step.change));
    else if (step.entered !== undefined) {
      if (state.status === 'open' && state.stageId !== step.entered) move(step, undefined, step.entered);
    } else if (state.status !== step.outcome?.status || step.standsIn !== undefined) {
      close(step, step.outcome as NaiveOutcome);
      if (step.standsIn !== undefined) state.outcomeStage = step.standsIn;
    }
  }
  return { events, problems, fates, state };

  function report(step: Step, field: string | null, code: string, effect: NaiveProblem['effect']): void {
    const kind = step.change === undefined ? 'deal' : 'change';
    const index = step.change?.index ?? deal.index;
    problems.push({ in: kind, index, dealId: deal.id, field, code, effect });
  }

  function emit(step: Step, event: Spread): void {
    const at = new Date(step.ms);
    const by = given('by', step.change?.by ?? step.by);
    const recordedAt = given('recordedAt', step.change?.recordedAt);
    events.push({
      step,
      event: { ...event, dealId: deal.id, at, ...by, ...recordedAt } as unknown as DealEvent,
    });
    const field = step.change === undefined ? (step.field ?? null) : 'at';
    if (step.ms < opening.ms) report(step, field, 'before-opening', 'taken');
  }

  function change(step: Step, change: NaiveChange): RowFate {
    const { told, from, index } = change;
    const before = events.length;
    const toStatus = statusOf(told.stageId, rules);
    const toStage = toStatus === undefined ? told.stageId : undefined;
    const status = toStatus ?? told.outcome?.status;
    let isNew = fields.some((field) => opening.consumed.has(`${index} ${field}`));

    // "later contradictions are listed (`wrong-from`, ignored)"
    const held: Values = { ...state, stageId: state.outcomeStage ?? state.stageId };
    for (const field of fields) {
      const isSame =
        same(from[field], held[field]) ||
        (field === 'stageId' && areOneStage(state.pipelineId, from.stageId, held.stageId, rules));
      const isWrong = from[field] !== undefined && !isSame;
      if (isWrong) report(step, `from.${field}`, 'wrong-from', 'ignored');
    }
    const fromOutcome = from.outcome === undefined ? state.status : (from.outcome?.status ?? 'open');
    if (fromOutcome !== state.status) report(step, 'from.outcome', 'wrong-from', 'ignored');

    // "Entering one is the outcome, leaving it a reopening"; "`null` is […] in `outcome` a reopening of a closed deal".
    // In a deal closed otherwise a change of stage is one of a closed deal, whether or not there are stages that are outcomes.
    const isAnother =
      toStatus !== undefined && state.outcomeStage !== undefined && state.outcomeStage !== told.stageId;
    const closes = status !== undefined && (state.status !== status || isAnother);
    const leaves = toStatus === undefined && status === undefined;
    const isLeft =
      leaves && (told.outcome === null || (toStage !== undefined && state.outcomeStage !== undefined));
    const isElsewhere = told.pipelineId !== undefined && told.pipelineId !== state.pipelineId;
    if (state.status !== 'open' && (isLeft || closes)) {
      reopen(step, isElsewhere ? undefined : toStage);
      if (isElsewhere) move(step, told.pipelineId, toStage);
      isNew = true;
    } else if (isElsewhere || (toStage !== undefined && toStage !== state.stageId)) {
      if (move(step, isElsewhere ? told.pipelineId : undefined, toStage)) isNew = true;
    }

    // Who hands a deal on has worked its stage: the move comes before the owner.
    for (const field of ['ownerId', 'potential', 'expectedCloseAt', 'probability'] as const) {
      if (told[field] !== undefined && revalue(step, field, told[field])) isNew = true;
    }
    if (status !== undefined && closes) {
      close(step, { ...told.outcome, ...step.outcome, status });
      isNew = true;
      if (isEarlyMidnight(change.at)) report(step, 'at', 'midnight-date', 'taken');
    }
    if (toStatus !== undefined) state.outcomeStage = told.stageId;

    if (isNew) return 'taken';
    if (events.length > before) return 'ignored';
    const tellsPlace = told.stageId !== undefined || told.pipelineId !== undefined;
    const tells = tellsPlace || values.some((field) => told[field] !== undefined) || status !== undefined;
    if (!tells) {
      report(step, null, 'nothing-told', 'ignored');
      return 'ignored';
    }
    report(step, tellsPlace ? 'stageId' : null, tellsPlace ? 'same-stage' : 'unchanged', 'merged');
    return 'merged';
  }

  /** "An outcome `Date` at local midnight with later changes that day", so too a local time or one with an offset. */
  function isEarlyMidnight({ ms, day }: NaiveChange['at']): boolean {
    if (day !== undefined || !isLocalMidnight(ms, rules.timeZone)) return false;
    const dayOf = (at: number): string => localDay(new Date(at), rules.timeZone);
    return steps.some((step) => step.change !== undefined && step.ms > ms && dayOf(step.ms) === dayOf(ms));
  }

  /** True: it counts. What a closed deal takes not stands in its history, where it does not count. */
  function revalue(step: Step, field: (typeof values)[number], value: unknown): boolean {
    if (same(value, state[field])) return false;
    emit(step, valueEvent(field, value));
    if (field === 'potential' && state.status !== 'open') {
      report(step, field, 'on-closed-deal', 'ignored');
      return false;
    }
    state[field] = value;
    return true;
  }

  function move(step: Step, pipelineId: string | undefined, stageId: string | undefined): boolean {
    const to = stageId ?? stagesOf(pipelineId, rules)[0];
    if (pipelineId !== undefined)
      emit(step, { type: 'DealTransferred', pipelineId, ...given('stageId', to) });
    else emit(step, { type: 'DealMoved', from: state.stageId ?? '', to }); // '': a stage told of a pipeline without any
    if (state.status !== 'open') {
      report(step, 'stageId', 'on-closed-deal', 'ignored');
      return false;
    }
    state.pipelineId = pipelineId ?? state.pipelineId;
    enter(step, to);
    return true;
  }

  function reopen(step: Step, stageId: string | undefined): void {
    const to = stageId ?? state.stageId;
    emit(step, { type: 'DealReopened', ...given('stageId', to) });
    state.status = 'open';
    state.outcomeStage = undefined;
    enter(step, to);
  }

  function enter(step: Step, stageId: unknown): void {
    state.stageId = stageId;
    state.enteredAt = Math.max(step.ms, opening.ms);
    // Pointed out at each entering, a reopening in it as well.
    if (stageId === undefined || stagesOf(state.pipelineId, rules).includes(stageId as string)) return;
    report(step, 'stageId', 'unknown-stage', 'taken');
  }

  function close(step: Step, { status, amount, reason, ownerId, competitorId }: NaiveOutcome): void {
    // "From one to another is a reopening in the stage the deal was in and an outcome, at one instant"
    if (state.status !== 'open') reopen(step, undefined);
    if (ownerId !== undefined) revalue(step, 'ownerId', ownerId);
    state.status = status;
    if (status === 'won') emit(step, { type: 'DealWon', ...given('amount', amount) });
    else emit(step, { type: 'DealLost', reason: reason ?? null, ...given('competitorId', competitorId) });
  }
}
