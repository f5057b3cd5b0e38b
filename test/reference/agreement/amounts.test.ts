import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealAmounts } from '../../../src/index.ts';
import { plain } from '../../support/plain.ts';
import { runs } from '../../support/runs.ts';
import { naiveDealAmounts } from '../twin/naive-deal-amounts.ts';
import { given } from './reports.ts';
import { asked, bookOf, dealPopulation, naiveOf, sceneOrPart } from './scenes.ts';

test('on random books the library and the twin agree on how large deals are', () => {
  fc.assert(
    fc.property(sceneOrPart, dealPopulation, (random, people) => {
      const book = bookOf(random);
      for (const pipeline of [undefined, ...random.pipelines]) {
        const options = { ...given('pipelineId', pipeline?.id), ...asked(people, random) };
        const { wonAmount, potential } = dealAmounts(book, options);
        const expected = naiveDealAmounts(random.histories, naiveOf(random), options);
        expect(plain({ wonAmount, potential })).toMatchObject(expected);
      }
    }),
    { numRuns: runs(200) },
  );
});
