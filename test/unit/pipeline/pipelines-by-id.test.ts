import { expect, test } from 'vitest';
import { pipelineOf, pipelinesById } from '../../../src/pipeline/pipelines-by-id.ts';
import { sales, simple } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

test('a pipeline is found by its id', () => {
  const byId = pipelinesById(new Set([sales, simple]));
  expect(pipelineOf(byId, 'simple')).toBe(simple);
});

test('two pipelines with one id are refused', () => {
  expect(refusal(() => pipelinesById([sales, simple, { ...simple, id: 'sales' }]))).toEqual([
    'duplicate-pipeline',
    { pipelineId: 'sales' },
  ]);
});

test('a pipeline that is not there is refused, with the deal that asked for it', () => {
  const byId = pipelinesById([sales]);
  expect(refusal(() => pipelineOf(byId, 'simple'))).toEqual(['unknown-pipeline', { pipelineId: 'simple' }]);
  expect(refusal(() => pipelineOf(byId, '__proto__', 'd1'))).toEqual([
    'unknown-pipeline',
    { pipelineId: '__proto__', dealId: 'd1' },
  ]);
});
