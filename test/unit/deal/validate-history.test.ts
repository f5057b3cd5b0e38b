import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealEvent,
  type DealHistory,
  definePipeline,
  type HistoryIssue,
  replay,
  timelineOf,
  validateHistory,
} from '../../../src/index.ts';
import { correctedHistory } from '../../reference/twin/naive-deal.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { randomBook } from '../../support/random-book.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

const tenders = definePipeline({
  id: 'tenders',
  name: 'Tenders',
  progression: 'manual',
  stages: [{ id: 'notice', name: 'Notice' }],
});
const pipelines = [sales, simple, tenders];
const issuesOf = (...history: readonly DealEvent[]): HistoryIssue[] =>
  validateHistory(frozen(history), pipelines);
/** What is found after the opening. */
const issuesAfter = (...events: readonly DealEvent[]): HistoryIssue[] => issuesOf(opened(), ...events);

const won = event('DealWon', 9, {});
const lost = event('DealLost', 9, { reason: 'price' });
const reopened = event('DealReopened', 12, { stageId: 'offer' });
const added = event('TaskAdded', 5, { task: { id: 't1', name: 'Call', assigneeId: 'ola' } });
const deleted = event('DealDeleted', 9, {});

describe('nothing is odd about', () => {
  test.each<[string, readonly DealEvent[]]>([
    ['a deal that was only opened', []],
    ['moves forwards and backwards', [moved('contact', 'terms', 2), moved('terms', 'offer', 3)]],
    ['a win, a reopening and a loss', [won, reopened, event('DealLost', 14, { reason: 'price' })]],
    ['a reopening in the stage the deal was closed in', [lost, event('DealReopened', 12, {})]],
    [
      'a transfer into another pipeline',
      [event('DealTransferred', 5, { pipelineId: 'tenders', stageId: 'notice' })],
    ],
    ['a transfer into a pipeline without stages', [event('DealTransferred', 5, { pipelineId: 'simple' })]],
    ['a loss explained afterwards', [lost, event('LossExplained', 12, { reason: 'rival' })]],
    [
      'a closed deal that changes hands and is paid for',
      [
        won,
        event('DealReassigned', 12, { ownerId: 'ola' }),
        event('PaymentReceived', 13, { amount: nok(100) }),
      ],
    ],
    ['a task that is made by hand and completed', [added, event('TaskCompleted', 6, { taskId: 't1' })]],
    ['a deletion at the end', [won, event('DealDeleted', 20, {})]],
    [
      'things recorded late, in any order',
      [moved('offer', 'terms', 7), { ...moved('contact', 'offer', 5), recordedAt: on(9) }],
    ],
  ])('%s', (_, events) => {
    expect(issuesAfter(...events)).toEqual([]);
  });

  test('a deal in a pipeline without stages', () => {
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    expect(issuesOf(stageless, won)).toEqual([]);
  });
});

describe('ignored, with the reason, is', () => {
  test.each<[string, readonly DealEvent[], Pick<HistoryIssue, 'code' | 'index' | 'type'>]>([
    ['a second opening', [opened({ at: on(2) })], { code: 'second-opening', index: 1, type: 'DealOpened' }],
    [
      'a move of a closed deal',
      [won, moved('contact', 'offer', 12)],
      { code: 'on-closed-deal', index: 2, type: 'DealMoved' },
    ],
    [
      'a transfer of a closed deal',
      [lost, event('DealTransferred', 12, { pipelineId: 'tenders', stageId: 'notice' })],
      { code: 'on-closed-deal', index: 2, type: 'DealTransferred' },
    ],
    [
      'a revaluation of a closed deal',
      [won, event('DealRevalued', 12, { potential: nok(1) })],
      { code: 'on-closed-deal', index: 2, type: 'DealRevalued' },
    ],
    [
      'a loss of a won deal',
      [won, event('DealLost', 12, { reason: null })],
      { code: 'second-outcome', index: 2, type: 'DealLost' },
    ],
    [
      'a win of a lost deal',
      [lost, event('DealWon', 12, {})],
      { code: 'second-outcome', index: 2, type: 'DealWon' },
    ],
    ['a second task of one id', [added, added], { code: 'repeated-task', index: 2, type: 'TaskAdded' }],
    [
      'a second completion of a task',
      [event('TaskCompleted', 5, { taskId: 't1' }), event('TaskCompleted', 6, { taskId: 't1' })],
      { code: 'repeated-task', index: 2, type: 'TaskCompleted' },
    ],
    ['a reopening of an open deal', [reopened], { code: 'not-closed', index: 1, type: 'DealReopened' }],
    [
      'an explanation of a win',
      [won, event('LossExplained', 12, { reason: 'price' })],
      { code: 'not-lost', index: 2, type: 'LossExplained' },
    ],
    [
      'a move to the same stage',
      [moved('contact', 'contact', 5)],
      { code: 'same-stage', index: 1, type: 'DealMoved' },
    ],
    [
      'a transfer to the same stage',
      [event('DealTransferred', 5, { pipelineId: 'sales', stageId: 'contact' })],
      { code: 'same-stage', index: 1, type: 'DealTransferred' },
    ],
    [
      'whatever happens to a deleted deal',
      [deleted, event('PaymentReceived', 12, { amount: nok(1) })],
      { code: 'after-deletion', index: 2, type: 'PaymentReceived' },
    ],
    [
      'a second deletion',
      [deleted, event('DealDeleted', 12, {})],
      { code: 'after-deletion', index: 2, type: 'DealDeleted' },
    ],
  ])('%s', (_, events, issue) => {
    expect(issuesAfter(...events)).toEqual([{ ...issue, effect: 'ignored' }]);
  });
});

describe('counted, with a remark, is', () => {
  test('what is dated before the opening', () => {
    expect(issuesAfter(moved('contact', 'offer', '2026-09-20T12:00:00Z'))).toEqual([
      { code: 'before-opening', effect: 'counts', index: 1, type: 'DealMoved' },
    ]);
  });

  test('a move that names another stage of origin than the deal was in', () => {
    expect(issuesAfter(moved('terms', 'offer', 5))).toEqual([
      { code: 'wrong-from', effect: 'counts', index: 1, type: 'DealMoved' },
    ]);
  });

  test('a stage the pipeline does not know, by whatever way the deal comes there', () => {
    const unknown = (index: number, type: string) => ({
      code: 'unknown-stage',
      effect: 'counts',
      index,
      type,
    });
    expect(issuesOf(opened({ stageId: 'gone' }))).toEqual([unknown(0, 'DealOpened')]);
    expect(issuesAfter(moved('contact', 'gone', 5))).toEqual([unknown(1, 'DealMoved')]);
    expect(issuesAfter(event('DealTransferred', 5, { pipelineId: 'tenders', stageId: 'contact' }))).toEqual([
      unknown(1, 'DealTransferred'),
    ]);
    expect(issuesAfter(won, event('DealReopened', 12, { stageId: 'gone' }))).toEqual([
      unknown(2, 'DealReopened'),
    ]);
  });
});

describe('refused, as a book refuses it, is', () => {
  test('a pipeline that is not among those given', () => {
    const unknown = (index: number, type: string) => ({
      code: 'unknown-pipeline',
      effect: 'refused',
      index,
      type,
    });
    expect(issuesOf(opened({ pipelineId: 'other' }))).toEqual([unknown(0, 'DealOpened')]);
    expect(issuesOf(opened({ pipelineId: '__proto__' }))).toEqual([unknown(0, 'DealOpened')]);
    expect(issuesAfter(event('DealTransferred', 5, { pipelineId: 'other', stageId: 'contact' }))).toEqual([
      unknown(1, 'DealTransferred'),
    ]);
  });

  test('a deal in no stage of a pipeline that has stages', () => {
    const missing = (index: number, type: string) => ({
      code: 'missing-stage',
      effect: 'refused',
      index,
      type,
    });
    const { stageId, ...stageless } = opened();
    expect(issuesOf(stageless)).toEqual([missing(0, 'DealOpened')]);
    expect(issuesAfter(event('DealTransferred', 5, { pipelineId: 'tenders' }))).toEqual([
      missing(1, 'DealTransferred'),
    ]);
  });

  test('a history without any event', () => {
    expect(issuesOf()).toEqual([{ code: 'empty-history', effect: 'refused', index: -1, type: null }]);
  });

  test('a history that does not begin with its opening', () => {
    expect(issuesOf(moved('contact', 'offer', 2), opened())).toEqual([
      { code: 'missing-opening', effect: 'refused', index: 0, type: 'DealMoved' },
    ]);
  });

  test('an event of another deal, at its place', () => {
    const stray = { ...moved('offer', 'terms', 3), dealId: 'd2' };
    expect(issuesAfter(moved('contact', 'offer', 2), stray)).toEqual([
      { code: 'mixed-deals', effect: 'refused', index: 2, type: 'DealMoved' },
    ]);
  });

  const never = new Date(Number.NaN);
  test.each<[string, DealEvent, HistoryIssue['code']]>([
    [
      'an event of an unknown type',
      { type: 'DealClosed', dealId: 'd1', at: on(5) } as never,
      'unknown-event',
    ],
    ['a date that is none', { ...moved('contact', 'offer', 5), at: never }, 'invalid-date'],
    ['text that no store keeps', moved('contact', 'a\0', 5), 'invalid-text'],
    ['money that is none', event('PaymentReceived', 5, { amount: { amount: 1 } as never }), 'invalid-amount'],
    [
      'a percentage that is none',
      event('DemandRecorded', 5, { demand: [{ text: 'Chairs', amount: nok(1), percentSatisfied: 101 }] }),
      'invalid-percent',
    ],
    ['a probability that is none', event('DealEstimated', 5, { probability: 50 }), 'invalid-probability'],
  ])('%s', (_, wrong, code) => {
    expect(issuesAfter(moved('contact', 'terms', 2), wrong)).toEqual([
      { code, effect: 'refused', index: 2, type: wrong.type },
    ]);
  });

  test('a history that does not begin with its opening, also where that event is damaged', () => {
    const codes = issuesOf({ ...moved('contact', 'offer', 2), at: never }).map(({ code }) => code);
    expect(codes).toContain('missing-opening'); // as every fold says
  });

  test('each event that cannot be read, and then nothing is said of the others', () => {
    expect(
      issuesAfter(moved('terms', 'a\0', 5), won, moved('contact', 'offer', 12), { ...deleted, at: never }),
    ).toEqual([
      { code: 'invalid-text', effect: 'refused', index: 1, type: 'DealMoved' },
      { code: 'invalid-date', effect: 'refused', index: 4, type: 'DealDeleted' },
    ]);
  });
});

describe('the list of issues', () => {
  test('is in the order events count, each with its place in the history', () => {
    expect(
      issuesAfter(
        moved('contact', 'offer', 12), // 1: after the win
        won, // 2
        moved('terms', 'offer', 5), // 3: from the wrong stage, recorded late
        moved('contact', 'contact', '2026-09-20T12:00:00Z'), // 4: before the opening, and to the same stage
      ),
    ).toEqual([
      { code: 'before-opening', effect: 'counts', index: 4, type: 'DealMoved' },
      { code: 'same-stage', effect: 'ignored', index: 4, type: 'DealMoved' },
      { code: 'wrong-from', effect: 'counts', index: 3, type: 'DealMoved' },
      { code: 'on-closed-deal', effect: 'ignored', index: 1, type: 'DealMoved' },
    ]);
  });

  test('tells one event recorded twice by its two places', () => {
    const twice = moved('contact', 'offer', 5);
    expect(issuesAfter(twice, twice)).toEqual([
      { code: 'same-stage', effect: 'ignored', index: 2, type: 'DealMoved' },
    ]);
  });

  test('is plain data', () => {
    expectTypeOf<HistoryIssue['effect']>().toEqualTypeOf<'counts' | 'ignored' | 'refused'>();
    const issues = issuesAfter(moved('terms', 'offer', 5));
    expect(JSON.parse(JSON.stringify(issues))).toEqual(issues);
  });
});

describe('laws', () => {
  const things = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSet: true });
  const types = [
    'DealOpened',
    'DealMoved',
    'DealRevalued',
    'DealReassigned',
    'DealRescheduled',
    'DealEstimated',
    'DealDescribed',
    'DealTransferred',
    'ManualControlTaken',
    'ParticipantAdded',
    'DemandRecorded',
    'InteractionLinked',
    'TaskAdded',
    'TaskCompleted',
    'DealWon',
    'DealLost',
    'LossExplained',
    'DealReopened',
    'PaymentReceived',
    'DealDeleted',
  ];
  /** Almost an event: of a known type and of one deal, but otherwise made of anything. */
  const almost = fc.record(
    {
      type: fc.constantFrom(...types),
      dealId: fc.constant('d1'),
      at: fc.oneof({ weight: 9, arbitrary: fc.constant(on(1)) }, { weight: 1, arbitrary: things }),
      pipelineId: fc.oneof(fc.constantFrom('sales', 'simple'), things),
      stageId: fc.oneof(fc.constantFrom('contact', 'offer'), things),
      ownerId: fc.oneof(fc.constant('kari'), things),
      potential: fc.oneof(fc.constant(null), fc.constant(nok(1)), things),
      amount: things,
      to: fc.oneof(fc.constant('offer'), things),
      from: things,
      recordedAt: things,
      by: things,
      expectedCloseAt: things,
      probability: things,
      name: things,
      fields: fc.oneof(fc.dictionary(fc.string(), things), things),
      participant: things,
      demand: fc.oneof(fc.array(things), things),
      interaction: things,
      task: things,
      taskId: things,
      reason: things,
      competitorId: things,
    },
    { requiredKeys: ['type', 'dealId', 'at'] },
  );
  const garbage = fc.oneof(
    fc.array(things),
    fc.array(almost),
    fc.array(fc.oneof(almost, things)).map((events) => [opened(), ...events]),
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<DealEvent[]>;

  test('whatever a history is made of, it is answered with issues, never with an error', () => {
    fc.assert(
      fc.property(garbage, (history) => {
        for (const { code, effect, index } of validateHistory(history, pipelines)) {
          expect([typeof code, typeof effect]).toEqual(['string', 'string']);
          expect(index).toBeGreaterThanOrEqual(-1);
          expect(index).toBeLessThan(history.length);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  test('what it refuses, replay or the timeline refuse with a code of the list, and nothing else', () => {
    fc.assert(
      fc.property(garbage, (history) => {
        const refused = validateHistory(history, pipelines).filter(({ effect }) => effect === 'refused');
        const reading = refusal(() => {
          replay(history as never);
          timelineOf(history as never, pipelines);
        });
        if (refused.length === 0) expect(reading).toBe('nothing was refused');
        else expect(refused.map(({ code }) => code)).toContain((reading as [string])[0]);
      }),
      { numRuns: runs(200) },
    );
  });

  test('taking away what is ignored changes nothing but the count of events', () => {
    fc.assert(
      fc.property(randomBook, ({ histories, pipelines: known }) => {
        for (const given of histories) {
          const history = correctedHistory(given) as unknown as DealHistory;
          const issues = validateHistory(history, known);
          const ignored = new Set(
            issues.filter(({ effect }) => effect === 'ignored').map(({ index }) => index),
          );
          const rest = history.filter((_, index) => !ignored.has(index)) as unknown as DealHistory;
          const { version: _, updatedAt: __, ...deal } = replay(history);
          expect(replay(rest)).toMatchObject(deal);
          expect(timelineOf(rest, known)?.visits).toEqual(timelineOf(history, known)?.visits);
          expect(validateHistory(rest, known).filter(({ effect }) => effect === 'ignored')).toEqual([]);
        }
      }),
    );
  });

  test('each issue names an event of the history, and one event is not both ignored and refused', () => {
    fc.assert(
      fc.property(randomBook, ({ histories, pipelines: known }) => {
        for (const history of histories) {
          const effects = new Map<number, string>();
          for (const { index, type, effect } of validateHistory(history, known)) {
            const instead = history.flatMap((event) =>
              event.type === 'EventCorrected' && event.version === index + 1 ? [event.instead?.type] : [],
            );
            expect([history[index]?.type, ...instead]).toContain(type);
            if (effect === 'counts') continue;
            expect(effects.get(index) ?? effect).toBe(effect);
            effects.set(index, effect);
          }
        }
      }),
    );
  });
});
