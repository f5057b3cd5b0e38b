import { describe, expect, test } from 'vitest';
import { encodeVariant } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const variant = { id: 'v1', name: 'Last month', report: 'salesFunnel' };

describe('a report variant', () => {
  test('is stored as JSON with its format, dates marked as such', () => {
    expect(encodeVariant({ ...variant, options: { pipelineId: 'sales', asOf: on(9) } })).toEqual({
      ...{ format: 1, ...variant },
      options: { pipelineId: 'sales', asOf: { $date: '2026-10-09T12:00:00.000Z' } },
    });
  });

  test("keeps a host's own names that look like ours apart", () => {
    const options = { a: { $date: 'tomorrow' }, b: { $$: 1 } };
    expect(encodeVariant({ ...variant, options })['options']).toEqual({
      a: { $$date: 'tomorrow' },
      b: { $$$: 1 },
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['options.filter', { filter: () => true }],
    ['options.filter.by[0]', { filter: { by: [new Map()] } }],
    ['options.at', { at: new Date(Number.NaN) }],
    ['options.id', { id: 7n }],
    ['options.text', { text: 'half \udc00' }],
  ])('is refused where %s cannot be stored', (path, options) => {
    expect(refusal(() => encodeVariant({ ...variant, options }))).toEqual([
      'invalid-record',
      expect.objectContaining({ path }),
    ]);
  });

  test('is refused where its options go round in a circle', () => {
    const options: Record<string, unknown> = {};
    options['self'] = options;
    expect(refusal(() => encodeVariant({ ...variant, options }))).toEqual([
      'invalid-record',
      expect.objectContaining({ problem: 'is too deep' }),
    ]);
  });
});
