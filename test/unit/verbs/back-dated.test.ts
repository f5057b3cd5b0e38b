import { describe, expect, test } from 'vitest';
import {
  addParticipant,
  addTask,
  completeTask,
  type DealErrorDetails,
  type DealEvent,
  type DealHistory,
  dealAsOf,
  deleteDeal,
  describeDeal,
  estimateDeal,
  explainLoss,
  linkInteraction,
  loseDeal,
  moveDeal,
  type OpenDeal,
  reassignDeal,
  receivePayment,
  recordDemand,
  reopenDeal,
  replay,
  rescheduleDeal,
  revalueDeal,
  takeManualControl,
  timelineOf,
  transferDeal,
  winDeal,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, given, guided, pipelines } from './given.ts';

// Deal d1 was opened on the first; something happened on the seventh. On the tenth, say, somebody finds the time to enter
// what happened on the fifth.

const note = event('DealDescribed', 7, { name: 'Chairs' });
const late = <E extends DealEvent>(happened: E): E => ({ ...happened, recordedAt: on(7) });
const led = opened({ pipelineId: 'guided', stageId: 'lead', interactionId: 'i1' });
const call = 'd1/guided/lead/1/task/call';

/** In the way of what is dated on the fifth: an event of the seventh, unless said otherwise. */
function inTheWay(
  version: number,
  type: DealEvent['type'],
  day = 7,
  latest = day,
): DealErrorDetails['out-of-order'] {
  return { dealId: 'd1', at: on(5), latest: on(latest), event: { version, type, at: on(day) } };
}

describe('what happened before the latest event is entered when somebody finds the time:', () => {
  test.each<[string, DealHistory, (deal: never) => readonly DealEvent[], DealEvent[], object]>([
    [
      'a payment, also of a deal won since',
      [opened(), event('DealWon', 7, {})],
      (deal) => receivePayment(deal, sales, { amount: nok(40), at: on(5) }),
      [event('PaymentReceived', 5, { amount: nok(40) })],
      { status: 'won', payments: [{ at: on(5), amount: nok(40) }] },
    ],
    [
      'an interaction',
      [opened(), note],
      (deal) =>
        linkInteraction(deal, sales, { interaction: { id: 'i1', kind: 'call', at: on(5) }, at: on(5) }),
      [event('InteractionLinked', 5, { interaction: { id: 'i1', kind: 'call', at: on(5) } })],
      {},
    ],
    [
      'a description, which leaves what was said since',
      [opened(), note],
      (deal) => describeDeal(deal, sales, { name: 'Tables', channel: 'fair', at: on(5) }),
      [event('DealDescribed', 5, { name: 'Tables', channel: 'fair' })],
      { name: 'Chairs', channel: 'fair' },
    ],
    [
      'a participant',
      [opened(), note],
      (deal) => addParticipant(deal, sales, { participant: { id: 'eva', role: 'client' }, at: on(5) }),
      [event('ParticipantAdded', 5, { participant: { id: 'eva', role: 'client' } })],
      {},
    ],
    [
      'another owner, until the one since',
      [opened(), event('DealReassigned', 7, { ownerId: 'ola' })],
      (deal) => reassignDeal(deal, sales, { ownerId: 'eva', at: on(5) }),
      [event('DealReassigned', 5, { ownerId: 'eva' })],
      { ownerId: 'ola' },
    ],
    [
      'another potential',
      [opened(), note],
      (deal) => revalueDeal(deal, sales, { potential: nok(70), at: on(5) }),
      [event('DealRevalued', 5, { potential: nok(70) })],
      { potential: nok(70) },
    ],
    [
      'another expected closing',
      [opened(), note],
      (deal) => rescheduleDeal(deal, sales, { expectedCloseAt: on(20), at: on(5) }),
      [event('DealRescheduled', 5, { expectedCloseAt: on(20) })],
      { expectedCloseAt: on(20) },
    ],
    [
      'an estimate',
      [opened(), note],
      (deal) => estimateDeal(deal, sales, { probability: 0.5, at: on(5) }),
      [event('DealEstimated', 5, { probability: 0.5 })],
      { probability: 0.5 },
    ],
    [
      'demand',
      [opened(), note],
      (deal) => recordDemand(deal, sales, { demand: [], at: on(5) }),
      [event('DemandRecorded', 5, { demand: [] })],
      { demand: [] },
    ],
    [
      'a task, for the owner of then',
      [opened(), event('DealReassigned', 7, { ownerId: 'ola' })],
      (deal) => addTask(deal, sales, { task: { id: 't1', name: 'Call' }, at: on(5) }),
      [event('TaskAdded', 5, { task: { id: 't1', name: 'Call', assigneeId: 'kari' } })],
      {},
    ],
    [
      'a move, after which the stage is that of the move',
      [opened(), note],
      (deal) => moveDeal(deal, sales, { to: 'offer', at: on(5) }),
      [moved('contact', 'offer', 5)],
      { stageId: 'offer', stageEnteredAt: on(5) },
    ],
    [
      'a transfer',
      [opened(), note],
      (deal) => transferDeal(deal, sales, { to: automatic, at: on(5) }),
      [event('DealTransferred', 5, { pipelineId: 'process', stageId: 'lead' })],
      { pipelineId: 'process' },
    ],
    [
      'manual control',
      [led, note],
      (deal) => takeManualControl(deal, guided, { at: on(5) }),
      [event('ManualControlTaken', 5, {})],
      { manualControl: true },
    ],
    [
      'a win',
      [opened(), note],
      (deal) => winDeal(deal, sales, { at: on(5) }),
      [event('DealWon', 5, {})],
      { status: 'won', closedAt: on(5) },
    ],
    [
      'a loss',
      [opened(), note],
      (deal) => loseDeal(deal, sales, { reason: 'price', at: on(5) }),
      [event('DealLost', 5, { reason: 'price' })],
      { status: 'lost', closedAt: on(5) },
    ],
    [
      'why a deal was lost',
      [opened(), event('DealLost', 3, { reason: 'price' }), note],
      (deal) => explainLoss(deal, sales, { reason: 'time', at: on(5) }),
      [event('LossExplained', 5, { reason: 'time' })],
      { lossReason: 'time', explainedAt: on(5) },
    ],
    [
      'a reopening',
      [opened(), event('DealWon', 3, {}), note],
      (deal) => reopenDeal(deal, sales, { at: on(5) }),
      [event('DealReopened', 5, { stageId: 'contact' })],
      { status: 'open', stageEnteredAt: on(5) },
    ],
    [
      'the completion of a task',
      [led, note],
      (deal) => completeTask(deal, guided, { taskId: call, at: on(5) }),
      [event('TaskCompleted', 5, { taskId: call }), moved('lead', 'demo', 5)],
      { stageId: 'demo', stageEnteredAt: on(5) },
    ],
  ])('%s', (_, history, verb, events, deal) => {
    given(...history)
      .when(verb)
      .thenEvents(events.map(late), deal);
  });

  test('what was forgotten before an outcome, on the deal as it was then', () => {
    const history: DealHistory = [opened(), event('DealWon', 7, {})];
    const then = dealAsOf(history, on(5)) as OpenDeal;
    const events = moveDeal(then, sales, { to: 'offer', at: on(5) });
    expect([then.version, events]).toEqual([2, [late(moved('contact', 'offer', 5))]]);
    expect(replay([...history, ...events])).toMatchObject({ status: 'won', stageId: 'offer', version: 3 });
    expect(refusal(() => moveDeal(replay(history) as never, sales, { to: 'offer', at: on(5) }))).toEqual([
      'deal-not-open',
      { dealId: 'd1', status: 'won' },
    ]);
    expect(refusal(() => moveDeal(then, sales, { to: 'offer', at: on(8) }))).toEqual([
      'deal-not-open', // as of the eighth, whatever the deal was on the fifth
      { dealId: 'd1', status: 'won' },
    ]);
  });

  test('on a copy of the deal too', () => {
    const deal = { ...replay([opened(), note]) };
    expect(receivePayment(deal, sales, { amount: nok(1), at: on(5) })).toHaveLength(1);
  });

  test('whatever becomes of the list that the deal was replayed from', () => {
    const list: [ReturnType<typeof opened>, ...DealEvent[]] = [opened(), note];
    const deal = replay(list);
    list.push(event('DealDeleted', 4, {}));
    expect(receivePayment(deal, sales, { amount: nok(1), at: on(5) })).toHaveLength(1);
  });
});

describe('a move entered late', () => {
  test('between two others makes the stage a stay of its own', () => {
    const history: DealHistory = [opened(), moved('contact', 'terms', 7)];
    const events = moveDeal(replay(history) as OpenDeal, sales, { to: 'offer', at: on(5) });
    expect(timelineOf([...history, ...events], pipelines)?.visits.map(({ stageId }) => stageId)).toEqual([
      'contact',
      'offer',
      'terms',
    ]);
  });

  test('to where a later move went is one with it', () => {
    const history: DealHistory = [opened(), moved('contact', 'offer', 7)];
    const events = moveDeal(replay(history) as OpenDeal, sales, { to: 'offer', at: on(5) });
    const deal = replay([...history, ...events]);
    expect([deal.stageId, deal.stageEnteredAt, deal.stageVisits.at(-1)?.visits]).toEqual(['offer', on(5), 1]);
  });
});

describe('the last task of a stage, entered late,', () => {
  const inDemo = moved('lead', 'demo', 2);
  const ready = event('DealDescribed', 3, { customerId: 'acme', fields: { offer: 'o-7' } });
  const eva = event('ParticipantAdded', 3, { participant: { id: 'eva', role: 'decision-maker' } });
  const shown = event('TaskCompleted', 7, { taskId: 'd1/guided/demo/1/task/show' });
  const offer = 'd1/guided/demo/1/task/offer';
  const complete = (deal: never) => completeTask(deal, guided, { taskId: offer, at: on(5) });

  test('moves the deal on when the other one was done', () => {
    given(led, inDemo, ready, eva, shown)
      .when(complete)
      .thenEvents([late(event('TaskCompleted', 5, { taskId: offer })), moved('demo', 'order', 7)], {
        stageId: 'order',
        stageEnteredAt: on(7),
      });
  });

  test('asks for what the stage requires as of then', () => {
    given(led, inDemo, ready, { ...eva, at: on(6) }, shown)
      .when(complete)
      .thenEvents([late(event('TaskCompleted', 5, { taskId: offer })), moved('demo', 'order', 7)]);
    given(led, inDemo, ready, shown, { ...eva, at: on(8) })
      .when(complete)
      .thenRefused('requirements-missing', {
        dealId: 'd1',
        stageId: 'demo',
        missing: ['participant.decision-maker'],
      });
  });

  test('moves no deal that its pipeline did not lead any more when the other one was done', () => {
    const history: DealHistory = [led, inDemo, ready, eva, shown, event('ManualControlTaken', 6, {})];
    const events = complete(replay(history) as never);
    expect(events).toEqual([late(event('TaskCompleted', 5, { taskId: offer }))]);
  });
});

describe('what would undo what happened later is refused, with the event in the way:', () => {
  const added = event('TaskAdded', 7, { task: { id: 't1', name: 'Call', assigneeId: 'ola' } });
  test.each<[string, DealHistory, (deal: never) => readonly DealEvent[], DealErrorDetails['out-of-order']]>([
    [
      'a win before a loss',
      [opened(), event('DealLost', 7, { reason: 'price' }), event('DealReopened', 9, { stageId: 'contact' })],
      (deal) => winDeal(deal, sales, { at: on(5) }),
      inTheWay(2, 'DealLost', 7, 9),
    ],
    [
      'a loss before a move',
      [opened(), moved('contact', 'offer', 7)],
      (deal) => loseDeal(deal, sales, { reason: 'price', at: on(5) }),
      inTheWay(2, 'DealMoved'),
    ],
    [
      'a deletion before anything',
      [opened(), note],
      (deal) => deleteDeal(deal, sales, { at: on(5) }),
      inTheWay(2, 'DealDescribed'),
    ],
    [
      'a transfer before a move within the pipeline',
      [opened(), moved('contact', 'offer', 7)],
      (deal) => transferDeal(deal, sales, { to: automatic, at: on(5) }),
      inTheWay(2, 'DealMoved'),
    ],
    [
      'a reopening before the loss was explained',
      [opened(), event('DealLost', 3, { reason: null }), event('LossExplained', 7, { reason: 'price' })],
      (deal) => reopenDeal(deal, sales, { at: on(5) }),
      inTheWay(3, 'LossExplained'),
    ],
    [
      'manual control before a task of the stage was done',
      [led, event('TaskCompleted', 7, { taskId: call })],
      (deal) => takeManualControl(deal, guided, { at: on(5) }),
      inTheWay(2, 'TaskCompleted'),
    ],
  ])('%s', (_, history, verb, details) => {
    given(...history)
      .when(verb)
      .thenRefused('out-of-order', details);
  });

  test('a move that would give another number to a stay whose tasks were done', () => {
    const moves = [moved('lead', 'demo', 4), moved('demo', 'order', 6), moved('order', 'lead', 7)];
    const done = event('TaskCompleted', 8, { taskId: 'd1/guided/lead/2/task/call' });
    given(led, event('ManualControlTaken', 3, {}), ...moves, done)
      .when((deal) => moveDeal(deal, guided, { to: 'lead', at: on(5) }))
      .thenRefused('out-of-order', inTheWay(6, 'TaskCompleted', 8));
  });

  test('by its own name where the same is there already, entered for a later date', () => {
    given(opened(), added)
      .when((deal) => addTask(deal, sales, { task: { id: 't1', name: 'Call' }, at: on(5) }))
      .thenRefused('duplicate-task', { dealId: 'd1', taskId: 't1' });
    given(opened(), { ...added, at: on(3) }, event('TaskCompleted', 7, { taskId: 't1' }))
      .when((deal) => completeTask(deal, sales, { taskId: 't1', at: on(5) }))
      .thenRefused('task-not-open', { dealId: 'd1', taskId: 't1' });
    const eva = { id: 'eva', role: 'client' };
    given(opened(), event('ParticipantAdded', 7, { participant: eva }))
      .when((deal) => addParticipant(deal, sales, { participant: eva, at: on(5) }))
      .thenRefused('duplicate-participant', { dealId: 'd1', participantId: 'eva', role: 'client' });
  });

  test('with a pipeline that the deal was not in then', () => {
    given(opened(), event('DealTransferred', 7, { pipelineId: 'process', stageId: 'lead' }))
      .when((deal) => receivePayment(deal, automatic, { amount: nok(1), at: on(5) }))
      .thenRefused('pipeline-mismatch', { dealId: 'd1', expected: 'sales', received: 'process' });
  });
});
