import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  aida,
  definePipeline,
  directSale,
  manualSale,
  nonProcessSale,
  openDeal,
  type Pipeline,
  predefinedStages,
  typicalSale,
} from '../../../src/index.ts';
import { on } from '../../support/deals.ts';

const ids = ({ stages }: Pipeline): string[] => stages.map(({ id }) => id);
const presets: readonly Pipeline[] = [typicalSale, manualSale, nonProcessSale, aida, directSale];

describe('the predefined stages', () => {
  test('are nine, from the new deal to the obligations fulfilled', () => {
    expect(predefinedStages.map(({ id, name }) => `${id}: ${name}`)).toEqual([
      'new-deal: New deal',
      'initial-contact: Initial contact',
      'qualification: Client qualification',
      'proposal: Preparing the proposal',
      'presentation: Presentation',
      'refinement: Refining the proposal',
      'terms: Agreeing terms',
      'preparation: Preparing to fulfil obligations',
      'fulfilment: Fulfilling obligations',
    ]);
  });

  test('may be chosen from, renamed and added to', () => {
    const own = definePipeline({
      id: 'own',
      name: 'Own',
      progression: 'manual',
      stages: [
        ...predefinedStages.filter(({ id }) => id === 'proposal' || id === 'terms'),
        { id: 'pilot', name: 'Pilot' },
      ],
    });
    expect(ids(own)).toEqual(['proposal', 'terms', 'pilot']);
    expectTypeOf<'pilot'>().toExtend<(typeof own.stages)[number]['id']>();
  });
});

describe('the typical sale', () => {
  test('is automatic and has seven of the predefined stages, in their order, under their names', () => {
    expect(typicalSale.progression).toBe('automatic');
    const predefined = predefinedStages.map(({ id }) => String(id));
    expect(ids(typicalSale)).toEqual(predefined.filter((id) => id !== 'new-deal' && id !== 'refinement'));
    for (const stage of typicalSale.stages) {
      expect(predefinedStages.find(({ id }) => id === stage.id)).toMatchObject({ name: stage.name });
    }
  });

  test('asks for eight tasks, each with what it needs and when it is due', () => {
    const tasks = typicalSale.stages.flatMap(({ id: stageId, tasks = [] }) =>
      tasks.map(({ id, dueDays, requires = [] }) => [stageId, id, dueDays, requires.join(' ')]),
    );
    expect(tasks).toEqual([
      ['initial-contact', 'record-contact', 2, 'interaction'],
      ['qualification', 'qualify', 2, 'customerId fields.agreement'],
      ['proposal', 'propose', 3, 'fields.proposal'],
      ['presentation', 'present', 5, ''],
      ['terms', 'agree', 7, ''],
      ['terms', 'order', 8, 'fields.counterparty fields.order'], // a day after the terms: 7 + 1
      ['preparation', 'confirm', 2, 'fields.obligations'],
      ['fulfilment', 'fulfil', 14, 'fields.fulfilled'],
    ]);
  });
});

describe('the other presets', () => {
  test('are a sale by hand, a sale without stages, the way of a buyer and that of a seller', () => {
    expect(presets.map(({ id, progression }) => [id, progression])).toEqual([
      ['typical-sale', 'automatic'],
      ['manual-sale', 'manual'],
      ['non-process-sale', 'none'],
      ['aida', 'manual'],
      ['direct-sale', 'manual'],
    ]);
    expect(ids(manualSale)).toEqual(predefinedStages.map(({ id }) => id));
    expect(ids(nonProcessSale)).toEqual([]);
    expect(ids(aida)).toEqual(['awareness', 'interest', 'desire', 'action']);
    expect(ids(directSale)).toEqual(['inform', 'decision-maker', 'delivery', 'payment']);
  });

  test('take new deals, record no demand, and are what definePipeline makes of them', () => {
    for (const preset of presets) {
      expect(preset).toMatchObject({ acceptsNewDeals: true, recordsDemand: false });
      expect(definePipeline(preset)).toEqual(preset);
      expect(openDeal(preset, { id: 'd1', ownerId: 'kari', potential: null, at: on(1) })).toHaveLength(1);
    }
  });

  test('know their stages in their types', () => {
    expectTypeOf(aida).toEqualTypeOf<Pipeline<'awareness' | 'interest' | 'desire' | 'action'>>();
    const input = { id: 'd1', ownerId: 'kari', potential: null, at: on(1) };
    expect(openDeal(manualSale, { ...input, stageId: 'refinement' })[0].stageId).toBe('refinement');
    // @ts-expect-error there is no such stage
    expect(() => openDeal(manualSale, { ...input, stageId: 'refining' })).toThrow();
  });

  test('are made one’s own under another id', () => {
    const b2b = definePipeline({ ...typicalSale, id: 'b2b', name: 'Business', recordsDemand: true });
    expect(b2b).toMatchObject({ id: 'b2b', recordsDemand: true, stages: typicalSale.stages });
  });
});
