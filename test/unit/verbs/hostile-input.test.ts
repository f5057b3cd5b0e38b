import { describe, expect, test } from 'vitest';
import {
  addParticipant,
  addTask,
  completeTask,
  type DealEvent,
  deleteDeal,
  describeDeal,
  estimateDeal,
  explainLoss,
  isDealError,
  linkInteraction,
  loseDeal,
  moveDeal,
  openDeal,
  openDealFromInteraction,
  type Pipeline,
  reassignDeal,
  receivePayment,
  recordDemand,
  reopenDeal,
  replay,
  rescheduleDeal,
  revalueDeal,
  takeManualControl,
  transferDeal,
  winDeal,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, guided } from './given.ts';

// Verbs are called from programs without types, with what a form or a request happened to hold.

type Verb = (...given: readonly never[]) => readonly DealEvent[];

const open = () => replay([opened(), event('DealDescribed', 4, { fields: { size: 3 } })]);
const lost = () => replay([opened(), event('DealLost', 3, { reason: 'price' })]);
const led = () => replay([opened({ pipelineId: 'guided', stageId: 'lead', interactionId: 'i1' })]);
const told = () => ({ at: on(5), by: 'kari', recordedAt: on(6) });
const call = 'd1/guided/lead/1/task/call';
const line = () => ({ text: 'Chairs', amount: nok(1), percentSatisfied: 50, reason: 'late' });
const interaction = () => ({ id: 'i2', kind: 'call', at: on(4), contactId: 'eva' });
const deal = () => ({
  ...{ id: 'd2', ownerId: 'kari', potential: nok(1), stageId: 'contact', name: 'Chairs', channel: 'fair' },
  ...{ expectedCloseAt: on(20), previousDealId: 'd1', fields: { when: on(3) }, demand: [line()] },
});

/** Every verb, with arguments that it takes: the deal if it is about one, the pipeline, the input, the options. */
const calls: readonly [name: string, verb: Verb, given: () => readonly unknown[]][] = [
  ['openDeal', openDeal, () => [sales, { ...deal(), interactionId: 'i1', customerId: 'acme', ...told() }]],
  [
    'openDealFromInteraction',
    openDealFromInteraction,
    () => [
      sales,
      { ...deal(), interaction: interaction(), contacts: [{ id: 'acme', role: 'client' }], ...told() },
    ],
  ],
  ['moveDeal', moveDeal, () => [open(), sales, { to: 'offer', ...told() }, { checks: { host: () => true } }]],
  ['revalueDeal', revalueDeal, () => [open(), sales, { potential: nok(7), ...told() }]],
  ['reassignDeal', reassignDeal, () => [open(), sales, { ownerId: 'ola', ...told() }]],
  ['rescheduleDeal', rescheduleDeal, () => [open(), sales, { expectedCloseAt: on(20), ...told() }]],
  ['estimateDeal', estimateDeal, () => [open(), sales, { probability: 0.5, ...told() }]],
  [
    'describeDeal',
    describeDeal,
    () => [open(), sales, { name: 'x', customerId: 'c', channel: 'y', fields: { when: on(3) }, ...told() }],
  ],
  ['transferDeal', transferDeal, () => [open(), sales, { to: automatic, stageId: 'lead', ...told() }]],
  ['takeManualControl', takeManualControl, () => [led(), guided, told()]],
  [
    'addParticipant',
    addParticipant,
    () => [open(), sales, { participant: { id: 'eva', role: 'client' }, ...told() }],
  ],
  ['recordDemand', recordDemand, () => [open(), sales, { demand: [line()], ...told() }]],
  ['linkInteraction', linkInteraction, () => [open(), sales, { interaction: interaction(), ...told() }]],
  [
    'addTask',
    addTask,
    () => [open(), sales, { task: { id: 't1', name: 'Call', assigneeId: 'ola', dueAt: on(9) }, ...told() }],
  ],
  [
    'completeTask',
    completeTask,
    () => [led(), guided, { taskId: call, result: 'reached', ...told() }, { checks: {} }],
  ],
  ['receivePayment', receivePayment, () => [open(), sales, { amount: nok(7), ...told() }]],
  ['winDeal', winDeal, () => [open(), sales, { amount: nok(7), paymentDueAt: on(20), ...told() }, {}]],
  ['loseDeal', loseDeal, () => [open(), sales, { reason: 'competitor', competitorId: 'x', ...told() }]],
  ['explainLoss', explainLoss, () => [lost(), sales, { reason: 'competitor', competitorId: 'x', ...told() }]],
  ['reopenDeal', reopenDeal, () => [lost(), sales, { stageId: 'offer', ...told() }]],
  ['deleteDeal', deleteDeal, () => [open(), sales, told()]],
];

const circle: { self?: unknown } = {};
circle.self = circle;
const hostile: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, Number.NaN, 10n, '', 'x', 'a\0', Symbol('s')],
  ...[[], {}, [null], { id: 'x' }, () => 1, new Date(Number.NaN), Object.create(null), circle],
];

/** The same with one part, however deep, replaced by another value; for every part. */
function* variants(value: unknown, other: unknown): Generator<unknown> {
  yield other;
  if (typeof value !== 'object' || value === null || value instanceof Date || 'toFixed' in value) return;
  for (const [name, part] of Object.entries(value)) {
    for (const variant of variants(part, other)) {
      yield Array.isArray(value)
        ? value.map((each, i) => (String(i) === name ? variant : each))
        : { ...value, [name]: variant };
    }
  }
}

/** Everything in a value that could be changed. */
function parts(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || 'toFixed' in value) return [];
  return [value, ...Object.values(value).flatMap(parts)];
}

describe.each(calls)('%s', (_, verb, given) => {
  const told = (...args: readonly unknown[]): readonly DealEvent[] => verb(...(args as never[]));

  test('takes what it is made for, by value: its events share nothing with what it was given', () => {
    const args = given();
    const events = told(...args);
    expect(events.length).toBeGreaterThan(0);
    const shared = new Set(args.flatMap(parts));
    expect(parts(events).filter((part) => shared.has(part))).toEqual([]);
  });

  test('refuses whatever else it is given by name', () => {
    for (const [place, arg] of given().entries()) {
      for (const other of hostile) {
        for (const variant of variants(arg, other)) {
          const args = given().map((each, i) => (i === place ? variant : each));
          try {
            expect(Array.isArray(told(...args))).toBe(true);
          } catch (error) {
            if (!isDealError(error)) throw new Error(`given ${typeof other}`, { cause: error });
          }
        }
      }
    }
  });

  test('refuses names that it does not know, in its input and its options', () => {
    const args = given();
    const input = args.findLastIndex((arg) => (arg as { at?: unknown }).at !== undefined);
    const withUnknown = args.map((arg, i) => (i === input ? { ...(arg as object), when: on(9) } : arg));
    expect(refusal(() => told(...withUnknown))).toMatchObject(['invalid-option', { option: 'when' }]);
  });

  test('refuses a text for a deal or a pipeline', () => {
    const args = given();
    expect(refusal(() => told('d1', ...args.slice(1)))).toMatchObject([
      expect.stringMatching(/^invalid-(option|pipeline|text)$/),
      {},
    ]);
    const pipeline = args.findIndex((arg) => (arg as Pipeline).progression !== undefined);
    expect(refusal(() => told(...args.map((arg, i) => (i === pipeline ? 'sales' : arg))))).toMatchObject([
      expect.stringMatching(/^invalid-(pipeline|text)$/),
      {},
    ]);
  });
});

test.each([
  ['moveDeal', () => moveDeal(open() as never, sales, { to: 'offer', at: on(5) }, { check: {} } as never)],
  ['winDeal', () => winDeal(open() as never, sales, { at: on(5) }, { check: {} } as never)],
  ['completeTask', () => completeTask(led(), guided, { taskId: call, at: on(5) }, { check: {} } as never)],
])('%s refuses an option that it does not know', (_, attempt) => {
  expect(refusal(attempt)).toMatchObject(['invalid-option', { option: 'check' }]);
});
