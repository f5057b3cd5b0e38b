import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealsIn, salesFunnel } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveDealsIn } from '../twin/naive-funnel.ts';
import { asked, bookOf, cellPopulation, funnelAsk, naiveOf, readings, scene } from './scenes.ts';

const cells = ['entered', 'passed', 'lost', 'open', 'returned', 'transferred', 'skipped'] as const;
const totalCells = ['deals', 'won', 'lost', 'open', 'transferred', 'unpriced'] as const;

test('on random books the library and the twin agree on the deals behind every figure of a funnel', () => {
  fc.assert(
    fc.property(
      scene,
      cellPopulation,
      funnelAsk,
      fc.constantFrom(...readings),
      (random, people, ask, reading) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          const options = { pipelineId, ...asked(people, random), ...ask, ...reading };
          const { stages, total } = salesFunnel(book, options);
          const expected = naiveDealsIn(random.histories, naiveOf(random), options);
          const figures = [
            ...stages.flatMap((row) =>
              cells.map((cell) => ({ figure: row[cell], stageId: row.stageId, cell })),
            ),
            ...totalCells.map((cell) => ({ figure: total[cell], stageId: undefined, cell })),
          ];
          for (const { figure, ...place } of figures) {
            const ids = dealsIn(book, options, place);
            expect(ids).toHaveLength(figure);
            expect(ids).toEqual(expected(place));
          }
        }
      },
    ),
    { numRuns: runs(100) },
  );
});
