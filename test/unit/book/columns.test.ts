import { expect, test } from 'vitest';
import {
  appendToBook,
  dealBook,
  definePipeline,
  groupDeals,
  historiesOf,
  historyOf,
  money,
  salesFunnel,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';

const options = { pipelines: [sales], currency: 'NOK' };

test('a deal may pass through more stages than a byte can number', () => {
  const stages = Array.from({ length: 300 }, (_, i) => ({ id: `s${i}`, name: `Stage ${i}` }));
  const long = definePipeline({ id: 'sales', name: 'Long', progression: 'manual', stages });
  const visits = stages.map(({ id }, i) => ({ stageId: id, enteredAt: on(1 + i) }));
  const history = historyOf({ ...dealRow('d1'), visits }, [long]);
  const { stages: rows, total } = salesFunnel(dealBook([history], { ...options, pipelines: [long] }), {
    pipelineId: 'sales',
  });
  expect(rows.map(({ visits }) => visits)).toEqual(stages.map(() => 1));
  expect(total.open).toBe(1);
});

test('a book may hold more owners than two bytes can number', () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => dealRow(`d${i}`, { ownerId: `o${i}` }));
  const book = dealBook(historiesOf(rows, [], [sales]), options);
  expect(groupDeals(book, 'ownerId')).toHaveLength(40_000);
  expect(selectDeals(book, { field: 'ownerId', is: 'equals', value: 'o39999' }).deals).toBe(1);
});

test('a book is the same, whether it is known beforehand how many histories will come or not', () => {
  const rows = Array.from({ length: 100 }, (_, i) => dealRow(`d${i}`, { potential: nok(i) }));
  // The first histories say little of the others: these have two changes of stage each.
  const changes = rows
    .slice(50)
    .flatMap(({ id }) =>
      [2, 3].map((day) => ({ dealId: id, stageId: day === 2 ? 'offer' : 'contact', at: on(day) })),
    );
  const histories = historiesOf(rows, changes, [sales]);
  const [told, untold] = [histories, new Set(histories)].map((each) =>
    salesFunnel(dealBook(each, options), { pipelineId: 'sales', durations: true }),
  );
  expect(told).toEqual(untold);
});

test('a deal of amounts beyond what doubles hold is continued exactly', () => {
  const potential = money('9999999999999999999999999999.0000000001', 'NOK');
  const book = dealBook(historiesOf([dealRow('d1', { potential })], [], [sales]), options);
  const moved = appendToBook(book, 'd1', [
    { type: 'DealMoved', dealId: 'd1', at: on(9), from: '', to: 'offer' },
  ]);
  const won = appendToBook(moved, 'd1', [{ type: 'DealWon', dealId: 'd1', at: on(10) }]);
  expect(winRate(won).wonAmount).toEqual(potential);
  const reopened = appendToBook(won, 'd1', [
    { type: 'DealReopened', dealId: 'd1', at: on(11), stageId: 'offer' },
    { type: 'DealRevalued', dealId: 'd1', at: on(12), potential: nok(5) },
    { type: 'DealWon', dealId: 'd1', at: on(13) },
  ]);
  expect([book, won, reopened].map((each) => winRate(each).wonAmount)).toEqual([nok(0), potential, nok(5)]);
});
