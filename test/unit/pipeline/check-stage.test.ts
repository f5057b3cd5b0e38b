import { expect, test } from 'vitest';
import { checkStage } from '../../../src/pipeline/check-stage.ts';
import { sales, simple } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

test('a deal in a pipeline with stages is in one, be it one the pipeline does not know', () => {
  expect(refusal(() => checkStage(sales, 'offer', 'd1'))).toBe('nothing was refused');
  expect(refusal(() => checkStage(sales, 'gone', 'd1'))).toBe('nothing was refused');
  expect(refusal(() => checkStage(sales, null, 'd1'))).toEqual([
    'missing-stage',
    { pipelineId: 'sales', dealId: 'd1' },
  ]);
});

test('a deal in a pipeline without stages needs none', () => {
  expect(refusal(() => checkStage(simple, null, 'd1'))).toBe('nothing was refused');
});
