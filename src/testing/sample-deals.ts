import type { DealEvent, DealHistory, DealOpened } from '../deal/event.ts';
import { money } from '../money/money.ts';

/** An instant of October 2026. */
export function october(day: number, milliseconds = 0): Date {
  return new Date(Date.UTC(2026, 9, day, 12) + milliseconds);
}

/** The opening of a deal. */
export function opening(dealId: string, changes: Partial<DealOpened> = {}): DealOpened {
  return {
    type: 'DealOpened',
    dealId,
    at: october(1),
    pipelineId: 'sales',
    stageId: 'contact',
    ownerId: 'kari',
    potential: money(100, 'NOK'),
    ...changes,
  };
}

/** Somebody takes a deal over: an event that is told from others by who did it. */
export function takeover(dealId: string, by: string, at: Date = october(2)): DealEvent {
  return { type: 'DealReassigned', dealId, at, by, ownerId: by };
}

/** A history of every type of event with every property, with the odd values stores stumble over. */
export function everyEvent(dealId: string): DealHistory {
  const on = (type: string, day: number, facts: object): DealEvent => {
    return {
      type,
      dealId,
      at: october(day, 7),
      by: 'ola',
      recordedAt: october(day, 86_400_001),
      ...facts,
    } as never;
  };
  const demand = [
    { text: 'Chairs “Ø”', amount: money('0.0000000001', 'NOK'), percentSatisfied: 33.3 },
    { text: '', amount: money('-5', 'EUR'), percentSatisfied: 0, reason: 'sold out\n' },
  ];
  const opened = opening(dealId, {
    potential: money('9999999999999999999999999999.9999999999', 'NOK'),
    name: 'Chairs 🪑 for the «hall»',
    customerId: 'c1',
    expectedCloseAt: new Date(Date.UTC(9999, 11, 31, 23, 59, 59, 999)),
    channel: 'web',
    interactionId: 'i0',
    previousDealId: 'd0',
    fields: Object.fromEntries([
      ['region', 'north'],
      ['2', 0.1],
      ['10', -0],
      ['urgent', false],
      ['nothing', null],
      ['signed', october(3, 1)],
      ['looks like a date', '2026-10-03T12:00:00.000Z'],
      ['$date', 'no date'],
      ['__proto__', 'a name like any other'],
      ['', 'empty'],
    ]),
    demand,
    undated: true,
    stageUndated: true,
  });
  return [
    opened,
    on('DealMoved', 2, { from: 'contact', to: 'offer' }),
    on('DealRevalued', 3, { potential: money('0.1', 'NOK') }),
    on('DealRevalued', 3, { potential: null }),
    on('DealReassigned', 4, { ownerId: null }),
    on('DealReassigned', 4, { ownerId: 'ola' }),
    on('DealRescheduled', 4, { expectedCloseAt: october(20, 999) }),
    on('DealRescheduled', 4, { expectedCloseAt: null }),
    on('DealEstimated', 5, { probability: 0.1 }),
    on('DealEstimated', 5, { probability: null, category: 'best case' }),
    on('DealEstimated', 5, { probability: 0, category: null }),
    on('DealDescribed', 5, { name: '', customerId: 'c2', channel: 'fair', fields: { region: null } }),
    on('DealTransferred', 6, { pipelineId: 'big', stageId: 'talk' }),
    on('ManualControlTaken', 6, {}),
    on('ParticipantAdded', 7, { participant: { id: 'p1', role: 'decision-maker' } }),
    on('DemandRecorded', 7, { demand }),
    on('InteractionLinked', 8, {
      interaction: { id: 'i1', kind: 'call', at: new Date(Date.UTC(1969, 0, 1)), contactId: 'p1' },
    }),
    on('TaskAdded', 8, { task: { id: 't1', name: 'Call', assigneeId: 'ola', dueAt: october(9) } }),
    on('TaskAdded', 8, { task: { id: 't2', name: 'Write', assigneeId: null } }),
    on('TaskChanged', 8, { taskId: 't2', assigneeId: null, dueAt: october(11), cancelled: false }),
    on('TaskCompleted', 9, { taskId: 't1', result: 'reached' }),
    on('DealWon', 10, { amount: money('123456789012345678901.23', 'NOK'), paymentDueAt: october(30) }),
    on('PaymentReceived', 11, { amount: money('0.01', 'NOK') }),
    on('DealReopened', 12, { stageId: 'offer' }),
    on('DealLost', 13, { reason: null, otherReasons: ['time'], competitorId: 'k1' }),
    on('LossExplained', 14, { reason: 'price', otherReasons: [], competitorId: 'k1' }),
    on('DealDeleted', 15, { mergedInto: 'd2' }),
    on('EventCorrected', 16, { version: 25, instead: null }),
    on('EventCorrected', 16, { version: 2, instead: on('DealMoved', 2, { from: 'contact', to: 'terms' }) }),
  ];
}
