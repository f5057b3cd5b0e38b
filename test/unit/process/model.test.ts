import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addTask,
  completeTask,
  type Deal,
  type DealEvent,
  type DealHistory,
  type DealTask,
  definePipeline,
  deleteDeal,
  describeDeal,
  explainLoss,
  isDealError,
  loseDeal,
  moveDeal,
  openDeal,
  openTasks,
  type Pipeline,
  reopenDeal,
  replay,
  takeManualControl,
  timelineOf,
  transferDeal,
  validateHistory,
  winDeal,
} from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { type Attempt, PaperDeal, type PaperPipeline } from '../../support/naive-process.ts';
import { runs } from '../../support/runs.ts';
import { automatic, guided } from '../verbs/given.ts';

// Random verbs on a deal, written to a store that fails now and then, against the same deal on paper.

/** An automatic pipeline whose last stage has tasks, and a requirement of its own. */
const closing = definePipeline({
  id: 'closing',
  name: 'Closing',
  progression: 'automatic',
  stages: [
    { id: 'lead', name: 'Lead', tasks: [{ id: 'call', name: 'Call' }] },
    {
      id: 'close',
      name: 'Close',
      requires: ['payment'],
      tasks: [
        { id: 'ship', name: 'Ship' },
        { id: 'bill', name: 'Bill', requires: ['potential'] },
      ],
    },
  ],
});
const pipelines: readonly Pipeline[] = [guided, closing, automatic, sales, simple];
const paper: readonly PaperPipeline[] = pipelines.map(({ id, progression, stages }) => ({
  id,
  isAutomatic: progression === 'automatic',
  stages: stages.map(({ id: stageId, tasks = [], requires = [] }) => ({
    id: stageId,
    tasks: Object.fromEntries(tasks.map((task) => [task.id, task.requires !== undefined])),
    needs: requires.length > 0,
  })),
}));

/** What goes wrong with a write: nothing; it did not happen; it did but nobody heard; somebody else was faster. */
type Fault = 'none' | 'unavailable' | 'indeterminate' | 'overtaken';
const faults: readonly Fault[] = ['none', 'none', 'unavailable', 'indeterminate', 'overtaken'];

/** A store of one deal that takes events at the version they were decided on, and the same events only once. */
class Store {
  history: DealHistory;

  constructor(opening: DealHistory) {
    this.history = opening;
  }

  append(events: readonly DealEvent[], expected: number): 'appended' | 'duplicate' | 'conflict' {
    const { length } = this.history;
    if (length === expected) {
      this.history = [...this.history, ...events];
      return 'appended';
    }
    const there = this.history.slice(expected, expected + events.length);
    return events.length > 0 &&
      there.length === events.length &&
      there.every((event, i) => event === events[i])
      ? 'duplicate'
      : 'conflict';
  }
}

/** Reads, decides and writes until it is written; a refusal is an answer too. */
function update(store: Store, decide: (deal: Deal) => readonly DealEvent[], fault: Fault): boolean {
  let next = fault;
  for (;;) {
    const deal = frozen(replay(store.history));
    const events = frozen(decided(deal, decide));
    if (events === null) return false;
    if (next === 'overtaken') {
      const colleague = pipelineOf(deal);
      if (deal.deletedAt === null)
        store.append(describeDeal(deal, colleague, { name: 'x', at: deal.updatedAt }), deal.version);
    }
    const answer = next === 'unavailable' ? 'conflict' : store.append(events, deal.version);
    if (next === 'indeterminate' && events.length > 0) {
      expect(store.append(events, deal.version)).toBe('duplicate');
    }
    next = 'none';
    if (answer !== 'conflict') return true;
  }
}

function decided(deal: Deal, decide: (deal: Deal) => readonly DealEvent[]): readonly DealEvent[] | null {
  try {
    return decide(deal);
  } catch (error) {
    if (isDealError(error)) return null;
    throw error;
  }
}

function pipelineOf({ pipelineId }: Deal): Pipeline {
  return pipelines.find(({ id }) => id === pipelineId) as Pipeline;
}

/** The verb that an attempt is. */
function verbOf(
  what: Attempt,
  at: Date,
  idOf: (task: string) => string,
): (deal: never) => readonly DealEvent[] {
  const checksWhere = (ready: boolean) => ({ checks: new Proxy({}, everything(ready)) });
  return (deal: Deal) => {
    const pipeline = pipelineOf(deal);
    const any = deal as never; // whatever its status: the verb is to refuse
    switch (what.verb) {
      case 'move':
        return moveDeal(any, pipeline, { to: what.to, at }, checksWhere(what.ready));
      case 'complete':
        return completeTask(deal, pipeline, { taskId: idOf(what.task), at }, checksWhere(what.ready));
      case 'win':
        return winDeal(any, pipeline, { at }, checksWhere(what.ready));
      case 'lose':
        return loseDeal(any, pipeline, { reason: what.reason, at });
      case 'explain':
        return explainLoss(any, pipeline, { reason: what.reason as string, at });
      case 'reopen':
        return reopenDeal(any, pipeline, { at, ...(what.to === null ? {} : { stageId: what.to }) });
      case 'add':
        return addTask(deal, pipeline, { task: { id: what.task, name: what.task }, at });
      case 'transfer':
        return transferDeal(any, pipeline, {
          to: pipelines.find(({ id }) => id === what.to.id) as Pipeline,
          at,
        });
      case 'takeControl':
        return takeManualControl(any, pipeline, { at });
      case 'delete':
        return deleteDeal(deal, pipeline, { at });
    }
  };
}

/** Every check there could be, with one answer. */
function everything(ready: boolean): ProxyHandler<Record<string, () => boolean>> {
  return {
    get: () => () => ready,
    getOwnPropertyDescriptor: () => ({ value: () => ready, configurable: true, enumerable: true }),
  };
}

/** Mostly, what is completed is something that is to be done. */
function sensible(what: Attempt, open: readonly string[], pick: number): Attempt {
  const task = open[pick % 7];
  return what.verb === 'complete' && task !== undefined ? { ...what, task } : what;
}

/** The name that a task has on paper. */
function paperName({ id, kind }: DealTask): string {
  if (kind === 'won') return 'result';
  if (kind === 'lost') return 'loss';
  return kind === 'stage' ? (id.split('/').at(-1) as string) : id;
}

const stageIds = [...new Set(pipelines.flatMap(({ stages }) => stages.map(({ id }) => String(id)))), 'gone'];
const tasks = ['call', 'ship', 'show', 'offer', 'result', 'loss', 't1', 't2', 'gone'];
const ready = fc.integer({ min: 0, max: 3 }).map((number) => number > 0);
const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({ verb: fc.constant('move'), to: fc.constantFrom(...stageIds), ready }),
  },
  {
    weight: 45,
    arbitrary: fc.record({ verb: fc.constant('complete'), task: fc.constantFrom(...tasks), ready }),
  },
  { weight: 10, arbitrary: fc.record({ verb: fc.constant('win'), ready }) },
  {
    weight: 10,
    arbitrary: fc.record({
      verb: fc.constantFrom('lose', 'explain'),
      reason: fc.constantFrom('price', 'price', null, ''),
    }),
  },
  {
    weight: 15,
    arbitrary: fc.record({ verb: fc.constant('reopen'), to: fc.constantFrom(null, null, ...stageIds) }),
  },
  { weight: 10, arbitrary: fc.record({ verb: fc.constant('add'), task: fc.constantFrom('t1', 't2') }) },
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('transfer'), to: fc.constantFrom(...paper) }) },
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('takeControl') }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('delete') }) },
) as fc.Arbitrary<Attempt>;

test('whatever is tried on a deal, in whatever order, with writes that fail, is what it is on paper', () => {
  const lives = fc.array(
    fc.record({ drawn: attempts, pick: fc.nat(9), fault: fc.constantFrom(...faults), hours: fc.nat(5) }),
    {
      maxLength: 40,
      size: 'max',
    },
  );
  fc.assert(
    fc.property(fc.nat(pipelines.length - 1), lives, (start, life) => {
      const opening = { id: 'd1', ownerId: 'kari', potential: null, at: on(1) };
      const store = new Store(openDeal(pipelines[start] as Pipeline, opening));
      const onPaper = new PaperDeal(paper[start] as PaperPipeline);
      for (const { drawn, fault, hours, pick } of life) {
        const what = sensible(drawn, onPaper.open(), pick);
        const open = openTasks([store.history], pipelines);
        const idOf = (name: string): string => open.find((task) => paperName(task) === name)?.id ?? name;
        const at = new Date(+replay(store.history).updatedAt + hours * 3_600_000);
        const done = update(store, verbOf(what, at, idOf) as (deal: Deal) => readonly DealEvent[], fault);
        expect([what, done]).toEqual([what, onPaper.attempt(what)]);
        const deal = replay(store.history);
        expect({ ...what, status: deal.status, stageId: deal.stageId, pipelineId: deal.pipelineId }).toEqual({
          ...what,
          status: onPaper.status,
          stageId: onPaper.stageId,
          pipelineId: onPaper.pipeline.id,
        });
        expect(deal.version).toBe(store.history.length);
        expect(openTasks([store.history], pipelines).map(paperName).sort()).toEqual(onPaper.open());
      }
      expect(validateHistory(store.history, pipelines)).toEqual([]);
      expect(timelineOf(store.history, pipelines)?.status).toBe(onPaper.status);
    }),
    { numRuns: runs },
  );
});
