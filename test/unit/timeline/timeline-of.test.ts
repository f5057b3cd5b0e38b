import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealEvent,
  type DealHistory,
  type DealTimeline,
  definePipeline,
  timelineOf,
} from '../../../src/index.ts';
import { correctedHistory } from '../../reference/twin/naive-deal.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { instants, randomBook } from '../../support/random-book.ts';
import { refusal } from '../../support/refusal.ts';

const tenders = definePipeline({
  id: 'tenders',
  name: 'Tenders',
  progression: 'manual',
  stages: [
    { id: 'notice', name: 'Notice' },
    { id: 'offer', name: 'Offer' },
  ],
});
const pipelines = frozen([sales, simple, tenders]);

const timelineAfter = (...events: readonly DealEvent[]): DealTimeline =>
  timelineOf(frozen([opened(), ...events] as const), pipelines) as DealTimeline;
/** The stays in words: stage, the days of October it was entered and left, and how. */
const shown = ({ visits }: DealTimeline): string[] =>
  visits.map(({ pipelineId, stageId, enteredAt, leftAt, exit }) => {
    const place = pipelineId === 'sales' ? stageId : `${pipelineId}/${stageId}`;
    return `${place} ${enteredAt.getUTCDate()}-${leftAt?.getUTCDate() ?? ''} ${exit ?? 'open'}`;
  });

const won = event('DealWon', 9, {});
const lost = event('DealLost', 9, { reason: 'price' });

describe('a timeline', () => {
  test('is the stays of a deal, one after the other', () => {
    expect(timelineAfter(moved('contact', 'offer', 5))).toEqual({
      dealId: 'd1',
      pipelineId: 'sales',
      status: 'open',
      openedAt: on(1),
      closedAt: null,
      visits: [
        { pipelineId: 'sales', stageId: 'contact', enteredAt: on(1), leftAt: on(5), exit: 'advanced' },
        { pipelineId: 'sales', stageId: 'offer', enteredAt: on(5), leftAt: null, exit: null },
      ],
    });
  });

  test('marks the stay of which it is not known since when, and no other', () => {
    for (const vague of [{ undated: true }, { stageUndated: true }]) {
      const history = frozen([
        opened(vague),
        moved('contact', 'offer', 5),
        moved('offer', 'contact', 6),
      ] as const);
      expect(timelineOf(history, pipelines)?.visits.map(({ undated }) => undated)).toEqual([
        true,
        undefined,
        undefined,
      ]);
    }
  });

  test('ends with the outcome', () => {
    expect(timelineAfter(won)).toMatchObject({ status: 'won', closedAt: on(9) });
    expect(shown(timelineAfter(won))).toEqual(['contact 1-9 won']);
    expect(shown(timelineAfter(moved('contact', 'terms', 5), lost))).toEqual([
      'contact 1-5 advanced',
      'terms 5-9 lost',
    ]);
  });

  test('has no visit to a stage that was jumped over, and one for every time a stage was entered', () => {
    const there = timelineAfter(
      moved('contact', 'terms', 3),
      moved('terms', 'contact', 5),
      moved('contact', 'terms', 7),
    );
    expect(shown(there)).toEqual([
      'contact 1-3 advanced',
      'terms 3-5 returned',
      'contact 5-7 advanced',
      'terms 7- open',
    ]);
  });

  test('has no visits in a pipeline without stages', () => {
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    expect(timelineOf([stageless, won], pipelines)).toEqual({
      dealId: 'd1',
      pipelineId: 'simple',
      status: 'won',
      openedAt: on(1),
      closedAt: on(9),
      visits: [],
    });
  });

  test('does not know of what moves no deal', () => {
    const others: DealEvent[] = [
      event('DealReassigned', 3, { ownerId: 'ola' }),
      event('DealRevalued', 4, { potential: null }),
      event('DealDescribed', 5, { name: 'Chairs' }),
      event('DealDeleted', 9, {}),
    ];
    expect(timelineAfter(...others)).toEqual(timelineAfter());
  });
});

describe('a stay', () => {
  test('is merged with a move to the same stage', () => {
    expect(shown(timelineAfter(moved('contact', 'contact', 3), moved('contact', 'offer', 5)))).toEqual([
      'contact 1-5 advanced',
      'offer 5- open',
    ]);
  });

  test('may be of no length', () => {
    expect(shown(timelineAfter(moved('contact', 'offer', 1), moved('offer', 'terms', 1)))).toEqual([
      'contact 1-1 advanced',
      'offer 1-1 advanced',
      'terms 1- open',
    ]);
  });

  test('is never of negative length: what is dated before the opening counts at it', () => {
    expect(shown(timelineAfter(moved('contact', 'offer', '2026-09-20T12:00:00Z')))).toEqual([
      'contact 1-1 advanced',
      'offer 1- open',
    ]);
  });

  test('in a stage the pipeline does not know lies right behind the one before', () => {
    expect(shown(timelineAfter(moved('contact', 'gone', 3), moved('gone', 'terms', 5)))).toEqual([
      'contact 1-3 advanced',
      'gone 3-5 advanced',
      'terms 5- open',
    ]);
  });

  test('is not touched by what happens to a closed deal', () => {
    expect(
      shown(timelineAfter(won, moved('contact', 'offer', 12), event('DealLost', 13, { reason: null }))),
    ).toEqual(['contact 1-9 won']);
  });
});

describe('a reopening', () => {
  test('starts a new stay, and the one before it advanced or returned, by where that is', () => {
    const offered = moved('contact', 'offer', 5);
    const again = (stageId?: string) => event('DealReopened', 12, stageId === undefined ? {} : { stageId });
    expect(shown(timelineAfter(offered, lost, again()))).toEqual([
      'contact 1-5 advanced',
      'offer 5-9 advanced',
      'offer 12- open',
    ]);
    expect(shown(timelineAfter(offered, lost, again('terms'))).slice(1)).toEqual([
      'offer 5-9 advanced',
      'terms 12- open',
    ]);
    expect(shown(timelineAfter(offered, won, again('contact'))).slice(1)).toEqual([
      'offer 5-9 returned',
      'contact 12- open',
    ]);
  });

  test('takes the closing back', () => {
    expect(timelineAfter(won, event('DealReopened', 12, {}))).toMatchObject({
      status: 'open',
      closedAt: null,
    });
  });
});

describe('a transfer', () => {
  const away = event('DealTransferred', 3, { pipelineId: 'tenders', stageId: 'notice' });

  test('ends the last stay in the old pipeline and starts one in the new', () => {
    expect(timelineAfter(away).pipelineId).toBe('tenders');
    expect(shown(timelineAfter(away))).toEqual(['contact 1-3 transferred', 'tenders/notice 3- open']);
  });

  test('there and back: the stay before it was followed by another of the same pipeline', () => {
    const back = event('DealTransferred', 7, { pipelineId: 'sales', stageId: 'offer' });
    expect(shown(timelineAfter(away, back, won))).toEqual([
      'contact 1-3 advanced',
      'tenders/notice 3-7 transferred',
      'offer 7-9 won',
    ]);
    const toTheStart = timelineAfter(moved('contact', 'terms', 2), away, { ...back, stageId: 'contact' });
    expect(shown(toTheStart)).toEqual([
      'contact 1-2 advanced',
      'terms 2-3 returned',
      'tenders/notice 3-7 transferred',
      'contact 7- open',
    ]);
  });

  test('into a pipeline without stages ends the stay and starts none', () => {
    const simpler = event('DealTransferred', 3, { pipelineId: 'simple' });
    expect(timelineAfter(simpler).pipelineId).toBe('simple');
    expect(shown(timelineAfter(simpler))).toEqual(['contact 1-3 transferred']);
  });

  test('to a stage of the same name is a stay of its own', () => {
    const offered = event('DealTransferred', 5, { pipelineId: 'tenders', stageId: 'offer' });
    expect(shown(timelineAfter(moved('contact', 'offer', 3), offered))).toEqual([
      'contact 1-3 advanced',
      'offer 3-5 transferred',
      'tenders/offer 5- open',
    ]);
  });
});

describe('as of a date, or as known at one', () => {
  const history: DealHistory = [opened(), { ...moved('contact', 'offer', 5), recordedAt: on(7) }, won];

  test('a timeline ends there, that instant included', () => {
    const asOf = (day: number) => timelineOf(history, pipelines, { asOf: on(day) });
    expect(asOf(4)?.visits.map(({ stageId, leftAt, exit }) => [stageId, leftAt, exit])).toEqual([
      ['contact', null, null],
    ]);
    expect(asOf(5)?.visits.map(({ exit }) => exit)).toEqual(['advanced', null]);
    expect(asOf(9)?.status).toBe('won');
    expect(asOf(8)?.status).toBe('open');
  });

  test('a timeline is without what was entered later', () => {
    const knownAt = (day: number) => timelineOf(history, pipelines, { knownAt: on(day) })?.visits.length;
    expect([knownAt(6), knownAt(7)]).toEqual([1, 2]);
  });

  test('there is none before the opening', () => {
    expect(timelineOf(history, pipelines, { asOf: new Date(+on(1) - 1) })).toBeUndefined();
    expectTypeOf(timelineOf(history, pipelines)).toEqualTypeOf<DealTimeline | undefined>();
  });

  test('a pipeline the deal had not come to yet is not needed', () => {
    const later: DealHistory = [opened(), event('DealTransferred', 5, { pipelineId: 'other', stageId: 'x' })];
    expect(timelineOf(later, pipelines, { asOf: on(4) })?.pipelineId).toBe('sales');
  });
});

describe('refused is', () => {
  test('a pipeline that is not among those given', () => {
    expect(refusal(() => timelineOf([opened()], [simple]))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'sales', dealId: 'd1' },
    ]);
    const away = event('DealTransferred', 3, { pipelineId: 'other', stageId: 'x' });
    expect(refusal(() => timelineAfter(away))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'other', dealId: 'd1' },
    ]);
  });

  test('two pipelines with one id', () => {
    expect(refusal(() => timelineOf([opened()], [sales, sales]))).toEqual([
      'duplicate-pipeline',
      { pipelineId: 'sales' },
    ]);
  });

  test('a deal in no stage of a pipeline that has stages', () => {
    const { stageId, ...nowhere } = opened();
    expect(refusal(() => timelineOf([nowhere], pipelines))).toEqual([
      'missing-stage',
      { pipelineId: 'sales', dealId: 'd1' },
    ]);
    expect(refusal(() => timelineAfter(event('DealTransferred', 3, { pipelineId: 'tenders' })))).toEqual([
      'missing-stage',
      { pipelineId: 'tenders', dealId: 'd1' },
    ]);
  });

  test('a date that is none', () => {
    const never = new Date(Number.NaN);
    for (const field of ['asOf', 'knownAt'] as const) {
      expect(refusal(() => timelineOf([opened()], pipelines, { [field]: never }))).toMatchObject([
        'invalid-date',
        { field, input: 'Invalid Date' },
      ]);
    }
  });
});

describe('laws', () => {
  const limits = fc.record(
    { asOf: fc.constantFrom(...instants), knownAt: fc.constantFrom(...instants) },
    { requiredKeys: [] },
  );
  const eachTimeline = (
    check: (timeline: DealTimeline, stageIds: (pipelineId: string) => string[]) => void,
  ) =>
    fc.property(randomBook, limits, ({ histories, pipelines: known }, limit) => {
      const stageIds = (pipelineId: string): string[] =>
        known.find(({ id }) => id === pipelineId)?.stages.map(({ id }) => id) ?? [];
      for (const history of frozen(histories) as readonly DealHistory[]) {
        const timeline = timelineOf(history, known, limit);
        if (timeline !== undefined) check(timeline, stageIds);
      }
    });

  test('stays follow each other in time, the first at the opening or later, and end no earlier than they begin', () => {
    fc.assert(
      eachTimeline(({ openedAt, visits }) => {
        for (const [index, { enteredAt, leftAt }] of visits.entries()) {
          expect(+enteredAt).toBeGreaterThanOrEqual(+(visits[index - 1]?.leftAt ?? openedAt));
          if (leftAt !== null) expect(+leftAt).toBeGreaterThanOrEqual(+enteredAt);
          if (index < visits.length - 1) expect(leftAt).not.toBeNull();
        }
      }),
    );
  });

  test('only the last stay in a pipeline is open, won, lost or transferred; the others say where the next one is', () => {
    fc.assert(
      eachTimeline(({ visits, pipelineId: current, status }, stageIds) => {
        for (const pipelineId of new Set(visits.map((visit) => visit.pipelineId))) {
          const here = visits.filter((visit) => visit.pipelineId === pipelineId);
          let last = -1;
          const places = here.map(({ stageId }) => {
            const known = stageIds(pipelineId).indexOf(stageId);
            last = known === -1 ? Math.floor(last) + 0.5 : known; // an unknown stage lies right behind the one before
            return last;
          });
          for (const [index, { exit }] of here.entries()) {
            if (index === here.length - 1) {
              expect(exit).toBe(pipelineId !== current ? 'transferred' : status === 'open' ? null : status);
              continue;
            }
            expect(['advanced', 'returned']).toContain(exit);
            const [from, to] = [places[index] as number, places[index + 1] as number];
            if (from < to) expect(exit).toBe('advanced');
            if (from > to) expect(exit).toBe('returned');
          }
        }
      }),
    );
  });

  test('a timeline cut at a date is the timeline of what had happened by then', () => {
    fc.assert(
      fc.property(randomBook, fc.constantFrom(...instants), ({ histories, pipelines: known }, asOf) => {
        for (const given of histories) {
          const history = correctedHistory(given) as unknown as DealHistory;
          if (+history[0].at > +asOf) continue;
          const happened = history.filter(({ at }) => +at <= +asOf) as unknown as DealHistory;
          expect(timelineOf(given as DealHistory, known, { asOf })).toEqual(timelineOf(happened, known));
        }
      }),
    );
  });
});
