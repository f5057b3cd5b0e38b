import { describe, expectTypeOf, test } from 'vitest';
import { money, type PaymentReceived, receivePayment } from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { given } from './given.ts';

describe('a payment is received', () => {
  test('in advance, in parts, in any currency', () => {
    given(opened(), event('PaymentReceived', 3, { amount: nok(40) }))
      .when((deal) => receivePayment(deal, sales, { amount: money('0.01', 'EUR'), at: on(5), by: 'eva' }))
      .thenEvents([{ ...event('PaymentReceived', 5, { amount: money('0.01', 'EUR') }), by: 'eva' }], {
        payments: [
          { at: on(3), amount: nok(40) },
          { at: on(5), amount: money('0.01', 'EUR') },
        ],
      });
    expectTypeOf(receivePayment).returns.toEqualTypeOf<[PaymentReceived]>();
  });

  test('for a deal that is won, or lost', () => {
    for (const outcome of [event('DealWon', 3, {}), event('DealLost', 3, { reason: 'price' })]) {
      given(opened(), outcome)
        .when((deal) => receivePayment(deal, sales, { amount: nok(1), at: on(5) }))
        .thenEvents([event('PaymentReceived', 5, { amount: nok(1) })]);
    }
  });
});

describe('a payment is refused', () => {
  test.each(['0', '-5'])('of %s', (amount) => {
    given(opened())
      .when((deal) => receivePayment(deal, sales, { amount: nok(amount), at: on(5) }))
      .thenRefused('invalid-amount', { input: amount });
  });

  test('of what is no money', () => {
    given(opened())
      .when((deal) => receivePayment(deal, sales, { amount: 100 as never, at: on(5) }))
      .thenRefused('invalid-amount', { input: 'undefined' });
  });
});
