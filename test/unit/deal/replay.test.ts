import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Deal,
  type DealEvent,
  type DealHistory,
  dealAsOf,
  type Pipeline,
  replay,
  timelineOf,
} from '../../../src/index.ts';
import { currentDeal } from '../../../src/process/current-deal.ts';
import { correctedHistory, naiveDeals } from '../../reference/twin/naive-deal.ts';
import { nok, on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { instants, randomBook } from '../../support/random-book.ts';

const dealAfter = (...events: readonly DealEvent[]): Deal => replay(frozen([opened(), ...events]));
const won = event('DealWon', 9, {});
const lost = event('DealLost', 9, { reason: 'price' });

describe('a deal, once opened,', () => {
  test('is open in its first stage, and nothing else is known of it', () => {
    const { [Symbol.for('dealbook.history')]: _, ...facts } = dealAfter() as Deal & Record<symbol, unknown>;
    expect(facts).toEqual({
      status: 'open',
      id: 'd1',
      pipelineId: 'sales',
      stageId: 'contact',
      stageEnteredAt: on(1),
      stageVisits: [{ pipelineId: 'sales', stageId: 'contact', visits: 1 }],
      ownerId: 'kari',
      openedBy: 'kari',
      openedAt: on(1),
      undated: false,
      stageUndated: false,
      potential: nok(100),
      name: null,
      customerId: null,
      channel: null,
      expectedCloseAt: null,
      probability: null,
      category: null,
      fields: {},
      participants: [],
      interactions: [],
      demand: [],
      payments: [],
      addedTasks: [],
      completedTasks: [],
      interactionId: null,
      previousDealId: null,
      manualControl: false,
      deletedAt: null,
      mergedInto: null,
      updatedAt: on(1),
      version: 1,
    });
  });

  test('is all that its opening says', () => {
    const said = {
      name: 'Chairs',
      customerId: 'c1',
      expectedCloseAt: on(20),
      channel: 'web',
      interactionId: 'i1',
      previousDealId: 'd0',
      demand: [{ text: 'Chairs', amount: nok(100), percentSatisfied: 0 }],
      undated: true,
    };
    const fields = { region: 'north', size: 0, urgent: false, empty: '', signed: on(1) };
    const deal = replay([opened({ ...said, fields: { ...fields, nothing: null } })]);
    expect(deal).toMatchObject(said);
    expect(deal.fields).toEqual(fields);
  });

  test('may have no owner, at its opening and at its closing', () => {
    const none = opened({ ownerId: null });
    expect(replay([none])).toMatchObject({ ownerId: null, openedBy: null });
    expect(replay([none, won])).toMatchObject({ ownerId: null, closedBy: null });
    expect(dealAfter(event('DealReassigned', 2, { ownerId: null }), lost)).toMatchObject({
      ownerId: null,
      openedBy: 'kari',
      closedBy: null,
    });
  });

  test('is where it was found, since nobody knows when, until it comes to another stage', () => {
    const found = opened({ stageUndated: true });
    expect(replay([found])).toMatchObject({ undated: false, stageUndated: true, stageEnteredAt: on(1) });
    expect(replay([found, moved('contact', 'contact', 3), lost]).stageUndated).toBe(true);
    expect(replay([found, moved('contact', 'offer', 3)]).stageUndated).toBe(false);
    expect(replay([found, lost, event('DealReopened', 10, { stageId: 'contact' })]).stageUndated).toBe(false);
    expect(replay([opened({ undated: true })]).stageUndated).toBe(true);
  });

  test('is in no stage in a pipeline without stages', () => {
    const { stageId, ...stageless } = opened();
    expect(replay([stageless]).stageId).toBeNull();
  });

  test('may be worth nothing, or nobody knows what', () => {
    expect(replay([opened({ potential: nok(0) })]).potential).toEqual(nok(0));
    expect(replay([opened({ potential: null })]).potential).toBeNull();
  });
});

describe('after', () => {
  const demand = [{ text: 'Tables', amount: nok(50), percentSatisfied: 100 }];
  const interaction = { id: 'i1', kind: 'call', at: on(4), contactId: 'k1' } as const;
  const nothing = {};
  const place = { pipelineId: 'sales', stageId: 'contact' };
  /** One event of every type, and what is different then. */
  const effects: { readonly [T in DealEvent['type']]: readonly [DealEvent, Partial<Deal>] } = {
    DealOpened: [opened({ at: on(5), ownerId: 'ola', potential: null }), nothing],
    DealMoved: [
      moved('contact', 'offer', 5),
      {
        stageId: 'offer',
        stageEnteredAt: on(5),
        stageVisits: [
          { pipelineId: 'sales', stageId: 'contact', visits: 1 },
          { pipelineId: 'sales', stageId: 'offer', visits: 1 },
        ],
      },
    ],
    DealRevalued: [event('DealRevalued', 5, { potential: nok(90) }), { potential: nok(90) }],
    DealReassigned: [event('DealReassigned', 5, { ownerId: 'ola' }), { ownerId: 'ola', openedBy: 'kari' }],
    DealRescheduled: [event('DealRescheduled', 5, { expectedCloseAt: on(25) }), { expectedCloseAt: on(25) }],
    DealEstimated: [
      event('DealEstimated', 5, { probability: 0, category: 'commit' }),
      { probability: 0, category: 'commit' },
    ],
    DealDescribed: [
      event('DealDescribed', 5, { name: 'Tables', customerId: 'c2', channel: '', fields: { size: 3 } }),
      { name: 'Tables', customerId: 'c2', channel: '', fields: { size: 3 } },
    ],
    DealTransferred: [
      event('DealTransferred', 5, { pipelineId: 'tenders', stageId: 'notice' }),
      {
        pipelineId: 'tenders',
        stageId: 'notice',
        stageEnteredAt: on(5),
        stageVisits: [
          { pipelineId: 'sales', stageId: 'contact', visits: 1 },
          { pipelineId: 'tenders', stageId: 'notice', visits: 1 },
        ],
      },
    ],
    ManualControlTaken: [event('ManualControlTaken', 5, {}), { manualControl: true }],
    ParticipantAdded: [
      event('ParticipantAdded', 5, { participant: { id: 'p1', role: 'competitor' } }),
      { participants: [{ id: 'p1', role: 'competitor' }] },
    ],
    DemandRecorded: [event('DemandRecorded', 5, { demand }), { demand }],
    InteractionLinked: [event('InteractionLinked', 5, { interaction }), { interactions: [interaction] }],
    TaskAdded: [
      event('TaskAdded', 5, { task: { id: 't1', name: 'Call', assigneeId: 'ola', dueAt: on(9) } }),
      {
        addedTasks: [
          {
            id: 't1',
            name: 'Call',
            assigneeId: 'ola',
            dueAt: on(9),
            addedAt: on(5),
            cancelledAt: null,
            ...place,
          },
        ],
      },
    ],
    TaskCompleted: [
      { ...event('TaskCompleted', 5, { taskId: 't1', result: 'reached' }), by: 'ola' },
      { completedTasks: [{ taskId: 't1', at: on(5), by: 'ola', result: 'reached' }] },
    ],
    TaskChanged: [event('TaskChanged', 5, { taskId: 't1', cancelled: true }), nothing],
    DealWon: [
      event('DealWon', 5, { amount: nok(80), paymentDueAt: on(30) }),
      { status: 'won', closedAt: on(5), closedBy: 'kari', wonAmount: nok(80), paymentDueAt: on(30) },
    ],
    DealLost: [
      event('DealLost', 5, { reason: 'price', otherReasons: ['time'], competitorId: 'acme' }),
      {
        otherLossReasons: ['time'],
        ...{ status: 'lost', closedAt: on(5), closedBy: 'kari', lossReason: 'price', competitorId: 'acme' },
        explainedAt: null,
      },
    ],
    LossExplained: [event('LossExplained', 5, { reason: 'price' }), nothing],
    DealReopened: [event('DealReopened', 5, { stageId: 'offer' }), nothing],
    PaymentReceived: [
      event('PaymentReceived', 5, { amount: nok(40) }),
      { payments: [{ at: on(5), amount: nok(40) }] },
    ],
    DealDeleted: [event('DealDeleted', 5, { mergedInto: 'd2' }), { deletedAt: on(5), mergedInto: 'd2' }],
    EventCorrected: [
      event('EventCorrected', 5, { version: 1, instead: opened({ ownerId: 'ola' }) }),
      { ownerId: 'ola', openedBy: 'ola', updatedAt: on(1) },
    ],
  };

  test.each(Object.entries(effects))(
    'one %s an open deal is what that says, and else as before',
    (_, [what, effect]) => {
      expect(dealAfter(what)).toEqual({ ...dealAfter(), updatedAt: on(5), version: 2, ...effect });
    },
  );

  test('each event its version is the number of events, and its last change that of the latest', () => {
    const deal = dealAfter(moved('contact', 'offer', 5), event('DealReassigned', 7, { ownerId: 'ola' }));
    expect([deal.version, deal.updatedAt]).toEqual([3, on(7)]);
  });
});

describe('what is said of a deal', () => {
  test('is merged: what is left out stays, null takes a field away', () => {
    const first = event('DealDescribed', 5, {
      name: 'Chairs',
      customerId: 'c1',
      fields: { region: 'north', size: 3 },
    });
    const second = event('DealDescribed', 6, { channel: 'web', fields: { size: null, urgent: true } });
    const deal = dealAfter(first, second);
    expect([deal.name, deal.customerId, deal.channel]).toEqual(['Chairs', 'c1', 'web']);
    expect(deal.fields).toEqual({ region: 'north', urgent: true });
  });

  test('may be in fields that objects know by name', () => {
    const fields = Object.fromEntries([
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['toString', null],
    ]);
    const deal = dealAfter(event('DealDescribed', 5, { fields }));
    expect(Object.entries(deal.fields)).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
    expect(Object.getPrototypeOf(deal.fields)).toBe(Object.prototype);
    const taken = dealAfter(
      event('DealDescribed', 5, { fields }),
      event('DealDescribed', 6, { fields: Object.fromEntries([['__proto__', null]]) }),
    );
    expect(Object.entries(taken.fields)).toEqual([['constructor', 'c']]);
  });

  test('can be taken back where it may be unknown', () => {
    const deal = dealAfter(
      event('DealEstimated', 5, { probability: 0.5 }),
      event('DealRescheduled', 5, { expectedCloseAt: on(20) }),
      event('DealEstimated', 6, { probability: null }),
      event('DealRescheduled', 6, { expectedCloseAt: null }),
      event('DealRevalued', 6, { potential: null }),
    );
    expect([deal.probability, deal.expectedCloseAt, deal.potential]).toEqual([null, null, null]);
  });

  test('adds up in participants, interactions and payments, in their order, and is replaced in demand', () => {
    const pay = (amount: number, day: number) => event('PaymentReceived', day, { amount: nok(amount) });
    const meet = (id: string, day: number) =>
      event('InteractionLinked', day, { interaction: { id, kind: 'meeting', at: on(day) } });
    const ask = (text: string, day: number) =>
      event('DemandRecorded', day, { demand: [{ text, amount: nok(1), percentSatisfied: 0 }] });
    const join = (id: string, day: number) =>
      event('ParticipantAdded', day, { participant: { id, role: 'client' } });
    const deal = dealAfter(
      pay(30, 5),
      meet('i1', 5),
      ask('A', 5),
      join('p1', 5),
      pay(70, 6),
      meet('i2', 6),
      ask('B', 6),
      join('p2', 6),
    );
    expect(deal.payments.map(({ amount }) => amount)).toEqual([nok(30), nok(70)]);
    expect(deal.interactions.map(({ id }) => id)).toEqual(['i1', 'i2']);
    expect(deal.participants.map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(deal.demand.map(({ text }) => text)).toEqual(['B']);
  });
});

describe('a won deal', () => {
  test('is sold for its potential at that moment, unless the win says otherwise', () => {
    expect(dealAfter(won)).toMatchObject({ wonAmount: nok(100), paymentDueAt: null });
    expect(dealAfter(event('DealRevalued', 8, { potential: nok(70) }), won)).toMatchObject({
      wonAmount: nok(70),
    });
    expect(dealAfter(event('DealWon', 9, { amount: nok(0) }))).toMatchObject({ wonAmount: nok(0) });
  });

  test('keeps its potential, whatever it was sold for', () => {
    expect(dealAfter(event('DealWon', 9, { amount: nok(80) })).potential).toEqual(nok(100));
  });

  test('is sold for nobody knows what where neither says', () => {
    expect(replay([opened({ potential: null }), won])).toMatchObject({ status: 'won', wonAmount: null });
  });

  test('stays in the stage it was won in, with the one who won it, whoever has it now', () => {
    const deal = dealAfter(
      moved('contact', 'offer', 5),
      won,
      event('DealReassigned', 12, { ownerId: 'ola' }),
    );
    expect(deal).toMatchObject({ stageId: 'offer', stageEnteredAt: on(5), closedBy: 'kari', ownerId: 'ola' });
  });

  test('is still paid for, described, planned and talked about', () => {
    const deal = dealAfter(
      won,
      event('PaymentReceived', 12, { amount: nok(100) }),
      event('DealDescribed', 12, { name: 'Chairs' }),
      event('DealRescheduled', 12, { expectedCloseAt: null }),
      event('DealEstimated', 12, { probability: 1 }),
      event('InteractionLinked', 12, { interaction: { id: 'i1', kind: 'call', at: on(12) } }),
    );
    expect(deal).toMatchObject({ status: 'won', name: 'Chairs', probability: 1 });
    expect([deal.payments.length, deal.interactions.length]).toEqual([1, 1]);
  });
});

describe('a lost deal', () => {
  test('may be explained later, competitor included, again and again', () => {
    const unexplained = event('DealLost', 9, { reason: null });
    expect(dealAfter(unexplained)).toMatchObject({ lossReason: null, competitorId: null });
    const explained = event('LossExplained', 12, { reason: 'price', competitorId: 'acme' });
    expect(dealAfter(unexplained, explained)).toMatchObject({
      lossReason: 'price',
      competitorId: 'acme',
      closedAt: on(9),
    });
    const corrected = event('LossExplained', 13, { reason: 'rival' });
    expect(dealAfter(unexplained, explained, corrected)).toMatchObject({
      lossReason: 'rival',
      competitorId: 'acme',
    });
  });
});

describe('a reopened deal', () => {
  test('is open in the stage it was closed in, unless it goes on in another', () => {
    const offered = moved('contact', 'offer', 5);
    expect(dealAfter(offered, lost, event('DealReopened', 12, {}))).toMatchObject({
      status: 'open',
      stageId: 'offer',
      stageEnteredAt: on(12),
    });
    expect(dealAfter(offered, won, event('DealReopened', 12, { stageId: 'contact' })).stageId).toBe(
      'contact',
    );
  });

  test('has no outcome left', () => {
    const reopened = event('DealReopened', 12, {});
    for (const outcome of [won, lost]) {
      const stageVisits = [{ pipelineId: 'sales', stageId: 'contact', visits: 2 }];
      const expected = {
        ...{ ...dealAfter(), stageEnteredAt: on(12), stageVisits },
        ...{ updatedAt: on(12), version: 3 },
      };
      expect(dealAfter(outcome, reopened)).toStrictEqual(expected);
    }
  });

  test('may be closed otherwise, by its owner of then', () => {
    const deal = dealAfter(
      won,
      event('DealReopened', 12, {}),
      event('DealReassigned', 13, { ownerId: 'ola' }),
      event('DealLost', 14, { reason: 'price' }),
    );
    expect(deal).toMatchObject({ status: 'lost', closedAt: on(14), closedBy: 'ola', lossReason: 'price' });
    expect('wonAmount' in deal).toBe(false);
  });
});

describe('what cannot have happened does not count:', () => {
  const reopened = event('DealReopened', 12, { stageId: 'offer' });
  const deleted = event('DealDeleted', 9, {});
  const elsewhere = event('DealTransferred', 12, { pipelineId: 'tenders', stageId: 'notice' });

  test.each<[string, DealEvent[], DealEvent]>([
    ['a move of a won deal', [won], moved('contact', 'offer', 12)],
    ['a move of a lost deal', [lost], moved('contact', 'offer', 12)],
    ['a transfer of a closed deal', [won], elsewhere],
    ['a revaluation of a closed deal', [lost], event('DealRevalued', 12, { potential: nok(1) })],
    ['a loss of a won deal', [won], event('DealLost', 12, { reason: 'price' })],
    ['a win of a lost deal', [lost], event('DealWon', 12, {})],
    ['a second win', [won], event('DealWon', 12, { amount: nok(1) })],
    ['a second loss', [lost], event('DealLost', 12, { reason: 'rival' })],
    ['a reopening of an open deal', [], reopened],
    ['a second reopening', [won, event('DealReopened', 11, {})], reopened],
    ['an explanation of a win', [won], event('LossExplained', 12, { reason: 'price' })],
    ['an explanation of a deal that is open', [], event('LossExplained', 12, { reason: 'price' })],
    ['a move to the same stage', [], moved('offer', 'contact', 12)],
    [
      'a transfer to the same stage',
      [],
      event('DealTransferred', 12, { pipelineId: 'sales', stageId: 'contact' }),
    ],
    [
      'a second task of one id',
      [event('TaskAdded', 9, { task: { id: 't1', name: 'Call', assigneeId: 'ola' } })],
      event('TaskAdded', 12, { task: { id: 't1', name: 'Write', assigneeId: 'kari' } }),
    ],
    [
      'a second completion of a task',
      [event('TaskCompleted', 9, { taskId: 't1' })],
      event('TaskCompleted', 12, { taskId: 't1', result: 'reached' }),
    ],
    ['a second opening', [], opened({ at: on(12), ownerId: 'ola' })],
    ['a move of a deleted deal', [deleted], moved('contact', 'offer', 12)],
    ['a win of a deleted deal', [deleted], event('DealWon', 12, {})],
    ['a payment for a deleted deal', [deleted], event('PaymentReceived', 12, { amount: nok(1) })],
    ['a second deletion', [deleted], event('DealDeleted', 12, {})],
  ])('%s', (_, before, what) => {
    expect(dealAfter(...before, what)).toEqual({
      ...dealAfter(...before),
      updatedAt: on(12),
      version: before.length + 2,
    });
  });

  test('the first outcome stands until a reopening, the next one from then on', () => {
    const deal = dealAfter(won, event('DealLost', 10, { reason: 'price' }), event('DealReopened', 12, {}));
    expect(deal.status).toBe('open');
    const events = [
      won,
      event('DealLost', 10, { reason: 'price' }),
      event('DealReopened', 12, {}),
      moved('contact', 'offer', 13),
    ];
    expect(dealAfter(...events, event('DealWon', 14, {}))).toMatchObject({
      status: 'won',
      closedAt: on(14),
      stageId: 'offer',
    });
  });

  test('where a move says it came from: the stage the deal was in does', () => {
    expect(dealAfter(moved('terms', 'offer', 5))).toEqual(dealAfter(moved('contact', 'offer', 5)));
  });

  test('a transfer to the same stage of another pipeline does count', () => {
    const deal = dealAfter(event('DealTransferred', 5, { pipelineId: 'tenders', stageId: 'contact' }));
    expect([deal.pipelineId, deal.stageId, deal.stageEnteredAt]).toEqual(['tenders', 'contact', on(5)]);
  });
});

describe('the order of events', () => {
  test('is that in which they happened, not that in which they were recorded', () => {
    const deal = dealAfter(moved('offer', 'terms', 7), moved('contact', 'offer', 5));
    expect([deal.stageId, deal.stageEnteredAt, deal.updatedAt]).toEqual(['terms', on(7), on(7)]);
  });

  test('of one instant is that in which they were recorded', () => {
    expect(dealAfter(moved('contact', 'offer', 5), moved('offer', 'terms', 5)).stageId).toBe('terms');
    expect(dealAfter(moved('offer', 'terms', 5), moved('contact', 'offer', 5)).stageId).toBe('offer');
    expect(dealAfter(won, { ...moved('contact', 'offer', 9) }).stageId).toBe('contact');
  });

  test('lets a revaluation of before the win, recorded after it, have its say', () => {
    const late = { ...event('DealRevalued', 8, { potential: nok(70) }), recordedAt: on(20) };
    expect(dealAfter(won, late)).toMatchObject({ wonAmount: nok(70), potential: nok(70) });
  });

  test('begins with the opening: what is dated before it counts at it, by its own date', () => {
    const before = (day: string, from: string, to: string) => moved(from, to, `2026-09-${day}T12:00:00Z`);
    const deal = dealAfter(
      moved('terms', 'contact', 3),
      before('25', 'offer', 'terms'),
      before('20', 'contact', 'offer'),
    );
    expect([deal.openedAt, deal.stageId, deal.stageEnteredAt]).toEqual([on(1), 'contact', on(3)]);
    const early = dealAfter(before('25', 'offer', 'terms'), before('20', 'contact', 'offer'));
    expect([early.stageId, early.stageEnteredAt, early.updatedAt]).toEqual(['terms', on(1), on(1)]);
    expect(dealAfter(event('DealWon', '2026-09-30T12:00:00Z', {}))).toMatchObject({ closedAt: on(1) });
    expect(dealAfter(event('PaymentReceived', '2026-09-30T12:00:00Z', { amount: nok(1) })).payments).toEqual([
      { at: on(1), amount: nok(1) },
    ]);
  });
});

describe('the history that a deal carries', () => {
  const deal = dealAfter(won);

  test('is not among its facts: deals of one state are equal, however they came there', () => {
    expect(dealAfter(moved('terms', 'offer', 5))).toStrictEqual(dealAfter(moved('contact', 'offer', 5)));
    expect(Object.keys(deal)).toEqual(Object.keys(JSON.parse(JSON.stringify(deal))));
  });

  test('stays with a copy, and a copy with it', () => {
    expect({ ...deal }).toStrictEqual(deal);
    expect(Object.getOwnPropertySymbols({ ...deal })).toEqual([Symbol.for('dealbook.history')]);
  });
});

/** The pipelines as if no stage had ever had another id: what was recorded under another one is of no stage they know. */
function unrevised(pipelines: readonly Pipeline[]): Pipeline[] {
  return pipelines.map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map(({ formerly: _, ...stage }) => stage),
  }));
}

describe('laws', () => {
  const instant = fc.constantFrom(...instants);
  const farFuture = new Date('9999-12-31T00:00:00Z');
  const eachHistory = (
    check: (history: DealHistory, pipelines: Parameters<typeof timelineOf>[1]) => void,
  ) => {
    return fc.property(randomBook, ({ histories, pipelines }) => {
      for (const history of histories) check(frozen(history) as DealHistory, frozen(pipelines));
    });
  };
  test('the order in which things of different instants were recorded does not matter', () => {
    fc.assert(
      eachHistory((history) => {
        const [opening, ...others] = correctedHistory(history) as unknown as DealHistory;
        const sorted = [...others].sort((a, b) => +a.at - +b.at);
        expect(replay([opening, ...sorted])).toEqual(replay([opening, ...others]));
      }),
    );
  });

  test('nothing happens before the opening, and nothing after the last change', () => {
    fc.assert(
      eachHistory((history) => {
        const deal = replay(history);
        const dates = [deal.stageEnteredAt, ...deal.payments.map(({ at }) => at)];
        if (deal.status !== 'open') dates.push(deal.closedAt);
        for (const date of dates) {
          expect(+date).toBeGreaterThanOrEqual(+deal.openedAt);
          expect(+date).toBeLessThanOrEqual(+deal.updatedAt);
        }
        expect(deal.version).toBe(history.length);
      }),
    );
  });

  test('a deal agrees with the last visit of its timeline, by the ids recorded as by those that stages have now', () => {
    fc.assert(
      fc.property(randomBook, instant, ({ histories, pipelines }, at) => {
        for (const history of histories as readonly DealHistory[]) {
          for (const [deal, timeline] of [
            [replay(history), timelineOf(history, unrevised(pipelines))],
            [dealAsOf(history, at), timelineOf(history, unrevised(pipelines), { asOf: at })],
            [currentDeal(history, pipelines), timelineOf(history, pipelines)],
            [currentDeal(history, pipelines, { asOf: at }), timelineOf(history, pipelines, { asOf: at })],
          ] as const) {
            expect(timeline === undefined).toBe(deal === undefined);
            if (deal === undefined || timeline === undefined) continue;
            const closedAt = deal.status === 'open' ? null : deal.closedAt;
            const { id: dealId, pipelineId, status, openedAt } = deal;
            expect({ ...timeline, visits: [] }).toEqual({
              dealId,
              pipelineId,
              status,
              openedAt,
              closedAt,
              visits: [],
            });
            if (deal.stageId === null) continue;
            expect(timeline.visits.at(-1)).toEqual({
              pipelineId: deal.pipelineId,
              stageId: deal.stageId,
              enteredAt: deal.stageEnteredAt,
              ...(deal.stageUndated ? { undated: true } : {}),
              leftAt: closedAt,
              exit: deal.status === 'open' ? null : deal.status,
            });
          }
        }
      }),
    );
  });

  test('a deal is what a second implementation finds, and so are its stays', () => {
    fc.assert(
      fc.property(randomBook, instant, ({ histories, pipelines }, knownAt) => {
        for (const history of histories as readonly DealHistory[]) {
          const [expected] = naiveDeals([history], { knownAt });
          const deal = dealAsOf(history, farFuture, { knownAt });
          expect(deal === undefined || deal.deletedAt !== null).toBe(expected === undefined);
          if (deal === undefined || expected === undefined) continue;
          const {
            stays: _stays,
            pipelines: _,
            counted,
            fields,
            closedAt,
            closedBy,
            wonAmount,
            lossReason,
            otherReasons,
            ...facts
          } = expected;
          expect(deal).toMatchObject(facts);
          expect(new Map(Object.entries(deal.fields))).toEqual(new Map(fields));
          if (deal.status !== 'open') expect([deal.closedAt, deal.closedBy]).toEqual([closedAt, closedBy]);
          expect(deal.status === 'won' ? deal.wonAmount : null).toEqual(wonAmount);
          expect(deal.status === 'lost' ? deal.lossReason : null).toBe(lossReason);
          expect(deal.status === 'lost' ? deal.otherLossReasons : []).toEqual(otherReasons);
          const timeline = timelineOf(history, pipelines, { knownAt });
          const [read] = naiveDeals([history], { knownAt, pipelines });
          expect(timeline?.visits.map(({ exit, ...stay }) => stay)).toEqual(
            read?.stays.map(({ pipelineId, stageId, enteredAt, leftAt, undated }) => ({
              ...{ pipelineId, stageId, enteredAt, leftAt },
              ...(undated ? { undated } : {}),
            })),
          );
        }
      }),
    );
  });
});
