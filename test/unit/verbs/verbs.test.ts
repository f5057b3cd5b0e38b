import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Deal,
  type DealErrorCode,
  type DealEvent,
  type DealHistory,
  dealAsOf,
  deleteDeal,
  describeDeal,
  isDealError,
  loseDeal,
  moveDeal,
  openDeal,
  type Pipeline,
  reassignDeal,
  reopenDeal,
  replay,
  revalueDeal,
  timelineOf,
  transferDeal,
  validateHistory,
  winDeal,
} from '../../../src/index.ts';
import { nok, on } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { pipelines } from './given.ts';

type Verb = (deal: never, pipeline: Pipeline, step: Step) => readonly DealEvent[];

/** Every verb, and what it may refuse; all may refuse `common`. */
const verbs: Readonly<Record<string, { readonly verb: Verb; readonly refuses: readonly DealErrorCode[] }>> = {
  moveDeal: {
    verb: (deal, pipeline, { stageId, at }) => moveDeal(deal, pipeline, { to: stageId, at }),
    refuses: ['deal-not-open', 'unknown-stage', 'move-not-allowed'],
  },
  revalueDeal: {
    verb: (deal, pipeline, { amount, at }) =>
      revalueDeal(deal, pipeline, { potential: amount === 0 ? null : nok(amount), at }),
    refuses: ['deal-not-open'],
  },
  reassignDeal: {
    verb: (deal, pipeline, { ownerId, at }) => reassignDeal(deal, pipeline, { ownerId, at }),
    refuses: [],
  },
  describeDeal: {
    verb: (deal, pipeline, { ownerId, amount, at }) =>
      describeDeal(deal, pipeline, { name: ownerId, fields: { size: amount }, at }),
    refuses: [],
  },
  transferDeal: {
    verb: (deal, pipeline, { target, stageId, isDefault, at }) =>
      transferDeal(deal, pipeline, { to: target, at, ...(isDefault ? {} : { stageId }) }),
    refuses: ['deal-not-open', 'unknown-stage', 'move-not-allowed'],
  },
  winDeal: {
    verb: (deal, pipeline, { amount, isDefault, at }) =>
      winDeal(deal, pipeline, { at, ...(isDefault ? {} : { amount: nok(amount) }) }),
    refuses: ['deal-not-open', 'stages-remain'],
  },
  loseDeal: {
    verb: (deal, pipeline, { isDefault, at }) =>
      loseDeal(deal, pipeline, { at, reason: isDefault ? 'price' : null }),
    refuses: ['deal-not-open', 'reason-required'],
  },
  reopenDeal: {
    verb: (deal, pipeline, { stageId, isDefault, at }) =>
      reopenDeal(deal, pipeline, { at, ...(isDefault ? {} : { stageId }) }),
    refuses: ['deal-not-closed', 'unknown-stage', 'move-not-allowed'],
  },
  deleteDeal: { verb: (deal, pipeline, { at }) => deleteDeal(deal, pipeline, { at }), refuses: [] },
  /** There is no verb for it yet. */
  takeManualControl: {
    verb: (deal: Deal, _, { at }) => [
      { type: 'ManualControlTaken', dealId: deal.id, at: new Date(Math.max(+at, +deal.updatedAt)) },
    ],
    refuses: [],
  },
};
const common: readonly DealErrorCode[] = ['deal-deleted', 'pipeline-mismatch', 'out-of-order'];

interface Step {
  readonly name: string;
  readonly wait: number;
  readonly at: Date;
  readonly target: Pipeline;
  readonly isOther: boolean;
  readonly stageId: string;
  readonly isDefault: boolean;
  readonly amount: number;
  readonly ownerId: string;
}

const stageIds = [...pipelines.flatMap(({ stages }) => stages.map(({ id }) => id)), 'gone'];
const names = Object.keys(verbs).filter((name) => name !== 'deleteDeal');
const steps = fc.array(
  fc.record({
    name: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...names, 'moveDeal', 'moveDeal', 'moveDeal') },
      { weight: 1, arbitrary: fc.constant('deleteDeal') },
    ),
    wait: fc.constantFrom(0, 0, 1, 1, 2, -1),
    target: fc.constantFrom(...pipelines),
    isOther: fc.integer({ min: 0, max: 19 }).map((number) => number === 0),
    stageId: fc.constantFrom(...stageIds),
    isDefault: fc.boolean(),
    amount: fc.nat(3),
    ownerId: fc.constantFrom('kari', 'ola', '', '__proto__'),
  }),
  { maxLength: 40, size: 'max' },
);
const opening = fc.constantFrom(...pipelines.filter(({ acceptsNewDeals }) => acceptsNewDeals));

/** Tries one verb after another; calls back with each that was not refused. */
function run(
  pipeline: Pipeline,
  tried: readonly Omit<Step, 'at'>[],
  onEvent: (before: DealHistory, after: DealHistory, name: string) => void = () => {},
): DealHistory {
  let history: DealHistory = openDeal(pipeline, {
    id: 'd1',
    ownerId: 'kari',
    potential: nok(100),
    at: on(1),
  });
  for (const step of tried) {
    const deal = frozen(replay(history));
    const at = new Date(+deal.updatedAt + step.wait * 3_600_000);
    const current = pipelines.find(({ id }) => id === deal.pipelineId) as Pipeline;
    const { verb, refuses } = verbs[step.name] as (typeof verbs)[string];
    if (step.name === 'takeManualControl' && deal.deletedAt !== null) continue;
    try {
      const events = verb(deal as never, step.isOther ? step.target : current, { ...step, at });
      const after: DealHistory = [...history, ...events];
      onEvent(history, after, step.name);
      history = after;
    } catch (error) {
      if (!isDealError(error)) throw error;
      expect([...common, ...refuses]).toContain(error.code);
    }
  }
  return history;
}

describe('laws', () => {
  test('a verb either answers with events or refuses with one of its codes', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        expect(run(pipeline, tried)[0].type).toBe('DealOpened');
      }),
      { numRuns: 300 },
    );
  });

  test('nothing is odd in a history made by verbs', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        expect(validateHistory(run(pipeline, tried), pipelines)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('every event of a verb counts, and leaves the deal as it was before as of before', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        run(pipeline, tried, (before, after) => {
          const [deal, next] = [replay(before), replay(after)];
          expect(next.version).toBe(deal.version + after.length - before.length);
          expect(+next.updatedAt).toBeGreaterThanOrEqual(+deal.updatedAt);
          const earlier = new Date(+deal.updatedAt - 1);
          expect(dealAsOf(after, earlier)).toEqual(dealAsOf(before, earlier));
        });
      }),
    );
  });

  test('a deal that a automatic leads never skips a stage, never goes back and is won from the last stage only', () => {
    const led = pipelines.filter(({ progression }) => progression === 'automatic');
    const untaken = steps.map((tried) =>
      tried.filter(({ name }) => name !== 'takeManualControl' && name !== 'transferDeal'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...led), untaken, (pipeline, tried) => {
        const history = run(pipeline, tried);
        const ids = pipeline.stages.map(({ id }) => id);
        const path = timelineOf(history, pipelines)?.visits.map(({ stageId }) => ids.indexOf(stageId)) ?? [];
        for (const [index, position] of path.entries()) {
          expect([0, 1]).toContain(position - (path[index - 1] ?? 0)); // 0: reopened where it was closed
        }
        const deal = replay(history);
        if (deal.status === 'won') expect(deal.stageId).toBe(ids.at(-1));
      }),
    );
  });

  test('a deal outside a automatic is never lost without a reason', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        run(pipeline, tried, (before, after, name) => {
          if (name !== 'loseDeal') return;
          const { pipelineId, manualControl } = replay(before);
          const isLed = pipelineId === 'process' && !manualControl;
          if (!isLed) expect(after.at(-1)).toMatchObject({ reason: 'price' });
        });
      }),
    );
  });
});
