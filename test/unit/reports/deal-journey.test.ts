import { describe, expect, test } from 'vitest';
import { bookAsOf, type DealEvent, dealBook, dealJourney, money, selectDeals } from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

function bookOf(...events: readonly DealEvent[]) {
  return dealBook([events], { pipelines: [sales, simple], currency: 'EUR' });
}

const journey = (...events: readonly DealEvent[]) => dealJourney(bookOf(...events), { dealId: 'd1' });

describe('the journey of a deal', () => {
  test('goes from the first contact through its stages to the closing and the payment', () => {
    const call = { id: 'i1', kind: 'call', at: on('2026-09-28T12:00:00Z') };
    const won = journey(
      opened({ customerId: 'c1' }),
      event('InteractionLinked', 2, { interaction: call }),
      moved('contact', 'offer', 3),
      event('DealReassigned', 3, { ownerId: 'ola' }),
      moved('offer', 'contact', 5),
      moved('contact', 'terms', 6),
      event('DealRevalued', 7, { potential: money(70, 'USD') }),
      event('DealWon', 9, { amount: nok(5) }),
      event('PaymentReceived', 20, { amount: nok(5) }),
      event('PaymentReceived', 21, { amount: nok(5) }),
    );
    const { steps, potential, ...facts } = won;
    expect(potential).toEqual(money(70, 'USD'));
    expect(plain(facts)).toEqual({
      kind: 'dealJourney',
      dealId: 'd1',
      asOf: '2026-10-21T12:00:00.000Z',
      status: 'won',
      pipelineId: 'sales',
      ownerId: 'ola',
      customerId: 'c1',
      firstContactAt: '2026-09-28T12:00:00.000Z',
      openedAt: '2026-10-01T12:00:00.000Z',
      closedAt: '2026-10-09T12:00:00.000Z',
      lossReason: null,
      firstPaymentAt: '2026-10-20T12:00:00.000Z',
      days: 8,
    });
    expect(steps.map(({ name, days, exit, ownerId }) => [name, days, exit, ownerId])).toEqual([
      ['First contact', 2, 'advanced', 'kari'],
      ['Offer', 2, 'returned', 'ola'],
      ['First contact', 1, 'advanced', 'ola'],
      ['Terms', 3, 'won', 'ola'],
    ]);
  });

  test('goes on after a reopening, and through other pipelines', () => {
    const { status, lossReason, days, steps } = journey(
      opened(),
      event('DealLost', 3, { reason: 'price' }),
      event('DealReopened', 5, { stageId: 'offer' }),
      event('DealTransferred', 6, { pipelineId: 'simple' }),
      event('DealRescheduled', 8, { expectedCloseAt: null }),
    );
    expect([status, lossReason, days]).toEqual(['open', null, 7]);
    expect(
      steps.map(({ pipelineId, stageId, name, enteredAt, leftAt, days, exit }) => [
        pipelineId,
        stageId,
        name,
        enteredAt.getUTCDate(),
        leftAt?.getUTCDate(),
        days,
        exit,
      ]),
    ).toEqual([
      ['sales', 'contact', 'First contact', 1, 3, 2, 'advanced'],
      ['sales', 'offer', 'Offer', 5, 6, 1, 'transferred'],
      ['simple', null, null, 6, undefined, null, 'open'],
    ]);
  });

  test('that began on a date not known has no opening date and no length', () => {
    const { openedAt, firstContactAt, days, steps } = journey(
      opened({ undated: true, potential: null }),
      moved('contact', 'offer', 3),
      event('DealLost', 9, { reason: 'price' }),
    );
    expect([openedAt, firstContactAt, days]).toEqual([null, null, null]);
    expect(steps.map(({ days }) => days)).toEqual([null, 6]);
  });

  test('that was found in a stage has its own length, and none in that stage', () => {
    const { openedAt, days, steps } = journey(
      opened({ stageUndated: true, ownerId: null }),
      moved('contact', 'offer', 3),
      event('DealReassigned', 4, { ownerId: 'ola' }),
      event('DealLost', 9, { reason: 'price' }),
    );
    expect([openedAt, days]).toEqual([on(1), 8]);
    expect(steps.map(({ days, ownerId }) => [days, ownerId])).toEqual([
      [null, null],
      [6, null],
    ]);
  });

  test('in a stage unknown to the pipeline it has the stage’s id for a name', () => {
    expect(journey(opened(), moved('contact', 'gone', 3)).steps.at(-1)).toMatchObject({
      stageId: 'gone',
      name: 'gone',
      exit: 'open',
    });
  });

  test('is as of the date of the book', () => {
    const book = bookOf(opened(), moved('contact', 'offer', 3), event('DealLost', 9, { reason: 'price' }));
    expect(dealJourney(book, { dealId: 'd1' })).toMatchObject({ status: 'lost', lossReason: 'price' });
    expect(dealJourney(bookAsOf(book, on(4)), { dealId: 'd1' })).toMatchObject({
      status: 'open',
      lossReason: null,
      closedAt: null,
      days: 3,
      steps: [{ exit: 'advanced' }, { exit: 'open', leftAt: null }],
    });
  });

  test('of a deal the book does not hold is refused', () => {
    const book = bookOf(opened());
    const unknown = ['unknown-deal', { dealId: 'd9' }];
    expect(refusal(() => dealJourney(book, { dealId: 'd9' }))).toEqual(unknown);
    const none = selectDeals(book, { field: 'ownerId', value: 'ola' });
    expect(refusal(() => dealJourney(none, { dealId: 'd1' }))).toEqual(['unknown-deal', { dealId: 'd1' }]);
    expect(refusal(() => dealJourney(book, { dealId: 5 as unknown as string }))).toMatchObject([
      'invalid-text',
      {},
    ]);
  });
});
