import fc from 'fast-check';
import { expect } from 'vitest';
import {
  addParticipant,
  addTask,
  type CheckOptions,
  cancelTask,
  completeTask,
  type Deal,
  type DealErrorCode,
  type DealEvent,
  type DealHistory,
  deleteDeal,
  describeDeal,
  estimateDeal,
  explainLoss,
  isDealError,
  linkInteraction,
  loseDeal,
  lostToCompetitor,
  moveDeal,
  openDeal,
  type Pipeline,
  postponeTask,
  reassignDeal,
  reassignTask,
  receivePayment,
  recordDemand,
  reopenDeal,
  replay,
  rescheduleDeal,
  revalueDeal,
  takeManualControl,
  tasksOf,
  transferDeal,
  winDeal,
} from '../../src/index.ts';
import { pipelines } from '../unit/verbs/given.ts';
import { nok, on } from './deals.ts';
import { frozen } from './freeze.ts';

type DealChecks = NonNullable<CheckOptions['checks']>;

// Any verb is tried on a deal after any other, with whatever input, and either answers or refuses.

type Verb = (deal: never, pipeline: Pipeline, step: Step) => readonly DealEvent[];

/** What is tried, and with what. */
export interface Step {
  readonly name: string;
  readonly wait: number;
  readonly at: Date;
  readonly target: Pipeline;
  readonly isOther: boolean;
  readonly stageId: string;
  readonly isDefault: boolean;
  readonly amount: number;
  readonly ownerId: string;
  /** The id of a task that is open, if there is one. */
  readonly taskId: string;
  readonly choice: number;
}

/** The host finds that all is there. */
const agreeable: DealChecks = Object.fromEntries(
  ['interaction', 'participant.decision-maker', 'customerId', 'fields.offer', 'potential', 'payment'].map(
    (name) => [name, () => true],
  ),
);
const checksOf = ({ isDefault }: Step): { readonly checks?: DealChecks } =>
  isDefault ? { checks: agreeable } : {};

const stageDone: readonly DealErrorCode[] = ['tasks-open', 'requirements-missing'];

/** Every verb but those that open a deal, and what it may refuse; all may refuse `common`. */
export const verbs: Readonly<
  Record<string, { readonly verb: Verb; readonly refuses: readonly DealErrorCode[] }>
> = {
  moveDeal: {
    verb: (deal, pipeline, step) =>
      moveDeal(deal, pipeline, { to: step.stageId, at: step.at }, checksOf(step)),
    refuses: ['deal-not-open', 'unknown-stage', 'move-not-allowed', ...stageDone],
  },
  revalueDeal: {
    verb: (deal, pipeline, { amount, at }) =>
      revalueDeal(deal, pipeline, { potential: amount === 0 ? null : nok(amount), at }),
    refuses: ['deal-not-open'],
  },
  reassignDeal: {
    verb: (deal, pipeline, { ownerId, at }) =>
      reassignDeal(deal, pipeline, { ownerId: ownerId === '' ? null : ownerId, at }),
    refuses: [],
  },
  rescheduleDeal: {
    verb: (deal, pipeline, { amount, at }) =>
      rescheduleDeal(deal, pipeline, { expectedCloseAt: amount === 0 ? null : on(20 + amount), at }),
    refuses: ['deal-not-open'],
  },
  estimateDeal: {
    verb: (deal, pipeline, { amount, at }) =>
      estimateDeal(deal, pipeline, { probability: amount === 0 ? null : amount / 3, at }),
    refuses: ['deal-not-open'],
  },
  describeDeal: {
    verb: (deal, pipeline, { ownerId, amount, at }) =>
      describeDeal(deal, pipeline, { name: ownerId, customerId: ownerId, fields: { offer: amount }, at }),
    refuses: [],
  },
  addParticipant: {
    verb: (deal, pipeline, { ownerId, isDefault, at }) =>
      addParticipant(deal, pipeline, {
        participant: { id: ownerId, role: isDefault ? 'decision-maker' : 'competitor' },
        at,
      }),
    refuses: ['duplicate-participant'],
  },
  linkInteraction: {
    verb: (deal, pipeline, { choice, at }) =>
      linkInteraction(deal, pipeline, { interaction: { id: `i${choice}`, kind: 'call', at }, at }),
    refuses: ['duplicate-interaction'],
  },
  recordDemand: {
    verb: (deal, pipeline, { amount, isDefault, at }) => {
      const line = { text: 'Chairs', amount: nok(amount), percentSatisfied: 50 * (amount % 3) };
      const demand = Array.from({ length: amount }, () => (isDefault ? { ...line, reason: 'late' } : line));
      return recordDemand(deal, pipeline, { demand, at });
    },
    refuses: ['demand-required', 'demand-unexplained'],
  },
  addTask: {
    verb: (deal, pipeline, { choice, taskId, isDefault, at }) =>
      addTask(deal, pipeline, { task: { id: isDefault ? `t${choice}` : taskId, name: 'Write' }, at }),
    refuses: ['duplicate-task', 'deal-not-open'],
  },
  completeTask: {
    verb: (deal, pipeline, step) =>
      completeTask(deal, pipeline, { taskId: step.taskId, at: step.at }, checksOf(step)),
    refuses: ['task-not-open', 'reason-required', 'demand-unexplained', 'requirements-missing'],
  },
  reassignTask: {
    verb: (deal, pipeline, { taskId, ownerId, at }) =>
      reassignTask(deal, pipeline, { taskId, assigneeId: ownerId === '' ? null : ownerId, at }),
    refuses: ['task-not-open'],
  },
  postponeTask: {
    verb: (deal, pipeline, { taskId, amount, at }) =>
      postponeTask(deal, pipeline, { taskId, dueAt: on(20 + amount), at }),
    refuses: ['task-not-open'],
  },
  cancelTask: {
    verb: (deal, pipeline, { taskId, at }) => cancelTask(deal, pipeline, { taskId, at }),
    refuses: ['task-not-open'],
  },
  receivePayment: {
    verb: (deal, pipeline, { amount, at }) => receivePayment(deal, pipeline, { amount: nok(amount), at }),
    refuses: ['invalid-amount'],
  },
  takeManualControl: {
    verb: (deal, pipeline, { at }) => takeManualControl(deal, pipeline, { at }),
    refuses: ['deal-not-open', 'no-stages'],
  },
  transferDeal: {
    verb: (deal, pipeline, { target, stageId, isDefault, at }) =>
      transferDeal(deal, pipeline, { to: target, at, ...(isDefault ? {} : { stageId }) }),
    refuses: [
      ...(['deal-not-open', 'unknown-stage', 'move-not-allowed'] as const),
      ...(['new-deals-not-accepted', 'demand-required'] as const),
    ],
  },
  winDeal: {
    verb: (deal, pipeline, step) => {
      const { amount, isDefault, at } = step;
      return winDeal(deal, pipeline, { at, ...(isDefault ? {} : { amount: nok(amount) }) }, checksOf(step));
    },
    refuses: ['deal-not-open', 'stages-remain', 'demand-unexplained', ...stageDone],
  },
  loseDeal: {
    verb: (deal, pipeline, { isDefault, choice, at }) => {
      const reason = choice === 0 ? lostToCompetitor : isDefault ? 'price' : null;
      return loseDeal(deal, pipeline, { at, reason, ...(choice === 1 ? { competitorId: 'acme' } : {}) });
    },
    refuses: ['deal-not-open', 'reason-required', 'competitor-required', 'demand-unexplained'],
  },
  explainLoss: {
    verb: (deal, pipeline, { choice, isDefault, at }) =>
      explainLoss(deal, pipeline, {
        at,
        reason: choice === 0 ? '' : isDefault ? 'price' : lostToCompetitor,
        ...(choice === 1 ? { competitorId: 'acme' } : {}),
      }),
    refuses: ['deal-not-lost', 'reason-required', 'competitor-required', 'demand-unexplained'],
  },
  reopenDeal: {
    verb: (deal, pipeline, { stageId, isDefault, at }) =>
      reopenDeal(deal, pipeline, { at, ...(isDefault ? {} : { stageId }) }),
    refuses: ['deal-not-closed', 'unknown-stage', 'move-not-allowed', 'missing-stage'],
  },
  deleteDeal: { verb: (deal, pipeline, { at }) => deleteDeal(deal, pipeline, { at }), refuses: [] },
};
export const common: readonly DealErrorCode[] = ['deal-deleted', 'pipeline-mismatch', 'out-of-order'];

const stageIds = [...pipelines.flatMap(({ stages }) => stages.map(({ id }) => id)), 'gone'];
const names = Object.keys(verbs).filter((name) => name !== 'deleteDeal');
const often = ['moveDeal', 'moveDeal', 'completeTask', 'completeTask', 'completeTask', 'completeTask'];

/** What is tried. */
export const step: fc.Arbitrary<Omit<Step, 'at' | 'taskId'>> = fc.record({
  name: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...names, ...often) },
    { weight: 1, arbitrary: fc.constant('deleteDeal') },
  ),
  wait: fc.constantFrom(0, 0, 1, 1, 2, -1, -4),
  target: fc.constantFrom(...pipelines),
  isOther: fc.integer({ min: 0, max: 19 }).map((number) => number === 0),
  stageId: fc.constantFrom(...stageIds),
  isDefault: fc.boolean(),
  amount: fc.nat(3),
  ownerId: fc.constantFrom('kari', 'ola', '', '__proto__'),
  choice: fc.nat(3),
});

/** What is tried, one after the other. */
export const steps: fc.Arbitrary<readonly Omit<Step, 'at' | 'taskId'>[]> = fc.array(step, {
  maxLength: 40,
  size: 'max',
});

/** A pipeline to open the deal in. */
export const opening: fc.Arbitrary<Pipeline> = fc.constantFrom(
  ...pipelines.filter(({ acceptsNewDeals }) => acceptsNewDeals),
);

/** Deal d1 of Kari, just opened. */
function openedIn(pipeline: Pipeline): DealHistory {
  const demand = [{ text: 'Chairs', amount: nok(100), percentSatisfied: 50, reason: 'out of stock' }];
  return openDeal(pipeline, { id: 'd1', ownerId: 'kari', potential: nok(100), demand, at: on(1) });
}

/** Tries a verb on a deal; null where it refuses, which it may with its own codes only. */
function attempt(history: DealHistory, tried: Omit<Step, 'at' | 'taskId'>): readonly DealEvent[] | null {
  const deal: Deal = frozen(replay(history));
  const at = new Date(+deal.updatedAt + tried.wait * 3_600_000);
  const current = pipelines.find(({ id }) => id === deal.pipelineId) as Pipeline;
  const open = tasksOf(history, pipelines).filter(({ status }) => status === 'open');
  const taskId = open[tried.choice % Math.max(1, open.length)]?.id ?? 'none';
  const { verb, refuses } = verbs[tried.name] as (typeof verbs)[string];
  try {
    return frozen(verb(deal as never, tried.isOther ? tried.target : current, { ...tried, at, taskId }));
  } catch (error) {
    if (!isDealError(error)) throw error;
    expect([...common, ...refuses]).toContain(error.code);
    return null;
  }
}

/** Tries one verb after another; calls back with each that was not refused. */
export function run(
  pipeline: Pipeline,
  tried: readonly Omit<Step, 'at' | 'taskId'>[],
  onEvents: (before: DealHistory, after: DealHistory, name: string) => void = () => {},
): DealHistory {
  let history = openedIn(pipeline);
  for (const step of tried) {
    const events = attempt(history, step);
    if (events === null) continue;
    const after: DealHistory = [...history, ...events];
    onEvents(history, after, step.name);
    history = after;
  }
  return history;
}
