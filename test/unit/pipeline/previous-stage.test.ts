import { expect, test } from 'vitest';
import { definePipeline, previousStage } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';

const pipeline = definePipeline({
  id: 'p',
  name: 'P',
  progression: 'manual',
  stages: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B', retired: true },
    { id: 'c', name: 'C' },
  ],
});

test('the stage before is the last one that is not retired; none before the first or an unknown one', () => {
  expect(['a', 'b', 'c', 'gone'].map((id) => previousStage(pipeline, id)?.id)).toEqual([
    undefined,
    'a',
    'a',
    undefined,
  ]);
  expect(refusal(() => previousStage(pipeline, 7 as never))).toMatchObject(['invalid-text', {}]);
});
