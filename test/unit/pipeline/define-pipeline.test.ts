import { describe, expect, expectTypeOf, test } from 'vitest';
import { definePipeline, type Pipeline, type PipelineInput, type Stage } from '../../../src/index.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

const stage = (id: string, changes: Partial<Stage> = {}): Stage => ({ id, name: `Stage ${id}`, ...changes });
const defined = (changes: Partial<PipelineInput> = {}): Pipeline =>
  definePipeline({ id: 'p', name: 'P', progression: 'manual', stages: [stage('a')], ...changes });

describe('a pipeline', () => {
  test('takes new deals and records no demand, unless told otherwise', () => {
    expect(defined()).toEqual({
      id: 'p',
      name: 'P',
      progression: 'manual',
      stages: [stage('a')],
      recordsDemand: false,
      acceptsNewDeals: true,
    });
    expect(defined({ recordsDemand: true, acceptsNewDeals: false })).toMatchObject({
      recordsDemand: true,
      acceptsNewDeals: false,
    });
  });

  test('keeps its stages in their order, with all that is said of them', () => {
    const stages = [
      stage('b', { goal: 'They know us', probability: 0, staleAfterDays: 14 }),
      stage('a', { probability: 1 }),
    ];
    expect(defined({ stages }).stages).toEqual(stages);
  });

  test('with stages is automatic or manual, without stages it is of no progression', () => {
    expect(defined({ progression: 'automatic' }).progression).toBe('automatic');
    expect(defined({ progression: 'none', stages: [] }).stages).toEqual([]);
  });

  test('stays what it is when the list it was made of is changed', () => {
    const first = { id: 'a', name: 'A' };
    const stages = [first];
    const pipeline = defined({ stages });
    first.name = 'Changed';
    stages.pop();
    expect(pipeline.stages).toEqual([{ id: 'a', name: 'A' }]);
  });

  test('keeps the tasks and requirements of its stages, as they were', () => {
    const tasks = [{ id: 'call', name: 'Call', dueDays: 0.5, requires: ['interaction'] }];
    const requires = ['payment'];
    const pipeline = defined({
      progression: 'automatic',
      stages: [stage('a', { tasks, requires, retired: false })],
    });
    expect(pipeline.stages).toEqual([
      stage('a', { tasks: [...tasks], requires: ['payment'], retired: false }),
    ]);
    tasks.pop();
    requires.pop();
    expect(pipeline.stages[0]).toMatchObject({ tasks: [{ id: 'call' }], requires: ['payment'] });
  });

  test('leaves what it was made of as it is', () => {
    const input = frozen<PipelineInput>({ id: 'p', name: 'P', progression: 'manual', stages: [stage('a')] });
    expect(definePipeline(input).id).toBe('p');
  });

  test('may have ids and names that are odd but can be kept', () => {
    for (const odd of ['', '__proto__', 'constructor', '\u{1F600}', 'x'.repeat(10_000)]) {
      const pipeline = defined({ id: odd, name: odd, stages: [{ id: odd, name: odd }] });
      expect([pipeline.id, pipeline.name, pipeline.stages]).toEqual([odd, odd, [{ id: odd, name: odd }]]);
    }
  });

  test('may have the same name twice, but not the same stage id', () => {
    expect(
      defined({ stages: [stage('a', { name: 'Offer' }), stage('b', { name: 'Offer' })] }).stages.length,
    ).toBe(2);
    expect(refusal(() => defined({ stages: [stage('a'), stage('b'), stage('a')] }))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: 'two stages have or had the id a' },
    ]);
  });
});

describe('refused is a pipeline', () => {
  test('with a progression and no stages, or with stages and no progression', () => {
    for (const progression of ['manual', 'automatic'] as const) {
      expect(refusal(() => defined({ progression, stages: [] }))).toEqual([
        'invalid-pipeline',
        { pipelineId: 'p', problem: 'at least one stage is needed' },
      ]);
    }
    expect(refusal(() => defined({ progression: 'none' }))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: 'progression none has no stages' },
    ]);
  });

  test('with retired stages only', () => {
    expect(refusal(() => defined({ stages: [stage('a', { retired: true })] }))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: 'at least one stage is needed' },
    ]);
  });

  test('with two tasks of one id in a stage, but not in two stages', () => {
    const tasks = [{ id: 'call', name: 'Call' }];
    const led = (...stages: Stage[]) => defined({ progression: 'automatic', stages });
    expect(refusal(() => led(stage('a', { tasks: [...tasks, ...tasks] })))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: 'two tasks of stage a have the id call' },
    ]);
    expect(led(stage('a', { tasks }), stage('b', { tasks })).stages.length).toBe(2);
  });

  test('with a stage that leads where there is none, or where its deals are led', () => {
    const refused = (changes: object) => refusal(() => defined(changes));
    expect(refused({ stages: [stage('a', { leadsTo: ['b'] })] })).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: 'stage a leads to b, which is no stage' },
    ]);
    expect(refused({ progression: 'automatic', stages: [stage('a', { leadsTo: ['a'] })] })).toMatchObject([
      'invalid-pipeline',
      { problem: 'stage a has leadsTo, not for progression automatic' },
    ]);
  });

  test('with tasks where nobody would hand them out', () => {
    const tasks = [{ id: 'call', name: 'Call' }];
    expect(refusal(() => defined({ stages: [stage('a', { tasks })] }))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: 'stage a has tasks, not for progression manual' },
    ]);
    expect(defined({ stages: [stage('a', { tasks: [] })] }).stages).toEqual([stage('a', { tasks: [] })]);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('with a task due after %d days', (dueDays) => {
    const tasks = [{ id: 'call', name: 'Call', dueDays }];
    expect(refusal(() => defined({ stages: [stage('a', { tasks })] }))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: `task call is due after ${dueDays} days` },
    ]);
  });

  test('with a stage that was formerly another one that there is, itself, or what another one was', () => {
    const stage = (id: string, formerly?: readonly string[]) => ({
      id,
      name: id,
      ...(formerly ? { formerly } : {}),
    });
    const problemOf = (...stages: Stage[]) =>
      refusal(() => definePipeline({ id: 'p', name: 'P', progression: 'manual', stages }));
    const refused = (problem: string) => ['invalid-pipeline', { pipelineId: 'p', problem }];
    expect(problemOf(stage('a', ['b']), stage('b'))).toEqual(refused('two stages have or had the id b'));
    expect(problemOf(stage('a', ['a']))).toEqual(refused('two stages have or had the id a'));
    expect(problemOf(stage('a', ['x', 'x']))).toEqual(refused('two stages have or had the id x'));
    expect(problemOf(stage('a', ['x']), stage('b', ['x']))).toEqual(
      refused('two stages have or had the id x'),
    );
    expect(problemOf(stage('a', 'x' as never))).toEqual(refused('formerly of stage a is x, not a list'));
    expect(problemOf(stage('a', ['\u0000']))).toMatchObject(['invalid-text', {}]);
    const { stages } = definePipeline({
      ...{ id: 'p', name: 'P', progression: 'manual' },
      stages: [stage('a', ['x', '__proto__'])],
    });
    expect(stages).toEqual([stage('a', ['x', '__proto__'])]);
  });

  test('of a progression that does not exist', () => {
    expect(refusal(() => defined({ progression: 'Manual' as never }))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'p', problem: 'unknown progression Manual' },
    ]);
  });

  test.each([-0.1, 1.1, 50, Number.NaN, Number.POSITIVE_INFINITY])(
    'with a stage of probability %d',
    (probability) => {
      expect(refusal(() => defined({ stages: [stage('a', { probability })] }))).toEqual([
        'invalid-probability',
        { input: String(probability) },
      ]);
    },
  );

  test('with a probability that is no number', () => {
    expect(refusal(() => defined({ stages: [stage('a', { probability: '0.5' as never })] }))).toEqual([
      'invalid-probability',
      { input: '0.5' },
    ]);
  });

  test.each([
    ['pipeline id', { id: 'a\0' }],
    ['pipeline name', { name: 'a\0' }],
    ['stage id', { stages: [stage('a\0')] }],
    ['stage name', { stages: [stage('a', { name: 'a\0' })] }],
    ['task id', { stages: [stage('a', { tasks: [{ id: 'a\0', name: 'A' }] })] }],
    ['task name', { stages: [stage('a', { tasks: [{ id: 'a', name: 'a\0' }] })] }],
    ['requirement', { stages: [stage('a', { requires: ['a\0'] })] }],
    ['goal', { stages: [stage('a', { goal: 'a\0' })] }],
  ])('with a %s that no store keeps', (_, changes) => {
    expect(refusal(() => defined(changes))).toMatchObject([
      'invalid-text',
      { problem: 'U+0000 or lone surrogate', input: 'a\0' },
    ]);
  });

  test('without an id or a name', () => {
    const problem = 'not a string';
    expect(refusal(() => defined({ id: undefined as never }))).toEqual([
      'invalid-text',
      { field: 'pipeline id', problem, input: 'undefined' },
    ]);
    expect(refusal(() => defined({ stages: [{ id: 7, name: 'Seven' } as never] }))).toEqual([
      'invalid-text',
      { field: 'stage id', problem, input: '7' },
    ]);
  });
});

describe('the type of a pipeline', () => {
  const sales = definePipeline({
    id: 'sales',
    name: 'Sales',
    progression: 'manual',
    stages: [
      { id: 'contact', name: 'Contact' },
      { id: 'offer', name: 'Offer' },
    ],
  });

  test('knows the stage ids that are written in the code', () => {
    expectTypeOf(sales).toEqualTypeOf<Pipeline<'contact' | 'offer'>>();
    expectTypeOf(sales).toExtend<Pipeline>();
    expect(sales.stages.map(({ id }) => id)).toEqual(['contact', 'offer']);
  });

  test('is of plain strings where the stages come from a database', () => {
    const rows: Stage[] = [stage('a')];
    const pipeline = definePipeline({ id: 'p', name: 'P', progression: 'manual', stages: rows });
    expectTypeOf(pipeline).toEqualTypeOf<Pipeline<string>>();
    expectTypeOf<Pipeline>().not.toExtend<typeof sales>();
    expect(pipeline.stages).toEqual(rows);
  });

  test('is of plain strings where there are no stages', () => {
    const pipeline = definePipeline({ id: 'p', name: 'P', progression: 'none', stages: [] });
    expectTypeOf(pipeline).toEqualTypeOf<Pipeline<string>>();
    expect(pipeline.stages).toEqual([]);
  });
});
