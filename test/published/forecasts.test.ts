import { describe, expect, test } from 'vitest';
import {
  contains,
  dealStatus,
  month,
  period,
  planAttainment,
  previousPeriod,
  series,
  weightedPipeline,
} from '../../src/index.ts';
import { bookOf } from '../support/book-of.ts';
import { closedRow, dealRow, nok, on } from '../support/deals.ts';

// What planners ask of several reports together.

const october = '2026-10';
const expected = { expectedCloseAt: on(25) };
const rows = [
  closedRow('won as expected', 'won', 20, expected),
  closedRow('lost', 'lost', 22, expected),
  closedRow('won by surprise', 'won', 24, { potential: nok(40) }),
  dealRow('put off', { expectedCloseAt: on('2026-11-10'), potential: nok(300) }),
];
const putOff = [
  { dealId: 'put off', at: on(15), expectedCloseAt: on('2026-11-10'), from: { expectedCloseAt: on(25) } },
];

describe('a month', () => {
  const plans = [{ during: october, amount: nok(340) }];

  test('what was expected of a month on a day, and what the month brought', () => {
    const book = bookOf(rows, putOff, { asOf: on(31) });
    const [then] = weightedPipeline(book, { asOf: on(10) }).periods;
    expect([then?.name, then?.open, then?.potential]).toEqual([october, 3, nok(500)]);
    const [brought] = planAttainment(book, { plans }).plans;
    expect([brought?.won, brought?.sold]).toEqual([2, nok(140)]); // one of them was not expected
    const [, ...later] = weightedPipeline(book).periods;
    expect(later.map(({ name, potential }) => [name, potential])).toEqual([['2026-11', nok(300)]]);
  });

  test('what is open covers what is missing of the plan one and a half times', () => {
    const book = bookOf(rows, putOff, { asOf: on(31) });
    const [plan] = planAttainment(book, { plans }).plans;
    const { total } = weightedPipeline(book);
    expect([plan?.gap, total.potential]).toEqual([nok(-200), nok(300)]);
  });
});

test('what was created by the tenth, and by the tenth of the month before', () => {
  const opened = (id: string, day: number | string, amount: number) =>
    dealRow(id, { openedAt: on(day), potential: nok(amount) });
  const book = bookOf([
    opened('a', '2026-09-03', 50),
    opened('b', '2026-09-10', 30),
    opened('c', '2026-09-28', 900),
    opened('d', 2, 70),
    opened('e', 9, 20),
    opened('f', 29, 500),
  ]);
  const toTheTenth = period(month(october).start, new Date('2026-10-11'));
  const created = series(
    book,
    [toTheTenth, previousPeriod(toTheTenth, { unit: 'month' })],
    (whole, openedDuring) => dealStatus(whole, { openedDuring }).total,
  );
  expect(created.map(({ report: { deals, potential } }) => [deals, potential])).toEqual([
    [2, nok(90)],
    [2, nok(80)],
  ]);
  expect(created.map(({ period: each }) => contains(each, on(29)))).toEqual([false, false]);
});
