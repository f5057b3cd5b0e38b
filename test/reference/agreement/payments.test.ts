import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overduePayments } from '../../../src/index.ts';
import { plain } from '../../support/plain.ts';
import { runs } from '../../support/runs.ts';
import { naiveOverduePayments } from '../twin/naive-overdue-payments.ts';
import { given } from './reports.ts';
import { bookOf, calendars, naiveOf, sceneOrPart } from './scenes.ts';

/** Days to nine digits: the last bits depend on the order of the arithmetic. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(plain(value), (name, item: unknown) =>
      name === 'days' && typeof item === 'number' ? item.toFixed(9) : item,
    ),
  );
}

test('on random books the library and the twin agree on the bills that are overdue', () => {
  fc.assert(
    fc.property(sceneOrPart, fc.constantFrom(...calendars), (random, { calendar, clock }) => {
      const book = bookOf(random);
      for (const pipeline of [undefined, ...random.pipelines]) {
        const options = given('pipelineId', pipeline?.id);
        const { kind, asOf, currency, ...figures } = overduePayments(book, { ...options, calendar });
        const expected = naiveOverduePayments(random.histories, naiveOf(random), { ...options, clock });
        expect(rounded(figures)).toEqual(rounded({ ...options, ...expected }));
      }
    }),
    { numRuns: runs(200) },
  );
});
