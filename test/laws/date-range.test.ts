import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  addTask,
  appendToBook,
  bookAsOf,
  businessCalendar,
  businessDays,
  type DealEvent,
  type DealRow,
  dealAsOf,
  dealBook,
  decodeEvent,
  definePipeline,
  eachPeriod,
  encodeEvent,
  groupDeals,
  historiesOf,
  historyOf,
  isOverdue,
  matchesQuery,
  type OpenDeal,
  openTasks,
  period,
  rateTable,
  receivePayment,
  replay,
  reschedules,
  runReport,
  salesFunnel,
  selectDeals,
  tasksOf,
  timelineOf,
  weightedPipeline,
  winDeal,
  winRate,
} from '../../src/index.ts';
import { dealRow, nok, on, sales } from '../support/deals.ts';
import { event, opened } from '../support/events.ts';
import { refusal } from '../support/refusal.ts';

const first = new Date('0001-01-01T00:00:00.000Z');
const last = new Date('9999-12-31T23:59:59.999Z');
const never = [-8.64e15, +first - 1, +last + 1, 8.64e15].map((instant) => new Date(instant));

const deal = replay([opened()]) as OpenDeal;
const bookOf = (...events: DealEvent[]) =>
  dealBook([[opened(), ...events]], { pipelines: [sales], currency: 'NOK' });
const book = bookOf();
const variant = { id: 'v1', name: 'Wins', report: 'winRate', options: { closedDuring: { this: 'month' } } };

describe('a date outside the years 1 to 9999 is refused', () => {
  test.each<[string, (date: Date) => unknown]>([
    ['as the start of a period', (date) => period(date, last)],
    ['in a period that is cut', (date) => eachPeriod({ start: date, end: last }, 'month')],
    [
      'in business time',
      (date) => businessDays(businessCalendar({ hours: { from: '09:00', to: '17:00' } }), date, on(1)),
    ],
    ['at an opening', (date) => replay([opened({ at: date })])],
    ['when something was recorded', (date) => replay([opened({ recordedAt: date })])],
    [
      'in an event',
      (date) =>
        replay([
          opened(),
          event('ManualControlTaken', 2, {}),
          { ...event('ManualControlTaken', 2, {}), at: date },
        ]),
    ],
    ['as an expected close', (date) => replay([opened({ expectedCloseAt: date })])],
    ['as a later expected close', (date) => bookOf(event('DealRescheduled', 2, { expectedCloseAt: date }))],
    ['as a field', (date) => bookOf(event('DealDescribed', 2, { fields: { signed: date } }))],
    [
      'in an interaction',
      (date) =>
        replay([
          opened(),
          event('InteractionLinked', 2, { interaction: { id: 'i1', kind: 'call', at: date } }),
        ]),
    ],
    [
      'when a task is due',
      (date) =>
        addTask(deal, sales, {
          at: on(2),
          task: { id: 't1', name: 'Call', assigneeId: 'kari', dueAt: date },
        }),
    ],
    ['in a verb', (date) => receivePayment(deal, sales, { at: date, amount: nok(1) })],
    [
      'when a payment is due',
      (date) => timelineOf([opened(), event('DealWon', 2, { paymentDueAt: date })], [sales]),
    ],
    [
      'in a row',
      (date) => historyOf({ ...dealRow('d1'), visits: [{ stageId: 'contact', enteredAt: date }] }),
    ],
    [
      'in a row’s outcome',
      (date) => historiesOf([dealRow('d1', { outcome: { status: 'won', at: date } })], [], [sales]),
    ],
    [
      'in a change',
      (date) =>
        historiesOf([dealRow('d1')], [{ dealId: 'd1', at: date, stageId: 'offer' } as never], [sales]),
    ],
    ['as the date of a deal', (date) => dealAsOf([opened()], date)],
    ['as the date of what was known', (date) => dealAsOf([opened()], on(2), { knownAt: date })],
    ['as the date of a book', (date) => dealBook([], { pipelines: [sales], currency: 'NOK', asOf: date })],
    ['as another date of a book', (date) => bookAsOf(book, date)],
    [
      'in an event for a book',
      (date) => appendToBook(book, 'd1', [{ ...event('DealWon', 2, {}), at: date }]),
    ],
    ['as the date of a report', (date) => activeFunnel(book, { pipelineId: 'sales', asOf: date })],
    ['in a population', (date) => winRate(book, { closedDuring: { start: date, end: last } })],
    ['in a report over a period', (date) => reschedules(book, { during: { start: date, end: last } })],
    [
      'in a funnel',
      (date) => salesFunnel(book, { pipelineId: 'sales', overlapping: { start: date, end: last } }),
    ],
    [
      'as the present of a saved report',
      (date) => runReport(book, variant, { at: date, reports: { winRate } }),
    ],
    ['in a filter', (date) => selectDeals(book, { field: 'openedAt', is: 'above', value: date })],
    [
      'in a filter by values',
      (date) => selectDeals(book, { field: 'fields.signed', is: 'in', value: [date] }),
    ],
    ['as a key of groups', (date) => groupDeals(book, 'openedAt', { keys: [date] })],
    ['in a query', (date) => matchesQuery([opened()], { openedDuring: { start: date, end: last } })],
    ['as the present of tasks', (date) => openTasks([[opened()]], [sales], { dueBefore: date })],
    ['as the present of a task', (date) => isOverdue({} as never, date)],
  ])('%s', (_, attempt) => {
    for (const date of never) expect(refusal(() => attempt(date))).toMatchObject(['invalid-date', {}]);
  });

  test('in what is stored', () => {
    const stored = encodeEvent(opened());
    for (const at of [
      '0000-12-31T23:59:59.999Z',
      '+010000-01-01T00:00:00.000Z',
      '+275760-09-13T00:00:00.000Z',
    ])
      expect(refusal(() => decodeEvent({ ...stored, at }))).toMatchObject(['invalid-record', { path: 'at' }]);
    for (const at of never)
      expect(refusal(() => encodeEvent(opened({ at })))).toMatchObject(['invalid-record', { path: 'at' }]);
  });

  test('in rates', () => {
    const rates = (date: string) => rateTable([{ date, currency: 'EUR', rate: '11' }], { base: 'NOK' });
    for (const date of ['0000-12-31', '10000-01-01', '+010000-01-01'])
      expect(refusal(() => rates(date))).toMatchObject(['invalid-date', { field: 'date' }]);
  });
});

describe('at the ends of the years 1 to 9999', () => {
  const deals = (rows: readonly DealRow[], timeZone: string) =>
    dealBook(historiesOf(rows, [], [sales]), { pipelines: [sales], currency: 'NOK', timeZone, asOf: on(5) });

  test('months have names of their own, in every zone', () => {
    const rows = [
      dealRow('d1', { openedAt: first }),
      dealRow('d2', { openedAt: new Date('0012-03-05T12:00:00.000Z') }),
      dealRow('d3', { openedAt: new Date('0999-12-05T12:00:00.000Z') }),
      dealRow('d4', { openedAt: new Date('1912-03-05T12:00:00.000Z') }),
    ];
    for (const timeZone of ['UTC', 'Europe/Oslo', 'America/Havana', 'Pacific/Auckland']) {
      const months = groupDeals(deals(rows, timeZone), { month: 'openedAt' }).map(
        ({ key, book: { deals } }) => [key, deals],
      );
      expect(months).toEqual([
        ['0001-01', 1],
        ['0012-03', 1],
        ['0999-12', 1],
        ['1912-03', 1],
      ]);
    }
  });

  test('a month is cut from its own year', () => {
    const whole = period(new Date('0012-02-10T00:00:00.000Z'), new Date('0012-04-10T00:00:00.000Z'));
    expect(eachPeriod(whole, 'month').map(({ start }) => start.toISOString().slice(0, 10))).toEqual([
      '0012-02-10',
      '0012-03-01',
      '0012-04-01',
    ]);
    const turn = period(new Date('0098-11-30T00:00:00.000Z'), new Date('0100-01-02T00:00:00.000Z'));
    expect(
      eachPeriod(turn, 'year', { startMonth: 7 }).map(({ start }) => start.toISOString().slice(0, 10)),
    ).toEqual(['0098-11-30', '0099-07-01']);
  });

  test('a period is cut up to the last of all dates', () => {
    const end = new Date('+010000-01-01T00:00:00.000Z');
    for (const timeZone of ['UTC', 'Europe/Oslo', 'America/Havana']) {
      const whole = period(new Date('9999-11-05T00:00:00.000Z'), end);
      expect(eachPeriod(whole, 'month', { timeZone })).toHaveLength(2);
      expect(eachPeriod(period(last, end), 'month', { timeZone })).toEqual([{ start: last, end }]);
    }
  });

  test('what is expected never is expected in the last month there is', () => {
    const rows = [dealRow('d1', { expectedCloseAt: last }), dealRow('d2', { expectedCloseAt: on(9) })];
    const { periods, total } = weightedPipeline(deals(rows, 'Europe/Oslo'), { unit: 'year' });
    expect(periods.length).toBe(9999 - 2026 + 1);
    expect([periods[0], periods.at(-1)].map((each) => [each?.name, each?.open])).toEqual([
      ['2026', 1],
      ['9999', 1],
    ]);
    expect(total.open).toBe(2);
    const early = { ...dealRow('d1', { openedAt: first, expectedCloseAt: on(9) }) };
    const whole = dealBook(historiesOf([early], [], [sales]), {
      pipelines: [sales],
      currency: 'NOK',
      asOf: first,
    });
    expect(
      weightedPipeline(whole, { unit: 'year' })
        .periods.map(({ name }) => name)
        .slice(0, 2),
    ).toEqual(['0001', '0002']);
  });

  test('a task is due by the last of all dates', () => {
    const slow = definePipeline({
      ...{ id: 'sales', name: 'Sales', progression: 'automatic' },
      stages: [{ id: 'contact', name: 'Contact', tasks: [{ id: 'call', name: 'Call', dueDays: 3_652_059 }] }],
    });
    expect(tasksOf([opened()], [slow]).map(({ dueAt }) => dueAt)).toEqual([last]);
  });

  test('a deal can be opened and won', () => {
    expect(winDeal(deal, sales, { at: last })).toMatchObject([{ type: 'DealWon', at: last }]);
    expect(replay([opened({ at: first })]).openedAt).toEqual(first);
    expect(decodeEvent(encodeEvent(opened({ at: last })))).toEqual(opened({ at: last }));
  });
});
