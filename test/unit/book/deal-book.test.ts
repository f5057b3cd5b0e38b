import { describe, expect, test } from 'vitest';
import {
  type ChangeRow,
  type DealBook,
  type DealEvent,
  type DealRow,
  dealBook,
  historiesOf,
  historyOf,
  isDealError,
  salesFunnel,
  selectDeals,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { isThorough } from '../../support/runs.ts';

function bookOf(
  rows: readonly DealRow[],
  changes: readonly ChangeRow[] = [],
  options: object = {},
): DealBook {
  const pipelines = [sales, simple];
  return dealBook(historiesOf(rows, changes, pipelines), { pipelines, currency: 'NOK', ...options });
}

function refusal(attempt: () => unknown): unknown {
  try {
    attempt();
    return 'nothing was refused';
  } catch (error) {
    return isDealError(error) ? [error.code, error.details] : error;
  }
}

describe('a book', () => {
  test('is as of its latest event, whoever recorded it first', () => {
    const rows = [
      dealRow('d1', { outcome: { status: 'won', at: on(20) } }),
      dealRow('d2', { openedAt: on(5) }),
    ];
    expect(bookOf(rows).asOf).toEqual(on(20));
  });

  test('without deals is as of no date, and every report of it is empty', () => {
    const book = bookOf([]);
    expect([book.deals, book.asOf]).toEqual([0, null]);
    const { stages, total } = salesFunnel(book, { pipelineId: 'sales' });
    expect(stages.map((row) => row.entered)).toEqual([0, 0, 0]);
    expect(total.winRate).toEqual({ value: null, count: 0, of: 0 });
  });

  test('warns of stages its pipelines do not know, and the funnel gives them rows at the end', () => {
    const book = bookOf([dealRow('d1')], [{ dealId: 'd1', stageId: 'audit', at: on(2) }]);
    const warning = { code: 'unmapped-stage', pipelineId: 'sales', stageId: 'audit' };
    expect(book.warnings).toEqual([warning]);
    const { stages, warnings } = salesFunnel(book, { pipelineId: 'sales' });
    expect(warnings).toEqual([warning]);
    expect(stages.map(({ stageId, unmapped, entered, open }) => [stageId, unmapped, entered, open])).toEqual([
      ['contact', false, 1, 0],
      ['offer', false, 0, 0],
      ['terms', false, 0, 0],
      ['audit', true, 1, 1],
    ]);
  });

  test('has totals, and no rows, for deals of a pipeline without stages', () => {
    const won = dealRow('d1', { pipelineId: 'simple', outcome: { status: 'won', at: on(3) } });
    const { stages, total } = salesFunnel(bookOf([won, dealRow('d2', { pipelineId: 'simple' })]), {
      pipelineId: 'simple',
    });
    expect(stages).toEqual([]);
    expect([total.deals, total.won, total.open]).toEqual([2, 1, 1]);
  });

  test('shows no deal that was deleted, nor one opened later than its date', () => {
    const history = historyOf({ ...dealRow('d1'), visits: [] }, [sales]);
    const deleted: DealEvent[] = [...history, { type: 'DealDeleted', dealId: 'd1', at: on(9) }];
    const options = { pipelines: [sales], currency: 'NOK' };
    expect(dealBook([deleted], options).deals).toBe(0);
    expect(dealBook([deleted], { ...options, asOf: on(8) }).deals).toBe(1);
    expect(dealBook([deleted], { ...options, asOf: new Date(+on(1) - 1) }).deals).toBe(0);
  });
});

describe('a month', () => {
  const closedAt = (at: string): DealRow => dealRow('d1', { outcome: { status: 'won', at: on(at) } });

  test('is a month of the time zone of the book', () => {
    const late = closedAt('2026-10-31T23:30:00Z'); // half past midnight on the first of November in Oslo
    const inOctober = (timeZone: string) =>
      salesFunnel(bookOf([late], [], { timeZone }), { pipelineId: 'sales', closedDuring: '2026-10' }).total
        .deals;
    expect([inOctober('UTC'), inOctober('Europe/Oslo')]).toEqual([1, 0]);
  });

  test('holds its first instant and not the first instant of the next', () => {
    const closedIn = (at: string): number =>
      salesFunnel(bookOf([closedAt(at)]), { pipelineId: 'sales', closedDuring: '2026-10' }).total.deals;
    expect(closedIn('2026-10-01T12:00:00.000Z')).toBe(1);
    expect(closedIn('2026-10-31T23:59:59.999Z')).toBe(1);
    expect(closedIn('2026-11-01T00:00:00.000Z')).toBe(0);
  });

  test('opened in it are no deals whose opening date is not known', () => {
    const rows = [dealRow('d1'), dealRow('d2', { openedAt: null, outcome: { status: 'won', at: on(5) } })];
    expect(salesFunnel(bookOf(rows), { pipelineId: 'sales', openedDuring: '2026' }).total.deals).toBe(1);
    expect(salesFunnel(bookOf(rows), { pipelineId: 'sales', closedDuring: '2026' }).total.deals).toBe(1);
  });
});

describe('money', () => {
  test('of tenths adds up: 0.1 + 0.2 is 0.3', () => {
    const rows = [dealRow('d1', { potential: nok('0.1') }), dealRow('d2', { potential: nok('0.2') })];
    expect(salesFunnel(bookOf(rows), { pipelineId: 'sales' }).total.potential.deals.amount.toFixed()).toBe(
      '0.3',
    );
  });

  test('of 28 digits before and 10 after the point adds up exactly, deals by the hundred thousand', () => {
    const largest = '9999999999999999999999999999.9999999999';
    const deals = isThorough ? 1_000_000 : 100_000;
    function* histories(): Generator<DealEvent[]> {
      const potential = nok(largest);
      const facts = {
        type: 'DealOpened',
        pipelineId: 'sales',
        stageId: 'contact',
        ownerId: 'kari',
        potential,
      } as const;
      for (let index = 0; index < deals; index++) yield [{ ...facts, dealId: `d${index}`, at: on(1) }];
    }
    const book = dealBook(histories(), { pipelines: [sales], currency: 'NOK' });
    const { stages } = salesFunnel(book, { pipelineId: 'sales' });
    expect(stages[0]?.potential.open.amount.toFixed()).toBe(
      isThorough ? '9999999999999999999999999999999999.9999' : '999999999999999999999999999999999.99999',
    );
  });

  test('of different fineness and size adds up exactly, in whatever order the deals come', () => {
    const amounts = ['0.0000000001', '1234567890123456789012345678', '-0.5', '9007199254740993', '0.1'];
    const total = (order: readonly string[]): string => {
      const rows = order.map((amount, index) => dealRow(`d${index}`, { potential: nok(amount) }));
      return salesFunnel(bookOf(rows), { pipelineId: 'sales' }).total.potential.deals.amount.toFixed();
    };
    expect(total(amounts)).toBe('1234567890132463988267086670.6000000001');
    expect(total([...amounts].reverse())).toBe(total(amounts));
  });
});

describe('a book refuses', () => {
  const opened: DealEvent = {
    type: 'DealOpened',
    dealId: 'd1',
    at: on(1),
    pipelineId: 'sales',
    stageId: 'contact',
    ownerId: 'kari',
    potential: null,
  };
  const moved: DealEvent = { type: 'DealMoved', dealId: 'd1', at: on(2), from: 'contact', to: 'offer' };
  const book = (...histories: readonly (readonly DealEvent[])[]) =>
    refusal(() => dealBook(histories, { pipelines: [sales], currency: 'NOK' }));

  test('two histories of one deal', () => {
    expect(book([opened], [opened])).toEqual(['duplicate-deal', { dealId: 'd1' }]);
  });

  test('a pipeline it was not given, also on a transfer', () => {
    expect(book([{ ...opened, pipelineId: 'other' }])).toEqual([
      'unknown-pipeline',
      { pipelineId: 'other', dealId: 'd1' },
    ]);
    const transferred: DealEvent = { type: 'DealTransferred', dealId: 'd1', at: on(2), pipelineId: 'other' };
    expect(book([opened, transferred])).toEqual(['unknown-pipeline', { pipelineId: 'other', dealId: 'd1' }]);
  });

  test('a history that is empty, not opened, or of several deals', () => {
    expect(book([])).toEqual(['empty-history', {}]);
    expect(book([moved])).toEqual(['missing-opening', { dealId: 'd1', firstType: 'DealMoved' }]);
    expect(book([opened, { ...moved, dealId: 'd2' }])).toEqual([
      'mixed-deals',
      { dealId: 'd1', otherDealId: 'd2' },
    ]);
  });

  test('a deal in no stage of a pipeline that has stages', () => {
    const { stageId, ...nowhere } = opened;
    expect(book([nowhere])).toEqual(['missing-stage', { pipelineId: 'sales', dealId: 'd1' }]);
  });

  test('dates that are none, also when the event does not count', () => {
    const never = new Date(Number.NaN);
    const invalid = (field: string) => ['invalid-date', { field, input: 'Invalid Date', dealId: 'd1' }];
    expect(book([{ ...opened, at: never }])).toEqual(invalid('at'));
    expect(book([opened, { ...moved, recordedAt: never }])).toEqual(invalid('recordedAt'));
    expect(book([{ ...opened, fields: { signed: never } }])).toEqual(invalid('signed'));
  });

  test('money that is none', () => {
    const wrong = { amount: Number.NaN, currency: 'NOK' } as never;
    expect(book([{ ...opened, potential: wrong }])).toEqual(['invalid-amount', { input: 'NaN' }]);
  });

  test('text that no store keeps, and keeps any other', () => {
    const refused = (input: string) => [
      'invalid-text',
      { field: 'dealId', problem: 'U+0000 or lone surrogate', input },
    ];
    expect(book([{ ...opened, dealId: 'a\0b' }])).toEqual(refused('a\0b'));
    expect(book([{ ...opened, dealId: 'a\ud800' }])).toEqual(refused('a\ud800'));
    const odd = ['__proto__', 'constructor', '', 'x'.repeat(10_000), '\u{1F600}'];
    const rows = odd.map((id) => dealRow(id, { ownerId: id, customerId: id, fields: { [id]: id } }));
    for (const id of odd) {
      for (const field of ['id', 'ownerId', 'customerId', `fields.${id}`] as const) {
        expect(selectDeals(bookOf(rows), { field, value: id }).deals).toBe(1);
      }
    }
  });

  test('options that cannot be', () => {
    const options = { pipelines: [sales], currency: 'NOK' };
    expect(refusal(() => dealBook([], { ...options, pipelines: [sales, sales] }))).toEqual([
      'duplicate-pipeline',
      { pipelineId: 'sales' },
    ]);
    expect(refusal(() => dealBook([], { ...options, currency: '' }))).toMatchObject([
      'invalid-text',
      { field: 'currency' },
    ]);
    for (const fiscalYearStart of [0, 13, 1.5, '4' as never]) {
      expect(refusal(() => dealBook([], { ...options, fiscalYearStart }))).toMatchObject([
        'invalid-option',
        { option: 'fiscalYearStart' },
      ]);
    }
    expect(refusal(() => dealBook([], { ...options, timeZone: 'Mars/Base' }))).toEqual([
      'invalid-time-zone',
      { input: 'Mars/Base' },
    ]);
    expect(refusal(() => dealBook([], { ...options, asOf: new Date(Number.NaN) }))).toMatchObject([
      'invalid-date',
      { field: 'asOf' },
    ]);
  });
});

describe('a report refuses', () => {
  const book = bookOf([dealRow('d1')]);

  test('a pipeline the book does not know, two populations, a period or a reading that is none', () => {
    const funnel = (options: object) => refusal(() => salesFunnel(book, { pipelineId: 'sales', ...options }));
    expect(funnel({ pipelineId: 'other' })).toEqual(['unknown-pipeline', { pipelineId: 'other' }]);
    expect(funnel({ closedDuring: '2026', openedDuring: '2026' })).toMatchObject([
      'invalid-option',
      { option: 'openedDuring' },
    ]);
    for (const input of ['2026-13', '2026-Q5', 'October', '0000', '']) {
      expect(funnel({ closedDuring: input })).toEqual(['invalid-period', { input }]);
    }
    expect(funnel({ closedDuring: { start: on(9), end: on(1) } })).toMatchObject(['invalid-period', {}]);
    expect(funnel({ closedDuring: { start: on(9) } })).toMatchObject(['invalid-date', { field: 'end' }]);
    expect(funnel({ skips: 'guess' })).toEqual([
      'invalid-option',
      { option: 'skips', problem: "not 'count' or 'jumps' or 'ignore': 'guess'" },
    ]);
    expect(funnel({ returns: 'guess' })).toEqual([
      'invalid-option',
      { option: 'returns', problem: "not 'keep' or 'erase': 'guess'" },
    ]);
  });
});
