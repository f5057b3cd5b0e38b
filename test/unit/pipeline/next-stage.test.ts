import { expect, test } from 'vitest';
import { definePipeline } from '../../../src/index.ts';
import { activeStages } from '../../../src/pipeline/active-stages.ts';
import { nextStage } from '../../../src/pipeline/next-stage.ts';
import { stageById } from '../../../src/pipeline/stage-by-id.ts';

const pipeline = definePipeline({
  id: 'p',
  name: 'P',
  progression: 'automatic',
  stages: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B', retired: true },
    { id: 'c', name: 'C' },
    { id: 'd', name: 'D', retired: true },
  ],
});

test('the next stage is the next one that is not retired', () => {
  expect(['a', 'b', 'c', 'd', 'gone'].map((id) => nextStage(pipeline, id)?.id)).toEqual([
    'c',
    'c',
    undefined,
    undefined,
    'a',
  ]);
});

test('stages that deals may enter are those not retired; all are known by their ids', () => {
  expect(activeStages(pipeline).map(({ id }) => id)).toEqual(['a', 'c']);
  expect(stageById(pipeline, 'd')?.name).toBe('D');
  expect(stageById(pipeline, null)).toBeUndefined();
});
