import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealHistory,
  historyOf,
  replay,
  timelineOf,
  type VisitedDeal,
  validateHistory,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

type VisitRow = Parameters<typeof historyOf>[0]['visits'][number];

const visit = (stageId: string, day: number | string, changes: Partial<VisitRow> = {}): VisitRow => ({
  stageId,
  enteredAt: on(day),
  ...changes,
});
const historyWith = (visits: readonly VisitRow[], changes: Partial<VisitedDeal> = {}): DealHistory =>
  historyOf(frozen({ ...dealRow('d1'), visits, ...changes }), [sales, simple]);
const stagesOf = (history: DealHistory): unknown[] =>
  history.flatMap((event) => {
    if (event.type === 'DealOpened') return [[event.stageId, event.at]];
    return event.type === 'DealMoved' ? [[event.to, event.at]] : [];
  });
/** What its timeline says: the stages, the days of October they were entered and left, and how. */
const staysOf = (history: DealHistory): unknown[] =>
  timelineOf(history, [sales, simple])?.visits.map(({ stageId, enteredAt, leftAt, exit }) => [
    stageId,
    enteredAt.getUTCDate(),
    leftAt?.getUTCDate() ?? null,
    exit,
  ]) ?? [];

describe('a row of a CRM becomes a history that', () => {
  test('opens the deal, moves it from stage to stage and closes it', () => {
    const outcome = { status: 'won', at: on(9), amount: nok(90), by: 'eva' } as const;
    expect(historyWith([visit('contact', 1), visit('offer', 5, { by: 'ola' })], { outcome })).toEqual([
      {
        type: 'DealOpened',
        dealId: 'd1',
        at: on(1),
        pipelineId: 'sales',
        stageId: 'contact',
        ownerId: 'kari',
        potential: nok(100),
      },
      { type: 'DealMoved', dealId: 'd1', at: on(5), by: 'ola', from: 'contact', to: 'offer' },
      { type: 'DealWon', dealId: 'd1', at: on(9), by: 'eva', amount: nok(90) },
    ]);
  });

  test('keeps whatever else the row says', () => {
    const described = {
      name: 'Chairs',
      customerId: 'c1',
      channel: 'web',
      expectedCloseAt: on(20),
      fields: { region: 'north', size: 3 },
    };
    expect(historyWith([], described)[0]).toMatchObject(described);
    expect(replay(historyWith([], described))).toMatchObject(described);
  });

  test('has no outcome where the row has none', () => {
    expect(historyWith([], { outcome: null }).length).toBe(1);
    expect(replay(historyWith([], { outcome: undefined })).status).toBe('open');
  });

  test('says why and to whom the deal was lost', () => {
    const outcome = { status: 'lost', at: on(9), reason: 'price', competitorId: 'acme' } as const;
    expect(historyWith([], { outcome }).at(-1)).toEqual({
      type: 'DealLost',
      dealId: 'd1',
      at: on(9),
      reason: 'price',
      competitorId: 'acme',
    });
  });

  test('does not make up a reason', () => {
    expect(historyWith([], { outcome: { status: 'lost', at: on(9) } }).at(-1)).toEqual({
      type: 'DealLost',
      dealId: 'd1',
      at: on(9),
      reason: null,
    });
  });

  test('leaves a potential that is not known unknown', () => {
    expect(replay(historyWith([], { potential: null })).potential).toBeNull();
  });

  test('is a history by its type', () => {
    expectTypeOf(historyWith([])).toEqualTypeOf<DealHistory>();
    expect(historyWith([])[0].type).toBe('DealOpened');
  });
});

describe('the first visit', () => {
  test('starts when the deal is opened', () => {
    expect(stagesOf(historyWith([visit('offer', 1)]))).toEqual([['offer', on(1)]]);
  });

  test('was to the first stage of the pipeline where the first change came later than the opening', () => {
    const history = historyWith([visit('offer', 5)]);
    expect(stagesOf(history)).toEqual([
      ['contact', on(1)],
      ['offer', on(5)],
    ]);
    expect(history[1]).toMatchObject({ from: 'contact', to: 'offer' });
    expect(validateHistory(history, [sales])).toEqual([]);
  });

  test('was to the first stage of the pipeline where there are no changes', () => {
    expect(stagesOf(historyWith([]))).toEqual([['contact', on(1)]]);
  });

  test('is to no stage in a pipeline without stages', () => {
    const history = historyWith([], { pipelineId: 'simple', outcome: { status: 'won', at: on(3) } });
    expect(history.map((event) => 'stageId' in event)).toEqual([false, false]);
    expect(replay(history).stageId).toBeNull();
    expect(validateHistory(history, [simple])).toEqual([]);
  });

  test('is to no stage where the pipelines are not given, which a timeline then refuses', () => {
    const history = historyOf({ ...dealRow('d1'), visits: [visit('offer', 5)] });
    expect(history[0].stageId).toBeUndefined();
    expect(replay(history).stageId).toBe('offer');
    expect(refusal(() => timelineOf(history, [sales]))).toEqual([
      'missing-stage',
      { pipelineId: 'sales', dealId: 'd1' },
    ]);
  });
});

describe('changes', () => {
  test('may come in any order', () => {
    expect(historyWith([visit('terms', 7), visit('contact', 1), visit('offer', 5)])).toEqual(
      historyWith([visit('contact', 1), visit('offer', 5), visit('terms', 7)]),
    );
  });

  test('of one instant keep the order of the log', () => {
    const tied = [visit('offer', 5), visit('terms', 5), visit('contact', 5)];
    expect(stagesOf(historyWith(tied)).map((stage) => (stage as unknown[])[0])).toEqual([
      'contact',
      'offer',
      'terms',
      'contact',
    ]);
    expect(staysOf(historyWith(tied))).toEqual([
      ['contact', 1, 5, 'advanced'],
      ['offer', 5, 5, 'advanced'],
      ['terms', 5, 5, 'returned'],
      ['contact', 5, null, null],
    ]);
  });

  test('before the opening count at the opening: no stay is of negative length', () => {
    const history = historyWith([
      visit('contact', '2026-09-20T12:00Z'),
      visit('offer', '2026-09-25T12:00Z'),
      visit('terms', 7),
    ]);
    expect(staysOf(history)).toEqual([
      ['contact', 1, 1, 'advanced'],
      ['offer', 1, 7, 'advanced'],
      ['terms', 7, null, null],
    ]);
    expect(replay(history)).toMatchObject({ openedAt: on(1), stageId: 'terms' });
    expect(validateHistory(history, [sales])).toEqual([
      { code: 'before-opening', effect: 'counts', index: 1, type: 'DealMoved' },
    ]);
  });

  test('after the outcome are kept and do not count', () => {
    const history = historyWith([visit('contact', 1), visit('offer', 12)], {
      outcome: { status: 'lost', at: on(9) },
    });
    expect(history.length).toBe(3);
    expect(replay(history)).toMatchObject({ status: 'lost', stageId: 'contact', closedAt: on(9) });
    expect(staysOf(history)).toEqual([['contact', 1, 9, 'lost']]);
    expect(validateHistory(history, [sales])).toEqual([
      { code: 'on-closed-deal', effect: 'ignored', index: 1, type: 'DealMoved' },
    ]);
  });

  test('at the instant of the outcome count', () => {
    const history = historyWith([visit('terms', 9)], { outcome: { status: 'won', at: on(9) } });
    expect(replay(history)).toMatchObject({ status: 'won', stageId: 'terms' });
  });

  test('to the same stage are merged into one stay', () => {
    const history = historyWith([visit('contact', 1), visit('offer', 5), visit('offer', 6)]);
    expect(staysOf(history)).toEqual([
      ['contact', 1, 5, 'advanced'],
      ['offer', 5, null, null],
    ]);
  });

  test('to a stage the pipeline does not know are kept', () => {
    expect(replay(historyWith([visit('audit', 5)])).stageId).toBe('audit');
  });

  test('may hand the deal over: who opened it and who has it are two questions', () => {
    const history = historyWith([
      visit('contact', 1, { ownerId: 'ola' }),
      visit('offer', 5, { ownerId: 'ola' }),
      visit('terms', 7, { ownerId: 'eva' }),
    ]);
    expect(history.map(({ type }) => type)).toEqual([
      'DealOpened',
      'DealMoved',
      'DealReassigned',
      'DealMoved',
    ]);
    expect(replay(history)).toMatchObject({ openedBy: 'ola', ownerId: 'eva' });
  });
});

describe('an opening date that is not known', () => {
  test('is marked, and the deal begins with the first that is known of it', () => {
    const history = historyWith([visit('offer', 5)], { openedAt: null });
    expect(history).toMatchObject([{ type: 'DealOpened', at: on(5), stageId: 'offer', undated: true }]);
    expect(replay(history).undated).toBe(true);
  });

  test('is that of the first visit, even where the outcome is dated before it', () => {
    const history = historyWith([visit('offer', 5)], {
      openedAt: null,
      outcome: { status: 'won', at: on(3) },
    });
    expect(replay(history)).toMatchObject({ openedAt: on(5), closedAt: on(5), stageId: 'offer' });
  });

  test('is that of the outcome where nothing else is known', () => {
    const history = historyWith([], { openedAt: null, outcome: { status: 'won', at: on(9) } });
    expect(replay(history)).toMatchObject({
      openedAt: on(9),
      closedAt: on(9),
      undated: true,
      stageId: 'contact',
    });
  });

  test('may be all that is known', () => {
    expect(replay(historyWith([], { openedAt: null }))).toMatchObject({ status: 'open', undated: true });
  });

  test('is not that of a deal with an opening date', () => {
    expect(replay(historyWith([])).undated).toBe(false);
  });
});

describe('refused is a row', () => {
  test('of a pipeline that is not among those given', () => {
    expect(refusal(() => historyWith([], { pipelineId: 'other' }))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'other', dealId: 'd1' },
    ]);
    expect(refusal(() => historyWith([], { pipelineId: '__proto__' }))).toEqual([
      'unknown-pipeline',
      { pipelineId: '__proto__', dealId: 'd1' },
    ]);
  });

  test('with an outcome that is none', () => {
    const outcome = { status: 'closed', at: on(9) } as never;
    expect(refusal(() => historyWith([], { outcome }))).toEqual([
      'invalid-outcome',
      { dealId: 'd1', status: 'closed' },
    ]);
  });

  test('with money that is none', () => {
    const wrong = { amount: '100', currency: 'NOK' } as never;
    expect(refusal(() => historyWith([], { potential: wrong }))).toEqual([
      'invalid-amount',
      { input: '100' },
    ]);
    const outcome = { status: 'won', at: on(9), amount: wrong } as const;
    expect(refusal(() => historyWith([], { outcome }))).toEqual(['invalid-amount', { input: '100' }]);
  });

  const never = new Date(Number.NaN);
  test.each([
    ['openedAt', { openedAt: never }, []],
    ['enteredAt', {}, [{ stageId: 'offer', enteredAt: never }]],
    ['outcome at', { outcome: { status: 'won', at: never } }, []],
    ['expectedCloseAt', { expectedCloseAt: never }, []],
    ['field', { fields: { signed: never } }, []],
  ] as [string, Partial<VisitedDeal>, VisitRow[]][])('with an invalid %s', (_, changes, visits) => {
    expect(refusal(() => historyWith(visits, changes))).toMatchObject([
      'invalid-date',
      { input: 'Invalid Date', dealId: 'd1' },
    ]);
  });

  test.each([
    ['openedAt', { openedAt: '2026-10-01' }, '2026-10-01'],
    ['openedAt', { openedAt: 0 }, '0'],
    ['openedAt', { openedAt: undefined }, 'undefined'],
    ['at', { outcome: { status: 'won', at: undefined } }, 'undefined'],
    ['at', { outcome: { status: 'won', at: '2026-10-09' } }, '2026-10-09'],
  ])('whose %s is no Date, as in %j', (field, changes, input) => {
    expect(refusal(() => historyWith([], changes as never))).toEqual([
      'invalid-date',
      { field, input, dealId: 'd1' },
    ]);
  });

  test.each([
    ['id', { id: 'a\0' }, []],
    ['owner', { ownerId: 'a\0' }, []],
    ['name', { name: 'a\0' }, []],
    ['customer', { customerId: 'a\0' }, []],
    ['channel', { channel: 'a\0' }, []],
    ['field name', { fields: { 'a\0': 1 } }, []],
    ['field', { fields: { region: 'a\0' } }, []],
    ['stage', {}, [visit('a\0', 1)]],
    ['later stage', {}, [visit('a\0', 5)]],
    ['person who moved it', {}, [visit('offer', 5, { by: 'a\0' })]],
    ['later owner', {}, [visit('offer', 5, { ownerId: 'a\0' })]],
    ['reason', { outcome: { status: 'lost', at: on(9), reason: 'a\0' } }, []],
    ['competitor', { outcome: { status: 'lost', at: on(9), competitorId: 'a\0' } }, []],
    ['person who closed it', { outcome: { status: 'won', at: on(9), by: 'a\0' } }, []],
  ] as [string, Partial<VisitedDeal>, VisitRow[]][])(
    'with a %s that no store keeps',
    (_, changes, visits) => {
      expect(refusal(() => historyWith(visits, changes))).toMatchObject([
        'invalid-text',
        { problem: 'U+0000 or lone surrogate', input: 'a\0' },
      ]);
    },
  );
});

describe('odd ids', () => {
  test.each([
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['toString', 'toString'],
    ['no text', ''],
    ['a digit', '0'],
    ['an emoji', '\u{1F600}'],
    ['ten thousand letters', 'x'.repeat(10_000)],
  ])('are kept as they are, all the way to the timeline: %s', (_, odd) => {
    const later = `${odd}later`;
    const pipeline = { ...sales, id: odd, stages: [odd, later].map((id) => ({ id, name: id })) };
    const history = historyOf(
      {
        id: odd,
        pipelineId: odd,
        ownerId: odd,
        potential: null,
        openedAt: on(1),
        name: odd,
        customerId: odd,
        channel: odd,
        fields: Object.fromEntries([[odd, odd]]),
        visits: [visit(odd, 1, { by: odd }), visit(later, 5, { by: odd, ownerId: later })],
        outcome: { status: 'lost', at: on(9), reason: odd, competitorId: odd, by: odd },
      },
      [pipeline],
    );
    const deal = replay(history);
    expect(deal).toMatchObject({
      id: odd,
      pipelineId: odd,
      stageId: later,
      openedBy: odd,
      ownerId: later,
      closedBy: later,
      name: odd,
      customerId: odd,
      channel: odd,
      lossReason: odd,
      competitorId: odd,
    });
    expect(Object.entries(deal.fields)).toEqual([[odd, odd]]);
    expect(Object.getPrototypeOf(deal.fields)).toBe(Object.prototype);
    const timeline = timelineOf(history, [pipeline]);
    expect([timeline?.dealId, timeline?.pipelineId]).toEqual([odd, odd]);
    expect(timeline?.visits.map(({ pipelineId, stageId }) => [pipelineId, stageId])).toEqual([
      [odd, odd],
      [odd, later],
    ]);
    expect(validateHistory(history, [pipeline])).toEqual([]);
  });
});

describe('laws', () => {
  const day = fc.integer({ min: 1, max: 28 });
  const visits = fc.uniqueArray(
    fc.record({ stageId: fc.constantFrom('contact', 'offer', 'terms', 'gone'), day }),
    {
      selector: (row) => row.day,
    },
  );

  test('the order of the visits does not matter where no two are of one instant', () => {
    fc.assert(
      fc.property(visits, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const given = rows.map((row) => ({
          row: visit(row.stageId, row.day),
          key: keys.next().value as number,
        }));
        const shuffled = [...given].sort((a, b) => a.key - b.key);
        expect(historyWith(shuffled.map(({ row }) => row))).toEqual(historyWith(given.map(({ row }) => row)));
      }),
    );
  });

  test('the deal is in the stage it entered last', () => {
    fc.assert(
      fc.property(visits, (rows) => {
        const last = rows.reduce((latest, row) => (row.day > latest.day ? row : latest), {
          stageId: 'contact',
          day: 0,
        });
        expect(replay(historyWith(rows.map((row) => visit(row.stageId, row.day)))).stageId).toBe(
          last.stageId,
        );
      }),
    );
  });
});
