import { describe, expect, test } from 'vitest';
import { dealBook, dealPaths, funnelOfPaths, salesFunnel } from '../../src/index.ts';
import { goldenFunnels } from '../support/golden.ts';
import { sharedPath } from '../support/shared.ts';

const path = sharedPath('oracles/golden-funnels.json');

describe.skipIf(path === undefined)('the golden funnels', () => {
  for (const { name, pipeline, currency, histories, results } of path === undefined
    ? []
    : goldenFunnels(path)) {
    const book = dealBook(histories, { pipelines: [pipeline], currency });
    for (const { options, stages, total } of results) {
      test(`${name}, read with ${JSON.stringify(options)}, in every figure`, () => {
        const funnel = salesFunnel(book, { pipelineId: pipeline.id, ...options });
        expect(funnel.stages.length).toBe(stages.length);
        for (const [index, expected] of stages.entries()) {
          expect(numbers(funnel.stages[index])).toMatchObject(expected);
        }
        expect(numbers(funnel.total)).toMatchObject(total);
        expect(funnelOfPaths(dealPaths(book, { pipelineId: pipeline.id }), pipeline, options)).toEqual(
          funnel,
        );
      });
    }
  }
});

/** The golden file gives amounts as plain numbers. */
function numbers(figures: unknown): unknown {
  return JSON.parse(JSON.stringify(figures), (_key, value) => {
    return value !== null && typeof value === 'object' && 'currency' in value ? Number(value.amount) : value;
  });
}
