import fc from 'fast-check';
import {
  addTask,
  completeTask,
  type Deal,
  type DealEvent,
  type DealTask,
  definePipeline,
  deleteDeal,
  explainLoss,
  loseDeal,
  moveDeal,
  type Pipeline,
  reopenDeal,
  takeManualControl,
  transferDeal,
  winDeal,
} from '../../../src/index.ts';
import type { Attempt, PaperPipeline } from '../../reference/twin/naive-process.ts';
import { sales, simple } from '../../support/deals.ts';
import { automatic, guided } from '../verbs/given.ts';

// What may be tried on a deal: drawn at random, as a verb of the library and as an attempt on paper.

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
export const pipelines: readonly Pipeline[] = [guided, closing, automatic, sales, simple];
export const paper: readonly PaperPipeline[] = pipelines.map(({ id, progression, stages }) => ({
  id,
  isAutomatic: progression === 'automatic',
  stages: stages.map(({ id: stageId, tasks = [], requires = [] }) => ({
    id: stageId,
    tasks: Object.fromEntries(tasks.map((task) => [task.id, task.requires !== undefined])),
    needs: requires.length > 0,
  })),
}));

export function pipelineOf({ pipelineId }: Deal): Pipeline {
  return pipelines.find(({ id }) => id === pipelineId) as Pipeline;
}

/** The verb that an attempt is. */
export function verbOf(
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
export function sensible(what: Attempt, open: readonly string[], pick: number): Attempt {
  const task = open[pick % 7];
  return what.verb === 'complete' && task !== undefined ? { ...what, task } : what;
}

/** The name that a task has on paper. */
export function paperName({ id, kind }: DealTask): string {
  if (kind === 'won') return 'result';
  if (kind === 'lost') return 'loss';
  return kind === 'stage' ? (id.split('/').at(-1) as string) : id;
}

const stageIds = [...new Set(pipelines.flatMap(({ stages }) => stages.map(({ id }) => String(id)))), 'gone'];
const tasks = ['call', 'ship', 'show', 'offer', 'result', 'loss', 't1', 't2', 'gone'];
const ready = fc.integer({ min: 0, max: 3 }).map((number) => number > 0);
export const attempts: fc.Arbitrary<Attempt> = fc.oneof(
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
