import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  businessCalendar,
  contactToPayment,
  type DealEvent,
  dealBook,
  money,
  openDealFromInteraction,
  rateTable,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type ContactToPaymentOptions = NonNullable<Parameters<typeof contactToPayment>[1]>;

const paid = (day: number, amount = 100) => event('PaymentReceived', day, { amount: nok(amount) });
const call = (linked: number, heldAt: number) =>
  event('InteractionLinked', linked, { interaction: { id: `i${heldAt}`, kind: 'call', at: on(heldAt) } });

/** Histories of the deals d1, d2 and so on. */
function bookOf(histories: readonly (readonly DealEvent[])[], options: object = {}) {
  const named = histories.map((history, index) =>
    history.map((each) => ({ ...each, dealId: `d${index + 1}` })),
  );
  return dealBook(named, { pipelines: [sales, simple], currency: 'NOK', ...options });
}

const report = (histories: readonly (readonly DealEvent[])[], options: ContactToPaymentOptions = {}) =>
  contactToPayment(bookOf(histories), options);

describe('how long it takes from the first contact to the first payment', () => {
  test('is measured from the opening, or from an interaction before it, to the first payment', () => {
    const {
      deals,
      paid: rate,
      days,
    } = report([[opened(), paid(5), paid(9)], [opened({ at: on(3) }), call(4, 1), paid(9)], [opened()]]);
    expect(deals).toBe(3);
    expect(rate).toEqual({ value: 2 / 3, count: 2, of: 3 });
    expect([days.count, days.min, days.max]).toEqual([2, 4, 8]);
  });

  test('it takes the contacts of all deals to get some of them paid: 200 calls for 10 payments are 20 each', () => {
    const calls = Array.from({ length: 10 }, (_, index) => call(index + 2, index + 2));
    const histories = Array.from({ length: 20 }, (_, index) =>
      index < 10 ? [opened(), ...calls, paid(20)] : [opened(), ...calls],
    );
    expect(report(histories)).toMatchObject({ contacts: 200, contactsPerPaid: 20 });
    expect(report(histories, { paidDuring: '2026-10' })).toMatchObject({
      contacts: 100,
      contactsPerPaid: 10,
    });
  });

  test('what a deal was opened from is a contact, once, whether it is linked or not', () => {
    const from = { interactionId: 'i1' };
    const linked = [opened({ at: on(3), ...from }), call(3, 1), call(4, 4), paid(9)];
    const told = [opened({ at: on(3), ...from }), call(4, 4), paid(9)];
    expect(report([linked])).toMatchObject({ contacts: 2, days: { mean: 8 } });
    expect(report([told])).toMatchObject({ contacts: 2, days: { mean: 6 } });
    expect(report([[opened({ undated: true, ...from }), paid(9)]])).toMatchObject({
      contacts: 1,
      undated: 1,
    });
    const book = bookOf([linked.slice(0, 1)]);
    const [before, after] = [linked.slice(1), told.slice(1)].map((events) =>
      contactToPayment(appendToBook(book, 'd1', events)),
    );
    expect([before?.contacts, after?.contacts]).toEqual([2, 2]);
    const again = bookOf([[opened(from), call(5, 5), paid(9)]]);
    expect(contactToPayment(appendToBook(again, 'd1', [call(3, 3)]))).toMatchObject({ contacts: 3 });
    expect(contactToPayment(appendToBook(again, 'd1', [call(3, 1)]))).toMatchObject({ contacts: 2 });
  });

  test('a deal that is opened from a call by the verb has that contact', () => {
    const interaction = { id: 'call-7', kind: 'call', at: on(1) };
    const deal = { id: 'd1', ownerId: 'kari', potential: null, interaction, at: on(2) };
    expect(report([[...openDealFromInteraction(sales, deal), paid(5)]])).toMatchObject({
      contacts: 1,
      contactsPerPaid: 1,
      days: { mean: 4 },
    });
  });

  test('contacts are the interactions of the deals that took place', () => {
    const histories = [
      [opened(), call(2, 2), call(3, 3), paid(5), call(6, 6), call(7, 30)],
      [opened(), paid(5)],
      [opened(), call(2, 2)],
    ];
    expect(report(histories)).toMatchObject({ contacts: 4, contactsPerPaid: 2 });
    expect(report([[opened()]])).toMatchObject({ contacts: 0, contactsPerPaid: null });
  });

  test('an opening on a date not known is no contact, an interaction is', () => {
    const { undated, negative, days } = report([
      [opened({ undated: true }), paid(5)],
      [opened({ undated: true }), call(2, 2), paid(5)],
      [opened({ undated: true }), paid(5), call(9, 8)],
    ]);
    expect([undated, negative, days.count, days.mean]).toEqual([1, 1, 1, 3]);
  });

  test('what was received is converted at the rate of each payment’s own day', () => {
    const euros = (day: number) => event('PaymentReceived', day, { amount: money(10, 'EUR') });
    const rates = rateTable(
      [
        { date: '2026-10-05', currency: 'EUR', rate: '0.1' },
        { date: '2026-10-10', currency: 'EUR', rate: '0.08' },
      ],
      { base: 'NOK' },
    );
    const history = [
      opened({ at: on(2) }),
      euros(3),
      paid(4, 50),
      euros(9),
      euros(10),
      event('DealWon', 11, {}),
    ];
    for (const rateDate of ['closing', 'opening', 'asOf']) {
      const { received, unpriced } = contactToPayment(bookOf([history], { rates, rateDate }));
      expect([String(received.amount), unpriced]).toEqual(['275', 1]); // 50 + 100 + 125; before the first rate there is none
    }
  });

  test('as of an earlier date, and after an append, payments and contacts are those known then', () => {
    const book = bookOf([[opened(), call(2, 2), paid(5)]]);
    expect(contactToPayment(bookAsOf(book, on(4)))).toMatchObject({ paid: { count: 0, of: 1 }, contacts: 1 });
    const later = appendToBook(appendToBook(book, 'd1', [paid(3, 40)]), 'd1', [call(9, 9)]);
    expect(plain(contactToPayment(later))).toMatchObject({
      contacts: 2,
      days: { count: 1, mean: 2 },
      received: '140',
    });
    expect(plain(contactToPayment(book))).toMatchObject({ contacts: 1, days: { mean: 4 }, received: '100' });
  });

  test('the deals may be those closed, opened or paid in a period, of one pipeline, in business days', () => {
    const histories = [
      [opened(), paid(5), event('DealWon', 6, {})],
      [opened({ at: on('2026-09-30T12:00:00Z') }), paid(9)],
      [opened({ pipelineId: 'simple' })],
    ];
    expect(report(histories, { closedDuring: '2026-10' }).deals).toBe(1);
    expect(report(histories, { openedDuring: '2026-10' })).toMatchObject({ paid: { count: 1, of: 2 } });
    expect(report(histories, { paidDuring: { start: on(6), end: on(10) } })).toMatchObject({
      paidDuring: { start: on(6), end: on(10) },
      paid: { count: 1, of: 1 },
    });
    expect(report(histories, { pipelineId: 'simple' })).toMatchObject({ deals: 1, paid: { count: 0 } });
    const calendar = businessCalendar({ hours: { from: '00:00', to: '24:00' } });
    expect(report(histories, { calendar }).days.max).toBe(7); // from Wednesday to Friday of the next week
  });

  test('two populations and an unknown pipeline are refused', () => {
    expect(refusal(() => report([], { paidDuring: '2026', closedDuring: '2026' }))).toEqual([
      'invalid-option',
      { option: 'paidDuring', problem: 'given together with closedDuring' },
    ]);
    expect(refusal(() => report([], { pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(refusal(() => report([], { paidDuring: 'soon' }))).toMatchObject(['invalid-period', {}]);
  });
});

describe('the full payment', () => {
  const history = (dealId: string, ...events: readonly DealEvent[]): DealEvent[] => [
    opened({ dealId }),
    ...events.map((each) => ({ ...each, dealId })),
  ];
  const won = event('DealWon', 3, { amount: nok(100) });

  test('is the one since which all is paid; refunds reduce what was paid, and are no first payment', () => {
    const book = dealBook(
      [
        history('d1', won, paid(5, 40), paid(9, 60)), // 8 days to all of it
        history('d2', won, paid(5, 100), paid(6, -20), paid(11, 20)), // 10 days
        history('d3', won, paid(5, 100), paid(7, -1)),
        history('d4', won, paid(4, -10)),
      ],
      { pipelines: [sales], currency: 'NOK' },
    );
    const report = contactToPayment(book);
    expect(report.paid).toEqual({ value: 0.75, count: 3, of: 4 });
    expect(report.paidInFull).toEqual({ value: 0.5, count: 2, of: 4 });
    expect(report.daysToFull).toMatchObject({ count: 2, min: 8, max: 10 });
    expect(`${report.received.amount}`).toBe('289');
  });
});
