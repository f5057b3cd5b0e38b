import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { checkHistory } from '../../../src/deal/check-history.ts';
import {
  type DealEvent,
  type DealHistory,
  type DemandLine,
  dealAsOf,
  replay,
  timelineOf,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

const demand: readonly DemandLine[] = [
  { text: 'Chairs', amount: nok(100), percentSatisfied: 80, reason: 'out of stock' },
];

/** An event of every type that says all it can say. */
const everything: { readonly [T in DealEvent['type']]: Extract<DealEvent, { readonly type: T }> } = frozen({
  DealOpened: opened({
    by: 'eva',
    recordedAt: on(2),
    name: 'Chairs',
    customerId: 'c1',
    expectedCloseAt: on(20),
    channel: 'web',
    interactionId: 'i1',
    previousDealId: 'd0',
    fields: { region: 'north', size: 3, urgent: true, nothing: null, signed: on(1) },
    demand,
    undated: false,
  }),
  DealMoved: moved('contact', 'offer', 2),
  DealRevalued: event('DealRevalued', 2, { potential: nok(90) }),
  DealReassigned: event('DealReassigned', 2, { ownerId: 'ola' }),
  DealRescheduled: event('DealRescheduled', 2, { expectedCloseAt: on(25) }),
  DealEstimated: event('DealEstimated', 2, { probability: 0.5, category: 'commit' }),
  DealDescribed: event('DealDescribed', 2, {
    name: 'Tables',
    customerId: 'c2',
    channel: 'fair',
    fields: { region: 'south', signed: on(2) },
  }),
  DealTransferred: event('DealTransferred', 2, { pipelineId: 'sales', stageId: 'terms' }),
  ManualControlTaken: event('ManualControlTaken', 2, {}),
  ParticipantAdded: event('ParticipantAdded', 2, { participant: { id: 'p1', role: 'influencer' } }),
  DemandRecorded: event('DemandRecorded', 2, { demand }),
  InteractionLinked: event('InteractionLinked', 2, {
    interaction: { id: 'i2', kind: 'call', at: on(2), contactId: 'k1' },
  }),
  TaskAdded: event('TaskAdded', 2, {
    task: { id: 't1', name: 'Call back', assigneeId: 'ola', dueAt: on(3) },
  }),
  TaskCompleted: event('TaskCompleted', 2, { taskId: 't1', result: 'done' }),
  TaskChanged: event('TaskChanged', 2, { taskId: 't1', assigneeId: null, dueAt: on(4), cancelled: true }),
  DealWon: event('DealWon', 2, { amount: nok(80), paymentDueAt: on(30) }),
  DealLost: event('DealLost', 2, { reason: 'price', otherReasons: ['time'], competitorId: 'acme' }),
  LossExplained: event('LossExplained', 2, { reason: 'rival', otherReasons: [], competitorId: 'acme' }),
  DealReopened: event('DealReopened', 2, { stageId: 'offer' }),
  PaymentReceived: event('PaymentReceived', 2, { amount: nok(80) }),
  DealDeleted: event('DealDeleted', 2, { mergedInto: 'd2' }),
  EventCorrected: event('EventCorrected', 2, { version: 2, instead: moved('contact', 'terms', 2) }),
});
const types = Object.keys(everything) as DealEvent['type'][];

/** A copy with another value in one place, such as `task.dueAt`. */
function withValue(whole: unknown, path: string, value: unknown): unknown {
  if (path === '') return value;
  const [key = '', ...rest] = path.split('.');
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<string, unknown>;
  copy[key] = withValue(copy[key], rest.join('.'), value);
  return copy;
}

/** A history in which the event of a type says something else. */
function historyWith(type: DealEvent['type'], path: string, value: unknown): DealHistory {
  const changed = withValue(everything[type], path, value) as DealEvent;
  return (type === 'DealOpened' ? [changed] : [opened(), changed]) as DealHistory;
}

/** All ways to read a history refuse it, and refuse it alike. */
function refusals(history: readonly DealEvent[]): unknown {
  const whole = history as DealHistory;
  const found = refusal(() => replay(whole));
  expect(refusal(() => dealAsOf(whole, on(31)))).toEqual(found);
  expect(refusal(() => timelineOf(whole, [sales, simple]))).toEqual(found);
  return found;
}

describe('a history can be read', () => {
  test.each(types)('with a %s that says all it can say', (type) => {
    const history = type === 'DealOpened' ? [everything.DealOpened] : [opened(), everything[type]];
    expect(refusal(() => checkHistory(history))).toBe('nothing was refused');
  });

  test('with a null where there may be nothing', () => {
    const history: DealHistory = [
      opened({ potential: null }),
      event('DealRevalued', 2, { potential: null }),
      event('DealRescheduled', 2, { expectedCloseAt: null }),
      event('DealEstimated', 2, { probability: null }),
      event('DealLost', 2, { reason: null }),
      event('LossExplained', 2, { reason: null }),
    ];
    expect(refusal(() => checkHistory(history))).toBe('nothing was refused');
  });
});

describe('refused is a history', () => {
  test('without any event', () => {
    expect(refusals([])).toEqual(['empty-history', {}]);
  });

  test('that does not begin with its opening', () => {
    expect(refusals([moved('contact', 'offer', 2), opened()])).toEqual([
      'missing-opening',
      { dealId: 'd1', firstType: 'DealMoved' },
    ]);
  });

  test('with an event of another deal', () => {
    const stray = { ...moved('contact', 'offer', 2), dealId: 'd2' };
    expect(refusals([opened(), stray])).toEqual(['mixed-deals', { dealId: 'd1', otherDealId: 'd2' }]);
  });

  test.each(['DealClosed', '', '__proto__', 'constructor', 'toString'])(
    'with an event of the type %j',
    (type) => {
      expect(refusals([opened(), { type, dealId: 'd1', at: on(2) } as never])).toEqual([
        'unknown-event',
        { dealId: 'd1', type },
      ]);
    },
  );

  test('with an event of no type', () => {
    expect(refusals([opened(), { dealId: 'd1', at: on(2) } as never])).toEqual([
      'unknown-event',
      { dealId: 'd1', type: 'undefined' },
    ]);
  });

  test.each([[null], [undefined], ['DealMoved'], [7]])('with %s among its events', (nothing) => {
    expect(refusals([opened(), nothing as never])).toEqual([
      'unknown-event',
      { dealId: 'd1', type: String(nothing) },
    ]);
    expect(refusals([nothing as never])).toEqual([expect.any(String), expect.any(Object)]); // a DealError
  });

  test('whose deal has no id', () => {
    expect(refusals([opened({ dealId: undefined as never })])).toEqual([
      'invalid-text',
      { field: 'dealId', problem: 'not a string', input: 'undefined' },
    ]);
    expect(refusals([opened({ dealId: 'd\0' })])).toEqual([
      'invalid-text',
      { field: 'dealId', problem: 'U+0000 or lone surrogate', input: 'd\0' },
    ]);
  });
});

describe('dates are checked everywhere, also in events that do not count:', () => {
  const dates: [DealEvent['type'], string][] = [
    ...types.flatMap((type): [DealEvent['type'], string][] => [
      [type, 'at'],
      [type, 'recordedAt'],
    ]),
    ['DealOpened', 'expectedCloseAt'],
    ['DealOpened', 'fields.signed'],
    ['DealRescheduled', 'expectedCloseAt'],
    ['DealDescribed', 'fields.signed'],
    ['InteractionLinked', 'interaction.at'],
    ['TaskAdded', 'task.dueAt'],
    ['DealWon', 'paymentDueAt'],
  ];

  test.each(dates)('%s, %s', (type, path) => {
    expect(refusals(historyWith(type, path, new Date(Number.NaN)))).toMatchObject([
      'invalid-date',
      { input: 'Invalid Date', dealId: 'd1' },
    ]);
    if (path.startsWith('fields')) return; // any text may be there
    expect(refusals(historyWith(type, path, '2026-10-02'))).toMatchObject([
      'invalid-date',
      { input: '2026-10-02', dealId: 'd1' },
    ]);
  });

  test('the field is named', () => {
    const never = new Date(Number.NaN);
    const invalid = (field: string) => ['invalid-date', { field, input: 'Invalid Date', dealId: 'd1' }];
    expect(refusals(historyWith('DealOpened', 'at', never))).toEqual(invalid('at'));
    expect(refusals(historyWith('DealMoved', 'recordedAt', never))).toEqual(invalid('recordedAt'));
    expect(refusals(historyWith('DealRescheduled', 'expectedCloseAt', never))).toEqual(
      invalid('expectedCloseAt'),
    );
    expect(refusals(historyWith('DealWon', 'paymentDueAt', never))).toEqual(invalid('paymentDueAt'));
    expect(refusals(historyWith('DealDescribed', 'fields.signed', never))).toEqual(invalid('signed'));
  });

  test('an event needs its date', () => {
    expect(refusals(historyWith('DealMoved', 'at', undefined))).toEqual([
      'invalid-date',
      { field: 'at', input: 'undefined', dealId: 'd1' },
    ]);
  });
});

describe('texts are checked everywhere, also in events that do not count:', () => {
  const texts: [DealEvent['type'], string][] = [
    ...types.map((type): [DealEvent['type'], string] => [type, 'by']),
    ['DealOpened', 'pipelineId'],
    ['DealOpened', 'stageId'],
    ['DealOpened', 'ownerId'],
    ['DealOpened', 'name'],
    ['DealOpened', 'customerId'],
    ['DealOpened', 'channel'],
    ['DealOpened', 'interactionId'],
    ['DealOpened', 'previousDealId'],
    ['DealOpened', 'potential.currency'],
    ['DealOpened', 'demand.0.text'],
    ['DealOpened', 'demand.0.reason'],
    ['DealOpened', 'demand.0.amount.currency'],
    ['DealMoved', 'from'],
    ['DealMoved', 'to'],
    ['DealRevalued', 'potential.currency'],
    ['DealReassigned', 'ownerId'],
    ['DealDescribed', 'name'],
    ['DealDescribed', 'customerId'],
    ['DealDescribed', 'channel'],
    ['DealTransferred', 'pipelineId'],
    ['DealTransferred', 'stageId'],
    ['ParticipantAdded', 'participant.id'],
    ['ParticipantAdded', 'participant.role'],
    ['DemandRecorded', 'demand.0.text'],
    ['DemandRecorded', 'demand.0.reason'],
    ['DemandRecorded', 'demand.0.amount.currency'],
    ['InteractionLinked', 'interaction.id'],
    ['InteractionLinked', 'interaction.kind'],
    ['InteractionLinked', 'interaction.contactId'],
    ['TaskAdded', 'task.id'],
    ['TaskAdded', 'task.name'],
    ['TaskAdded', 'task.assigneeId'],
    ['TaskCompleted', 'taskId'],
    ['TaskCompleted', 'result'],
    ['DealWon', 'amount.currency'],
    ['DealLost', 'reason'],
    ['DealLost', 'competitorId'],
    ['LossExplained', 'reason'],
    ['LossExplained', 'competitorId'],
    ['DealReopened', 'stageId'],
    ['PaymentReceived', 'amount.currency'],
  ];

  test.each(texts)('%s, %s', (type, path) => {
    for (const input of ['a\0b', 'a\ud800', '\udc00a']) {
      expect(refusals(historyWith(type, path, input))).toMatchObject([
        'invalid-text',
        { problem: 'U+0000 or lone surrogate', input },
      ]);
    }
    expect(refusals(historyWith(type, path, 7))).toMatchObject([
      'invalid-text',
      { problem: 'not a string', input: '7' },
    ]);
  });

  test.each(['DealOpened', 'DealDescribed'] as const)('the fields of a %s, by name and by value', (type) => {
    const problem = 'U+0000 or lone surrogate';
    expect(refusals(historyWith(type, 'fields', { 'a\0': 1 }))).toMatchObject([
      'invalid-text',
      { problem, input: 'a\0' },
    ]);
    expect(refusals(historyWith(type, 'fields', { region: 'a\0' }))).toEqual([
      'invalid-text',
      { field: 'region', problem, input: 'a\0' },
    ]);
  });
});

describe('money is checked everywhere:', () => {
  test.each([
    ['DealOpened', 'potential'],
    ['DealOpened', 'demand.0.amount'],
    ['DealRevalued', 'potential'],
    ['DemandRecorded', 'demand.0.amount'],
    ['DealWon', 'amount'],
    ['PaymentReceived', 'amount'],
  ] as [DealEvent['type'], string][])('%s, %s', (type, path) => {
    const wrong: [unknown, string][] = [
      [{ amount: '100', currency: 'NOK' }, '100'],
      [{ amount: 100, currency: 'NOK' }, '100'],
      [{ amount: new Decimal(Number.NaN), currency: 'NOK' }, 'NaN'],
      [{ amount: new Decimal(Number.POSITIVE_INFINITY), currency: 'NOK' }, 'Infinity'],
      [100, 'undefined'],
    ];
    for (const [value, input] of wrong) {
      expect(refusals(historyWith(type, path, value))).toEqual(['invalid-amount', { input }]);
    }
    expect(refusals(historyWith(type, path, { ...nok(1), currency: '' }))).toEqual([
      'invalid-text',
      { field: 'currency', problem: 'empty', input: '' },
    ]);
  });
});

describe('probabilities are checked:', () => {
  test.each([-0.01, 1.01, Number.NaN, '0.5', undefined])('%s is none', (value) => {
    expect(refusals(historyWith('DealEstimated', 'probability', value))).toEqual([
      'invalid-probability',
      { input: String(value) },
    ]);
  });

  test.each([0, 1])('%d is one', (value) => {
    expect(replay(historyWith('DealEstimated', 'probability', value)).probability).toBe(value);
  });
});

describe('whatever is missing from an event is refused with a code:', () => {
  test.each([
    ['DealOpened', 'pipelineId', 'invalid-text'],
    ['DealOpened', 'ownerId', 'invalid-text'],
    ['DealOpened', 'potential', 'invalid-amount'],
    ['DealMoved', 'to', 'invalid-text'],
    ['DealRevalued', 'potential', 'invalid-amount'],
    ['DealReassigned', 'ownerId', 'invalid-text'],
    ['DealTransferred', 'pipelineId', 'invalid-text'],
    ['ParticipantAdded', 'participant', 'invalid-text'],
    ['DemandRecorded', 'demand.0.text', 'invalid-text'],
    ['DemandRecorded', 'demand.0.amount', 'invalid-amount'],
    ['InteractionLinked', 'interaction', 'invalid-text'],
    ['TaskAdded', 'task', 'invalid-text'],
    ['TaskCompleted', 'taskId', 'invalid-text'],
    ['DealLost', 'reason', 'invalid-text'],
    ['PaymentReceived', 'amount', 'invalid-amount'],
  ] as [DealEvent['type'], string, string][])('%s, %s: %s', (type, path, code) => {
    expect(refusals(historyWith(type, path, undefined))).toMatchObject([code, {}]);
  });
});
