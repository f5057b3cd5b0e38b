import { describe, expect, test } from 'vitest';
import { type DealEvent, dealBook, money, overduePayments, rateTable } from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

function bill(dealId: string, ...events: readonly DealEvent[]): DealEvent[] {
  return [opened({ dealId }), ...events.map((each) => ({ ...each, dealId }))];
}

const won = (day: number, due?: number, amount = nok(100)) =>
  event('DealWon', day, { amount, ...(due === undefined ? {} : { paymentDueAt: on(due) }) });
const paid = (day: number, amount: number) => event('PaymentReceived', day, { amount: nok(amount) });

const book = dealBook(
  [
    bill('open', won(2, 5)),
    bill('part', won(2, 8), paid(4, 70)),
    bill('full', won(2, 5), paid(4, 60), paid(6, 40)),
    bill('back', won(2, 9), paid(4, 100), paid(6, -30)), // 30 were paid back
    bill('later', won(2, 25)),
    bill('undue', won(2)),
    bill('again', won(2, 5), event('DealReopened', 3, { stageId: 'offer' }), won(4)), // the last winning says no date
  ],
  { pipelines: [sales], currency: 'NOK', asOf: on(10) },
);

describe('overdue bills', () => {
  test('are those past their date of which something is open, refunds deducted', () => {
    const { deals, ...about } = overduePayments(book);
    expect(
      deals.map(({ dealId, days, open, paid: got }) => [dealId, days, +open.amount, +got.amount]),
    ).toEqual([
      ['open', 5, 100, 0],
      ['part', 2, 30, 70],
      ['back', 1, 30, 70],
    ]);
    expect(plain(about)).toEqual({
      kind: 'overduePayments',
      asOf: '2026-10-10T12:00:00.000Z',
      currency: 'NOK',
      due: 5,
      withoutDueDate: 2,
      unknown: 0,
      total: { deals: 3, open: '160', unpriced: 0 },
    });
  });

  test('are told of an earlier date, when they were not overdue or not paid', () => {
    const { deals } = overduePayments(book, { asOf: on('2026-10-05T18:00:00Z') });
    expect(deals.map(({ dealId, open }) => [dealId, `${open.amount}`])).toEqual([
      ['full', '40'],
      ['open', '100'],
    ]);
  });

  test('in another currency are compared in it, and worth what the rate of the sale says', () => {
    const euros = (day: number, amount: number) =>
      event('PaymentReceived', day, { amount: money(amount, 'EUR') });
    const rates = rateTable(
      [
        { date: '2026-10-01', currency: 'EUR', rate: '0.1' },
        { date: '2026-10-04', currency: 'EUR', rate: '0.2' },
      ],
      { base: 'NOK' },
    );
    const abroad = event('DealWon', 2, { amount: money(10, 'EUR'), paymentDueAt: on(5) });
    const histories = [bill('d1', abroad, euros(4, 4)), bill('d2', abroad, paid(4, 25))];
    const options = { pipelines: [sales], currency: 'NOK', asOf: on(10) };
    const { deals } = overduePayments(dealBook(histories, { ...options, rates }));
    expect(plain(deals)).toMatchObject([
      { dealId: 'd1', amount: '10', paid: '4', open: '6', openPrice: '60' },
      { dealId: 'd2', amount: '100', paid: '25', open: '75', openPrice: '75' },
    ]);
    const unpriced = overduePayments(dealBook(histories, options));
    expect(unpriced).toMatchObject({ unknown: 1, deals: [{ dealId: 'd1', openPrice: null }] });
    expect(unpriced.total).toMatchObject({ deals: 1, unpriced: 1 });
  });

  test('are refused for a pipeline there is not', () => {
    expect(refusal(() => overduePayments(book, { pipelineId: 'x' }))).toEqual([
      'unknown-pipeline',
      expect.anything(),
    ]);
  });
});
