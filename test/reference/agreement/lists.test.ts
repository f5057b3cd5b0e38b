import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activeFunnel, dealBoard, dealList, selectDeals } from '../../../src/index.ts';
import { plain } from '../../support/plain.ts';
import { runs } from '../../support/runs.ts';
import { type NaiveSort, naiveDealList } from '../twin/naive-deal-list.ts';
import { given } from './reports.ts';
import { asked, bookOf, calendars, dealPopulation, naiveOf, sceneOrPart } from './scenes.ts';

const sort = fc.record({
  by: fc.constantFrom<NaiveSort>(
    'id',
    'name',
    'potential',
    'age',
    'daysInStage',
    'expectedCloseAt',
    'status',
  ),
  order: fc.constantFrom('ascending', 'descending'),
});

/** Days to nine digits: the last bits depend on the order of the arithmetic. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(plain(value), (name, item: unknown) =>
      (name === 'age' || name === 'daysInStage') && typeof item === 'number' ? item.toFixed(9) : item,
    ),
  );
}

test('on random books the library and the twin agree on every page of every list', () => {
  fc.assert(
    fc.property(
      sceneOrPart,
      dealPopulation,
      sort,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(...calendars),
      (random, people, sort, limit, { calendar, clock }) => {
        const book = bookOf(random);
        for (const pipeline of [undefined, ...random.pipelines]) {
          const options = { ...given('pipelineId', pipeline?.id), ...asked(people, random), sort, limit };
          let after: string | null | undefined;
          const seen: string[] = [];
          while (after !== null) {
            const here = { ...options, ...given('after', after) };
            const page = dealList(book, { ...here, calendar });
            const expected = naiveDealList(random.histories, naiveOf(random), { ...here, clock });
            const { kind: _, asOf: __, currency: ___, ...figures } = page;
            expect(rounded(figures)).toMatchObject(rounded(expected) as object);
            seen.push(...page.rows.map(({ dealId }) => dealId));
            after = page.next;
          }
          const { deals, rows } = dealList(book, { ...options, limit: undefined, calendar });
          expect(rows.map(({ dealId }) => dealId)).toEqual(seen);
          expect(deals).toBe(seen.length);
        }
      },
    ),
    { numRuns: runs(100) },
  );
});

test('a board has the deals of the active funnel, each once, as the list has them', () => {
  fc.assert(
    fc.property(sceneOrPart, sort, (random, sort) => {
      const book = bookOf(random);
      for (const { id: pipelineId } of random.pipelines) {
        const { stages, total } = dealBoard(book, { pipelineId, sort });
        const active = activeFunnel(book, { pipelineId });
        const openOnes = selectDeals(book, { field: 'status', value: 'open' });
        const { rows } = dealList(openOnes, { pipelineId, sort });
        expect(total.open).toBe(active.total.open);
        for (const { stageId, open, deals } of stages) {
          expect(deals).toHaveLength(open);
          expect(deals).toEqual(rows.filter((row) => row.stageId === stageId));
        }
      }
    }),
    { numRuns: runs(100) },
  );
});
