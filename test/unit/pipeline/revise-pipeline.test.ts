import { describe, expect, expectTypeOf, test } from 'vitest';
import { definePipeline, type Pipeline, revisePipeline } from '../../../src/index.ts';
import { sales, simple } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

const ids = ({ stages }: Pipeline): string[] => stages.map(({ id }) => id);
frozen(sales);

describe('a revision', () => {
  test('adds stages, at the end or where the order says', () => {
    const add = [{ id: 'demo', name: 'Demo' }] as const;
    const longer = revisePipeline(sales, { add });
    expect(ids(longer)).toEqual(['contact', 'offer', 'terms', 'demo']);
    expectTypeOf(longer).toEqualTypeOf<Pipeline<'contact' | 'offer' | 'terms' | 'demo'>>();
    const between = revisePipeline(sales, { add, order: ['contact', 'demo', 'offer', 'terms'] });
    expect(ids(between)).toEqual(['contact', 'demo', 'offer', 'terms']);
  });

  test('renames stages and the pipeline; ids stay', () => {
    const revised = revisePipeline(sales, { name: 'Sales', rename: { offer: 'Quotation' } });
    expect(revised).toEqual({
      ...sales,
      name: 'Sales',
      stages: sales.stages.map((stage) => (stage.id === 'offer' ? { ...stage, name: 'Quotation' } : stage)),
    });
    expectTypeOf(revised).toEqualTypeOf<typeof sales>();
  });

  test('reorders stages', () => {
    expect(ids(revisePipeline(sales, { order: ['terms', 'contact', 'offer'] }))).toEqual([
      'terms',
      'contact',
      'offer',
    ]);
  });

  test('retires stages, which keep their place and all that is said of them', () => {
    const revised = revisePipeline(sales, { retire: ['offer'] });
    expect(revised.stages).toEqual([sales.stages[0], { ...sales.stages[1], retired: true }, sales.stages[2]]);
    expect(revisePipeline(revised, { name: 'Sales' }).stages).toEqual(revised.stages);
  });

  test('restores retired stages', () => {
    const revised = revisePipeline(sales, { retire: ['offer'] });
    expect(revisePipeline(revised, { restore: ['offer'] })).toEqual(sales);
  });

  test('changes what stages ask and promise', () => {
    const revised = revisePipeline(sales, {
      change: {
        contact: { probability: null, goal: 'They know us.' },
        offer: { requires: ['customerId'], leadsTo: ['terms'], staleAfterDays: 3 },
      },
    });
    expect(revised.stages).toEqual([
      { id: 'contact', name: 'First contact', goal: 'They know us.' },
      {
        ...{ id: 'offer', name: 'Offer', probability: 0.5 },
        ...{ requires: ['customerId'], leadsTo: ['terms'], staleAfterDays: 3 },
      },
      sales.stages[2],
    ]);
  });

  test('lists other loss reasons, or any', () => {
    const listing = revisePipeline(sales, { lossReasons: ['price'] });
    expect(listing.lossReasons).toEqual(['price']);
    expect(revisePipeline(listing, { name: 'Sales' }).lossReasons).toEqual(['price']);
    expect(revisePipeline(listing, { lossReasons: null })).toEqual(sales);
  });

  test('stops new deals, and starts to record demand', () => {
    expect(revisePipeline(sales, { acceptsNewDeals: false, recordsDemand: true })).toEqual({
      ...sales,
      acceptsNewDeals: false,
      recordsDemand: true,
    });
  });

  test('merges a stage into another one, which is it from then on and stands where it stands', () => {
    const merged = revisePipeline(sales, { change: { contact: { formerly: ['offer'] } } });
    expect(merged.stages).toEqual([{ ...sales.stages[0], formerly: ['offer'] }, sales.stages[2]]);
    const again = revisePipeline(merged, { change: { contact: { formerly: ['terms'] } } });
    expect(again.stages).toEqual([{ ...sales.stages[0], formerly: ['offer', 'terms'] }]);
    const back = revisePipeline(merged, { change: { terms: { formerly: ['contact'] } } });
    expect(back.stages).toEqual([{ ...sales.stages[2], formerly: ['contact', 'offer'] }]);
  });

  test('gives a stage another id: a new stage takes the place of those it was formerly', () => {
    const quote = { id: 'quote', name: 'Quote', formerly: ['offer'] } as const;
    const revised = revisePipeline(sales, { add: [quote, { id: 'demo', name: 'Demo' }] });
    expect(revised.stages).toEqual([sales.stages[0], quote, sales.stages[2], { id: 'demo', name: 'Demo' }]);
    const one = { id: 'sale', name: 'Sale', formerly: ['terms', 'quote'] };
    expect(revisePipeline(revised, { add: [one], order: ['sale', 'contact', 'demo'] }).stages[0]).toEqual({
      ...one,
      formerly: ['terms', 'quote', 'offer'],
    });
  });

  test('lets a merged stage lead where either did, and others to it, unless it is said where', () => {
    const stages = [
      { id: 'a', name: 'A', leadsTo: ['b'] },
      { id: 'b', name: 'B', leadsTo: ['c', 'a'] },
      { id: 'c', name: 'C', leadsTo: ['b'] },
      { id: 'd', name: 'D' },
    ];
    const led = definePipeline({ id: 'led', name: 'Led', progression: 'manual', stages });
    const leads = (pipeline: Pipeline) => pipeline.stages.map(({ id, leadsTo }) => [id, leadsTo]);
    expect(leads(revisePipeline(led, { change: { a: { formerly: ['b'] } } }))).toEqual([
      ['a', ['c']],
      ['c', ['a']],
      ['d', undefined],
    ]);
    expect(leads(revisePipeline(led, { change: { a: { formerly: ['b'], leadsTo: ['d'] } } }))[0]).toEqual([
      'a',
      ['d'],
    ]);
    expect(leads(revisePipeline(led, { change: { a: { formerly: ['d'] } } }))[0]).toEqual(['a', undefined]);
    const renamed = revisePipeline(led, { add: [{ id: 'z', name: 'Z', leadsTo: ['d'], formerly: ['b'] }] });
    expect(leads(renamed)).toEqual([
      ['a', ['z']],
      ['z', ['d']],
      ['c', ['z']],
      ['d', undefined],
    ]);
  });

  test('takes the former ids of a stage away, by null', () => {
    const merged = revisePipeline(sales, { change: { contact: { formerly: ['offer'] } } });
    const forgotten = revisePipeline(merged, { change: { contact: { formerly: null } } });
    expect(forgotten.stages).toEqual([sales.stages[0], sales.stages[2]]);
  });

  test('of nothing is the same pipeline', () => {
    expect(revisePipeline(sales, {})).toEqual(sales);
    expect(revisePipeline(simple, {})).toEqual(simple);
  });
});

describe('refused is a revision', () => {
  test.each([
    ['renames', { rename: { gone: 'Gone' } }],
    ['restores', { restore: ['gone'] }],
    ['changes', { change: { gone: { goal: 'G' } } }],
    ['retires', { retire: ['gone'] }],
    ['orders', { order: ['contact', 'offer', 'terms', 'gone'] }],
  ])('that %s a stage there is not', (_, revision) => {
    expect(refusal(() => revisePipeline(sales as Pipeline, revision))).toEqual([
      'unknown-stage',
      { pipelineId: 'sales', stageId: 'gone' },
    ]);
  });

  test.each([
    ['leaves a stage out of the order', { order: ['contact', 'offer'] }, 'the order leaves out stage terms'],
    [
      'orders a stage twice',
      { order: ['contact', 'offer', 'terms', 'offer'] },
      'the order names stage offer twice',
    ],
    [
      'adds a stage of an id there is',
      { add: [{ id: 'offer', name: 'O' }] },
      'two stages have or had the id offer',
    ],
    [
      'changes a stage that it merges into another one',
      { change: { contact: { formerly: ['offer'] } }, rename: { offer: 'Quotation' } },
      'stage offer is merged into another one, and changed',
    ],
    [
      'merges two stages into each other',
      { change: { contact: { formerly: ['offer'] }, offer: { formerly: ['contact'] } } },
      'two stages have or had the id offer',
    ],
    [
      'merges a stage into two',
      { change: { contact: { formerly: ['offer'] }, terms: { formerly: ['offer'] } } },
      'two stages have or had the id offer',
    ],
    ['retires all stages', { retire: ['contact', 'offer', 'terms'] }, 'at least one stage is needed'],
  ])('that %s', (_, revision, problem) => {
    expect(refusal(() => revisePipeline(sales as Pipeline, revision))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'sales', problem },
    ]);
  });

  test.each([
    ['a text', 'offer'],
    ['nothing there is', Symbol.iterator],
    ['no list of ids', [7]],
  ])('that says of a stage what it was formerly, or leads to, by %s', (_, ids) => {
    for (const name of ['formerly', 'leadsTo']) {
      const revised = (revision: object) =>
        (refusal(() => revisePipeline(sales as Pipeline, revision)) as string[])[0];
      const codes = ['invalid-pipeline', 'invalid-text'];
      expect(codes).toContain(revised({ change: { contact: { [name]: ids } } }));
      expect(codes).toContain(revised({ add: [{ id: 'new', name: 'New', [name]: ids }] }));
    }
    const none = { add: [{ id: 'new', name: 'New', formerly: null }] } as object;
    expect(refusal(() => revisePipeline(sales as Pipeline, none))).toMatchObject(['invalid-pipeline', {}]);
  });

  test('with a misspelt stage, by the compiler', () => {
    // @ts-expect-error there is no such stage
    expect(refusal(() => revisePipeline(sales, { retire: ['ofer'] }))).toMatchObject(['unknown-stage', {}]);
  });

  test('that adds stages where there are to be none', () => {
    const add = [{ id: 'a', name: 'A' }];
    expect(refusal(() => revisePipeline(simple, { add }))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'simple', problem: 'progression none has no stages' },
    ]);
    expect(definePipeline(simple)).toEqual(simple);
  });
});
