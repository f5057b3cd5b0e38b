import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DealBook,
  dealStatus,
  type Grouping,
  groupDeals,
  salesFunnel,
  selectDeals,
  sumMoney,
  winRate,
} from '../../src/index.ts';
import { bookOf, scene } from '../reference/agreement/scenes.ts';
import { bookOf as dealBookOf } from '../support/book-of.ts';
import { closedRow, dealRow, nok } from '../support/deals.ts';
import { plain } from '../support/plain.ts';
import { runs } from '../support/runs.ts';

/** The deals of a group, in a book that was not cut. */
function alone(group: DealBook): DealBook {
  const ids = groupDeals(group, 'id').map(({ key }) => key);
  return selectDeals(group, { field: 'id', is: 'in', value: ids as string[] });
}

const grouping = fc.constantFrom<Grouping[]>(
  ['ownerId'],
  ['ownerId', { month: 'closedAt' }],
  [{ day: 'openedAt' }, 'stageId', 'ownerId'],
  ['id'],
);

const reading = fc.record(
  {
    skips: fc.constantFrom('count', 'jumps', 'ignore'),
    returns: fc.constantFrom('keep', 'erase'),
    strict: fc.boolean(),
    durations: fc.boolean(),
    during: fc.constantFrom('2026', '2026-01', '2026-Q1'),
    isByOpening: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('a report of a group is that of its deals alone, whatever was asked of the groups beside it', () => {
  fc.assert(
    fc.property(scene, grouping, fc.array(reading, { minLength: 1, maxLength: 3 }), (drawn, by, asked) => {
      const book = bookOf(drawn);
      const groups = groupDeals(book, by);
      for (const { id: pipelineId } of book.pipelines)
        for (const { during, isByOpening, ...options } of asked)
          for (const { book: mine } of groups) {
            const people = isByOpening === true ? { openedDuring: during } : { closedDuring: during };
            const question = { pipelineId, ...options, ...people };
            expect(plain(salesFunnel(mine, question))).toEqual(plain(salesFunnel(alone(mine), question)));
            expect(plain(winRate(mine, people))).toEqual(plain(winRate(alone(mine), people)));
            expect(plain(dealStatus(mine, people))).toEqual(plain(dealStatus(alone(mine), people)));
          }
    }),
    { numRuns: runs(60) },
  );
});

test('of a hundred groups the first is counted by itself, the others together, with one answer', () => {
  const rows = Array.from({ length: 200 }, (_, i) =>
    i % 3 === 0
      ? dealRow(`d${i}`, { ownerId: `o${i % 100}`, potential: nok(i) })
      : closedRow(`d${i}`, i % 3 === 1 ? 'won' : 'lost', 3 + (i % 20), {
          ownerId: `o${i % 100}`,
          potential: nok(i),
        }),
  );
  const groups = groupDeals(dealBookOf(rows), 'ownerId');
  const entered = groups.map(({ book }) => salesFunnel(book, { pipelineId: 'sales' }));
  expect(groups).toHaveLength(100);
  for (const [i, { book }] of groups.entries())
    expect(plain(entered[i])).toEqual(plain(salesFunnel(alone(book), { pipelineId: 'sales' })));
  const sum = sumMoney(
    entered.map(({ total }) => total.potential.deals),
    'NOK' as string,
  );
  expect(sum).toEqual(nok((199 * 200) / 2));
});
