import { describe, expect, test } from 'vitest';
import { decodePipeline, encodePipeline, revisePipeline } from '../../../src/index.ts';
import { sales } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

describe('a pipeline', () => {
  test('is stored as JSON with its format, its properties as they are', () => {
    expect(encodePipeline(sales)).toEqual({
      format: 1,
      id: 'sales',
      name: 'Typical sale',
      progression: 'manual',
      acceptsNewDeals: true,
      recordsDemand: false,
      stages: sales.stages,
    });
  });

  test('is stored with the ids that its stages had before, and read with them', () => {
    const merged = revisePipeline(sales, { change: { contact: { formerly: ['offer'] } } });
    const stored = encodePipeline(merged);
    expect(stored).toMatchObject({ stages: [{ id: 'contact', formerly: ['offer'] }, { id: 'terms' }] });
    expect(decodePipeline(stored)).toEqual(merged);
    const damaged = { ...stored, stages: [{ id: 'a', name: 'A', formerly: ['a'] }] };
    expect(refusal(() => decodePipeline(damaged))).toMatchObject(['invalid-record', { path: 'stages' }]);
  });

  test('is never stored with a property that would be lost', () => {
    const pipeline = { ...sales, stages: [{ id: 'contact', name: 'Contact', colour: 'red' }] };
    expect(refusal(() => encodePipeline(pipeline as never))).toEqual([
      'invalid-record',
      { path: 'stages[0].colour', problem: 'is not known here' },
    ]);
  });
});
