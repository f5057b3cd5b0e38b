import { describe, expect, test } from 'vitest';
import {
  aida,
  definePipeline,
  directSale,
  encodePipeline,
  isDealError,
  manualSale,
  nonProcessSale,
  openTasks,
  type PipelineInput,
  predefinedStages,
  revisePipeline,
  routeMap,
  tasksOf,
  timelineOf,
  typicalSale,
  validateHistory,
} from '../../../src/index.ts';
import { sales } from '../../support/deals.ts';
import { opened } from '../../support/events.ts';
import { nonsense } from '../../support/nonsense.ts';
import { refusal } from '../../support/refusal.ts';

const input: PipelineInput = {
  id: 'p',
  name: 'P',
  progression: 'automatic',
  stages: [
    {
      ...{ id: 'a', name: 'A', goal: 'G', probability: 0.5, requires: ['payment'], staleAfterDays: 14 },
      ...{ retired: false, tasks: [{ id: 't', name: 'T', dueDays: 2, requires: ['channel'] }] },
    },
  ],
  recordsDemand: false,
  acceptsNewDeals: true,
};
const [stage] = input.stages;
const withStage = (changes: object) =>
  definePipeline({ ...input, stages: [{ ...stage, ...changes } as never] });
const withTask = (changes: object) => withStage({ tasks: [{ id: 't', name: 'T', ...changes }] });
const problem = (text: string) => ['invalid-pipeline', { pipelineId: 'p', problem: text }];

/** Every way in refuses with a DealError what it does not take. */
function answered(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (isDealError(error)) return false;
    throw error;
  }
}

describe('a definition says nothing meaningless:', () => {
  test.each([Number.NaN, -5, 1e12, '7', 7n, Symbol('s')])('stale after %s days', (days) => {
    expect(refusal(() => withStage({ staleAfterDays: days }))).toEqual(
      problem(`stage a is stale after ${String(days)} days`),
    );
    expect(refusal(() => withTask({ dueDays: days }))).toEqual(
      problem(`task t is due after ${String(days)} days`),
    );
  });

  test.each(['no', 'false', 0, null])('%s for a flag', (value) => {
    expect(refusal(() => withStage({ retired: value }))).toEqual(
      problem(`retired of stage a is ${value}, not true or false`),
    );
    for (const name of ['recordsDemand', 'acceptsNewDeals']) {
      const said = problem(`${name} of pipeline p is ${value}, not true or false`);
      expect(refusal(() => definePipeline({ ...input, [name]: value }))).toEqual(said);
      expect(refusal(() => revisePipeline(definePipeline(input), { [name]: value }))).toEqual(said);
    }
  });

  test('a property that nobody reads', () => {
    const colour = { colour: 'red' };
    expect(refusal(() => definePipeline({ ...input, ...colour }))).toEqual(
      problem('pipeline p has the property colour, which is not known'),
    );
    expect(refusal(() => withStage(colour))).toEqual(
      problem('stage a has the property colour, which is not known'),
    );
    expect(refusal(() => withTask(colour))).toEqual(
      problem('task t has the property colour, which is not known'),
    );
    expect(refusal(() => revisePipeline(definePipeline(input), colour as never))).toEqual(
      problem('a revision has no colour'),
    );
  });

  test('text where a list is needed', () => {
    expect(refusal(() => definePipeline({ ...input, stages: 'abc' as never }))).toEqual(
      problem('stages of pipeline p is abc, not a list'),
    );
    expect(refusal(() => withStage({ requires: 'payment' }))).toEqual(
      problem('requires of stage a is payment, not a list'),
    );
    expect(refusal(() => revisePipeline(definePipeline(input), { retire: 'a' as never }))).toEqual(
      problem('retire must be a list, not a'),
    );
  });
});

test('a pipeline that is defined can be stored, one that is not cannot', () => {
  for (const value of nonsense) {
    for (const name of Object.keys(stage as object)) {
      const given = { ...input, stages: [{ ...stage, [name]: value }] } as never;
      expect(
        answered(() => encodePipeline(given)),
        `${name}: ${typeof value}`,
      ).toBe(answered(() => definePipeline(given)));
    }
  }
});

test('whatever stands for a pipeline, only a DealError says that it is none', () => {
  const history = [opened()] as const;
  for (const value of [...nonsense, 'sales', sales] as never[]) {
    for (const given of [value, [value]] as never[]) {
      answered(() => timelineOf(history, given));
      answered(() => tasksOf(history, given));
      answered(() => routeMap(history, given));
      answered(() => openTasks([history], given));
      answered(() => validateHistory(history, given));
      for (const name of Object.keys(input)) answered(() => definePipeline({ ...input, [name]: given }));
      for (const name of ['name', 'add', 'rename', 'retire', 'order', 'acceptsNewDeals']) {
        answered(() => revisePipeline(sales, { [name]: given }));
      }
    }
    answered(() => revisePipeline(value, {}));
    answered(() => revisePipeline(sales, value));
    expect(answered(() => definePipeline(value))).toBe(value === sales);
  }
});

test('what everybody shares cannot be changed by anybody', () => {
  const isFrozen = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen));
  for (const shared of [typicalSale, manualSale, nonProcessSale, aida, directSale, predefinedStages]) {
    expect(isFrozen(shared)).toBe(true);
  }
  expect(isFrozen(definePipeline(input))).toBe(true);
  expect(isFrozen(revisePipeline(sales, { add: [{ id: 'demo', name: 'Demo' }] }))).toBe(true);
  expect(isFrozen(input)).toBe(false);
});
