import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ChangeRow,
  type DealRow,
  dealBook,
  encodeEvent,
  groupDeals,
  importDeals,
  replay,
  reschedules,
  salesCycle,
  salesFunnel,
  stageDurations,
  validateHistory,
  winRate,
} from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { abc, change, deal, imported, nok, none, outcomeStages, problems, story, xy } from './given.ts';

type Case = [
  what: string,
  row: Partial<DealRow>,
  changes: readonly ChangeRow[],
  events: readonly string[],
  problems?: readonly string[],
];

const day = (text: string): Date => new Date(`2026-01-${text}Z`);

describe('times', () => {
  test.each<Case>([
    [
      'a loss on a day comes with the last change of that day',
      { outcome: { status: 'lost', at: '2026-01-20' } },
      [change('10 09:00', { stageId: 'B' }), change('20 10:30', { stageId: 'C' })],
      ['05 opened in A', '10 09:00 A > B', '20 10:30 B > C', '20 10:30 lost'],
    ],
    [
      'a loss on a day without a change is at its first instant',
      { outcome: { status: 'lost', at: '2026-01-21' } },
      [change('20 10:30', { stageId: 'C' })],
      ['05 opened in A', '20 10:30 A > C', '21 lost'],
    ],
    [
      'a loss at midnight is taken as given, and pointed out where more changed that day',
      { outcome: { status: 'lost', at: day('20') } },
      [change('10 09:00', { stageId: 'B' }), change('20 10:30', { stageId: 'C' })],
      ['05 opened in A', '10 09:00 A > B', '20 lost', '20 10:30 B > C'],
      ['deal 0 outcome.at: midnight-date, taken', 'change 1 stageId: on-closed-deal, ignored'],
    ],
    [
      'a loss on the day of the opening is not before it',
      { openedAt: '2026-01-05T08:15', outcome: { status: 'lost', at: '2026-01-05' } },
      [],
      ['05 08:15 opened in A', '05 08:15 lost'],
    ],
    [
      'a loss in the log on a day comes with the last change of that day',
      {},
      [change('20', { outcome: { status: 'lost' } }), change('20 10:30', { stageId: 'C' })],
      ['05 opened in A', '20 10:30 A > C', '20 10:30 lost'],
    ],
    [
      'a closing before the creation counts at the opening',
      { outcome: { status: 'won', at: '2026-01-03' } },
      [],
      ['05 opened in A', '03 won'],
      ['deal 0 outcome.at: before-opening, taken'],
    ],
    [
      'text with an offset is an instant, a local time is of the zone',
      { openedAt: '2026-01-05T08:00+02:00' },
      [change('06T08:00Z', { stageId: 'B' }), change('07 08:00', { stageId: 'C' })],
      ['05 06:00 opened in A', '06 08:00 A > B', '07 08:00 B > C'],
    ],
    [
      'an opening date that is not known is that of the first instant told',
      { openedAt: null, outcome: { status: 'won', at: '2026-01-09' } },
      [change('08', { stageId: 'B' })],
      ['08 opened in B, undated', '09 won'],
    ],
  ])('%s', (_, row, changes, events, odd) => {
    const made = imported(deal(row), changes);
    expect([story(made), problems(made)]).toEqual([events, odd ?? []]);
  });

  test('are those of the zone that is given', () => {
    const made = imported(
      deal({ outcome: { status: 'won', at: '2026-01-20' } }),
      [change('20 00:30', { stageId: 'B' })],
      {
        timeZone: 'Asia/Tokyo',
      },
    );
    expect(story(made)).toEqual(['04 15:00 opened in A', '19 15:30 A > B', '19 15:30 won']);
  });
});

describe('the opening', () => {
  test.each<Case>([
    [
      'is in the stage of a change within a minute after it',
      { openedAt: '2026-01-05T08:15' },
      [change('05 08:15:20', { stageId: 'B', by: 'ola' })],
      ['05 08:15 opened in B by ola'],
    ],
    [
      'is in the first stage where the first change comes later',
      { openedAt: '2026-01-05T08:15' },
      [change('05 08:16:01', { stageId: 'B' })],
      ['05 08:15 opened in A', '05 08:16:01 A > B'],
    ],
    [
      'is in the stage of a change on its day, where it is a day',
      {},
      [change('05 17:00', { stageId: 'B' })],
      ['05 opened in B'],
    ],
    [
      'is in the stage that `from` tells',
      {},
      [change('15', { stageId: 'C', from: { stageId: 'B' } })],
      ['05 opened in B', '15 B > C'],
    ],
    [
      'is in the stage of the earliest change before it; later ones count at it',
      {},
      [change('01', { stageId: 'B' }), change('03', { stageId: 'C' })],
      ['05 opened in B', '03 B > C'],
      ['change 1 at: before-opening, taken'],
    ],
    [
      'is in the stage it was found in, since when is not known, without a log',
      { stageId: 'C' },
      [],
      ['05 opened in C, since when unknown'],
    ],
    [
      'is in the first stage where the deal entered its stage later',
      { stageId: 'C', stageEnteredAt: '2026-01-09' },
      [],
      ['05 opened in A, since when unknown', '09 A > C'],
    ],
    [
      'is in the stage of the row where it was entered with the opening',
      { stageId: 'C', stageEnteredAt: '2026-01-05' },
      [],
      ['05 opened in C'],
    ],
    ['is in the first stage where nothing tells of any', {}, [], ['05 opened in A']],
    [
      'is in no stage of a pipeline without stages',
      { pipelineId: 'none' },
      [],
      ['05 opened in none no stage'],
    ],
    [
      'has the owner and the amount of the first `from`',
      { ownerId: 'ola', potential: nok(300) },
      [change('15', { ownerId: 'ola', potential: nok(300), from: { ownerId: 'kari', potential: nok(200) } })],
      ['05 opened in A, kari, 200 NOK', '15 owner ola', '15 worth 300 NOK'],
    ],
    [
      'has what is told later, if nothing tells what was before',
      { ownerId: 'ola' },
      [change('15', { ownerId: 'ola', potential: nok(5) })],
      ['05 opened in A, ola, 5 NOK'],
      ['change 0 ownerId: assumed-time, assumed', 'change 0 potential: assumed-time, assumed'],
    ],
    [
      'has no owner where `from` says so',
      { ownerId: 'ola' },
      [change('15', { ownerId: 'ola', from: { ownerId: null } })],
      ['05 opened in A', '15 owner ola'],
    ],
    [
      'has the values of the row where the log tells none',
      { ownerId: 'ola', potential: nok(7), probability: 0.4 },
      [],
      ['05 opened in A, ola, 7 NOK', '05 probability 0.4'],
    ],
  ])('%s', (_, row, changes, events, odd) => {
    const made = imported(deal(row), changes);
    expect([story(made), problems(made)]).toEqual([events, odd ?? []]);
  });

  test('reaches as far as its tolerance', () => {
    const row = deal({ openedAt: '2026-01-05T08:15' });
    const late = [change('05 08:16:01', { stageId: 'B' })];
    expect(story(imported(row, late, { openingTolerance: 61_000 }))).toEqual(['05 08:15 opened in B']);
    const soon = [change('05 08:15:01', { stageId: 'B' })];
    expect(story(imported(row, soon, { openingTolerance: 0 }))).toHaveLength(2);
  });
});

describe('the row tells what holds now', () => {
  test.each<Case>([
    [
      'its stage from the last instant told',
      { stageId: 'C' },
      [change('15', { stageId: 'B' }), change('16', { ownerId: 'ola', from: { ownerId: null } })],
      ['05 opened in A', '15 A > B', '16 owner ola', '16 B > C'],
      ['deal 0 stageId: assumed-time, assumed'],
    ],
    [
      'its stage since it was entered',
      { stageId: 'C', stageEnteredAt: '2026-01-18' },
      [change('15', { stageId: 'B' })],
      ['05 opened in A', '15 A > B', '18 B > C'],
    ],
    [
      'its stage just before the outcome',
      { stageId: 'C', outcome: { status: 'won', at: '2026-01-20' } },
      [change('15', { stageId: 'B' })],
      ['05 opened in A', '15 A > B', '20 B > C', '20 won'],
      ['deal 0 stageId: assumed-time, assumed'],
    ],
    [
      'its owner after that of the log',
      { ownerId: 'ola' },
      [change('05', { ownerId: 'kari' })],
      ['05 opened in A, kari', '05 owner ola'],
      ['deal 0 ownerId: assumed-time, assumed'],
    ],
    [
      'the owner at the closing just before it, its own just after',
      { ownerId: 'ola', outcome: { status: 'won', at: '2026-01-20', ownerId: 'per' } },
      [change('05', { ownerId: 'kari' })],
      ['05 opened in A, kari', '20 owner per', '20 won', '20 owner ola'],
      ['deal 0 ownerId: assumed-time, assumed'],
    ],
    [
      'the owner at the closing, where the log tells of no owner',
      {
        ownerId: 'ola',
        outcome: { status: 'lost', at: '2026-01-20', ownerId: 'per', reason: 'price', competitorId: 'acme' },
      },
      [],
      ['05 opened in A, ola', '20 owner per', '20 lost price to acme', '20 owner ola'],
    ],
    [
      'its amount just before the outcome',
      { potential: nok(9), outcome: { status: 'won', at: '2026-01-20', amount: nok(8) } },
      [change('05', { potential: nok(5) })],
      ['05 opened in A, 5 NOK', '20 worth 9 NOK', '20 won 8 NOK'],
      ['deal 0 potential: assumed-time, assumed'],
    ],
    [
      'nothing where it is null',
      { ownerId: null, potential: null, stageId: null, expectedCloseAt: null, outcome: null },
      [change('05', { ownerId: 'kari', potential: nok(5) }), change('06', { stageId: 'B' })],
      ['05 opened in A, kari, 5 NOK', '06 A > B'],
    ],
    [
      'its pipeline',
      { pipelineId: 'xy', stageId: 'Y' },
      [change('05', { pipelineId: 'abc', stageId: 'B' })],
      ['05 opened in B', '05 to xy Y'],
      ['deal 0 stageId: assumed-time, assumed'],
    ],
  ])('%s', (_, row, changes, events, odd) => {
    const made = imported(deal(row), changes);
    expect([story(made), problems(made)]).toEqual([events, odd ?? []]);
  });
});

describe('outcomes', () => {
  test.each<Case>([
    [
      'are stages of the log: entering is the outcome, leaving a reopening',
      {},
      [
        change('05', { stageId: 'B' }),
        change('20', { stageId: 'Closed lost' }),
        change('22', { stageId: 'B' }),
        change('24', { stageId: 'C' }),
        change('31', { stageId: 'Closed won' }),
      ],
      ['05 opened in B', '20 lost', '22 reopened in B', '24 B > C', '31 won'],
    ],
    [
      'from one to another are a reopening and an outcome at one instant',
      {},
      [
        change('08', { stageId: 'B' }),
        change('20', { stageId: 'Closed lost' }),
        change('22', { stageId: 'Closed won' }),
      ],
      ['05 opened in A', '08 A > B', '20 lost', '22 reopened in B', '22 won'],
    ],
    [
      'at once leave the deal in its first stage',
      {},
      [change('20', { stageId: 'No budget' })],
      ['05 opened in A', '20 lost'],
    ],
    [
      'that the log starts from were there at the opening',
      {},
      [change('20', { stageId: 'B', from: { stageId: 'Closed lost' } })],
      ['05 opened in A', '05 lost', '20 reopened in B'],
      ['deal 0 openedAt: assumed-time, assumed'],
    ],
    [
      'of the row and the log of one status are one: the time of the log, the rest of the row',
      { outcome: { status: 'lost', at: '2026-01-25', reason: 'price', ownerId: 'per' } },
      [change('20 10:00', { stageId: 'Closed lost' })],
      ['05 opened in A', '20 10:00 owner per', '20 10:00 lost price'],
      ['deal 0 outcome.at: outcome-date, ignored'],
    ],
    [
      'of the row on the day the log has are dated as the log has them',
      { outcome: { status: 'lost', at: '2026-01-20' } },
      [change('20 10:00', { stageId: 'Closed lost' })],
      ['05 opened in A', '20 10:00 lost'],
    ],
    [
      'of the row of another status: reopened, and closed again',
      { outcome: { status: 'won', at: '2026-01-25', amount: nok(90) } },
      [change('08', { stageId: 'B' }), change('20', { stageId: 'Closed lost' })],
      ['05 opened in A', '08 A > B', '20 lost', '25 reopened in B', '25 won 90 NOK'],
    ],
    [
      'of a row that stands in one are when it was entered',
      { stageId: 'Closed lost', stageEnteredAt: '2026-01-22' },
      [change('08', { stageId: 'B' })],
      ['05 opened in A', '08 A > B', '22 lost'],
    ],
    [
      'of a row that stands in one, else at its last instant',
      { stageId: 'Closed lost' },
      [change('08', { stageId: 'B' })],
      ['05 opened in A', '08 A > B', '08 lost'],
      ['deal 0 stageId: assumed-time, assumed'],
    ],
    [
      'in the log without stages: an outcome and a reopening',
      {},
      [
        change('08', { stageId: 'B' }),
        change('20', { outcome: { status: 'lost', reason: 'price' } }),
        change('22', { outcome: null }),
        change('24', { outcome: { status: 'won', amount: nok(7) } }),
      ],
      ['05 opened in A', '08 A > B', '20 lost price', '22 reopened in B', '24 won 7 NOK'],
    ],
    [
      'reopened into another stage',
      {},
      [change('20', { outcome: { status: 'lost' } }), change('22', { outcome: null, stageId: 'C' })],
      ['05 opened in A', '20 lost', '22 reopened in C'],
    ],
    [
      'are not undone by a later change of stage',
      { outcome: { status: 'lost', at: '2026-01-20' } },
      [change('08', { stageId: 'B' }), change('22', { stageId: 'C' })],
      ['05 opened in A', '08 A > B', '20 lost', '22 B > C'],
      ['change 1 stageId: on-closed-deal, ignored'],
    ],
    [
      'that were not told are not undone by `outcome: null`',
      {},
      [change('08', { stageId: 'B', outcome: null })],
      ['05 opened in A', '08 A > B'],
    ],
  ])('%s', (_, row, changes, events, odd) => {
    const made = imported(deal(row), changes, { outcomeStages });
    expect([story(made), problems(made)]).toEqual([events, odd ?? []]);
  });
});

describe('the log', () => {
  const forward = [
    change('10', { stageId: 'B' }),
    change('20', { stageId: 'A' }),
    change('20', { stageId: 'C' }),
    change('25', { ownerId: 'ola', from: { ownerId: 'kari' } }),
  ];

  test('given twice is one log, each repetition listed', () => {
    const made = imported(deal(), [...forward, ...forward]);
    expect(made.histories).toEqual(imported(deal(), forward).histories);
    expect(problems(made)).toEqual([4, 5, 6, 7].map((index) => `change ${index} row: repeated-row, merged`));
    expect(made.counts.changes).toEqual({ given: 8, taken: 4, merged: 4, ignored: 0, leftOut: 0 });
  });

  test('newest first gives the same histories as oldest first, ties included', () => {
    const made = imported(deal(), forward.toReversed());
    expect(story(made)).toEqual(['05 opened in A, kari', '10 A > B', '20 B > A', '20 A > C', '25 owner ola']);
    expect(made).toEqual(imported(deal(), forward));
  });

  test('runs as most of its neighbouring times of all deals do, where no deal has two', () => {
    const of = (id: string, at: string) => ({ ...change(at, { stageId: 'B' }), dealId: id });
    const rows = ['d', 'e', 'f'].map((id) => deal({ id }));
    const tied = [change('20', { stageId: 'C' }), change('20', { stageId: 'B' })];
    const newestFirst = [...tied, of('e', '15'), of('f', '10')];
    expect(story(imported(rows, newestFirst))).toEqual(['05 opened in A', '20 A > B', '20 B > C']);
    expect(story(imported(rows, tied))).toEqual(['05 opened in A', '20 A > C', '20 C > B']);
  });

  test('moves a deal from one pipeline to another', () => {
    const made = imported(deal({ pipelineId: 'xy' }), [
      change('05', { pipelineId: 'abc', stageId: 'A' }),
      change('08', { stageId: 'B' }),
      change('12', { pipelineId: 'xy', stageId: 'X' }),
      change('15', { stageId: 'Y' }),
    ]);
    expect(story(made)).toEqual(['05 opened in A', '08 A > B', '12 to xy X', '15 X > Y']);
    const book = dealBook(made.histories, { pipelines: [abc, xy], currency: 'NOK' });
    const [first, second] = ['abc', 'xy'].map((pipelineId) => salesFunnel(book, { pipelineId }));
    expect(first?.stages.map(({ stageId, transferred }) => [stageId, transferred])).toEqual([
      ['A', 0],
      ['B', 1],
      ['C', 0],
    ]);
    expect(second?.stages.map(({ stageId, open }) => [stageId, open])).toEqual([
      ['X', 0],
      ['Y', 1],
    ]);
    expect(problems(made)).toEqual([]);
  });

  test('tells amounts, close dates and probabilities over time; null is none from then on', () => {
    const made = imported(deal(), [
      change('05', { potential: nok(10), expectedCloseAt: '2026-02-01', probability: 0.2 }),
      change('10', { potential: nok(20), expectedCloseAt: '2026-03-01', probability: 0.2 }),
      change('15', { potential: null, expectedCloseAt: null, probability: null, ownerId: null }),
    ]);
    expect(story(made)).toEqual([
      '05 opened in A, 10 NOK',
      '05 probability 0.2',
      '10 worth 20 NOK',
      '10 expected Mar 01',
      '15 worth null',
      '15 expected null',
      '15 probability null',
    ]);
    expect(replay(made.histories[0] as never)).toMatchObject({ potential: null, expectedCloseAt: null });
  });

  test('says by whom and when it was recorded', () => {
    const recordedAt = '2026-01-12';
    const made = imported(deal(), [
      change('10', { stageId: 'B', by: 'kari', recordedAt }),
      change('11', { stageId: 'C' }),
    ]);
    expect(made.histories[0]?.map(({ type, by, recordedAt: when }) => [type, by, when])).toEqual([
      ['DealOpened', undefined, undefined],
      ['DealMoved', undefined, undefined],
      ['DealMoved', 'kari', day('12')],
    ]);
  });

  test('contradicting itself in `from` is listed, and what it said first holds', () => {
    const made = imported(deal(), [
      change('10', { stageId: 'B' }),
      change('15', { stageId: 'C', from: { stageId: 'A', ownerId: 'per' } }),
      change('16', { ownerId: 'ola', from: { ownerId: 'kari' } }),
    ]);
    expect(story(made)).toEqual(['05 opened in A, per', '10 A > B', '15 B > C', '16 owner ola']);
    expect(problems(made)).toEqual([
      'change 1 from.stageId: wrong-from, ignored',
      'change 2 from.ownerId: wrong-from, ignored',
    ]);
  });

  test('that tells nothing new is merged, and nothing at all ignored', () => {
    const made = imported(deal(), [
      change('10', { stageId: 'B' }),
      change('11', { stageId: 'B' }),
      change('12', {}),
      change('13', { potential: nok(5), from: { potential: nok(5) } }),
    ]);
    expect(problems(made)).toEqual([
      'change 1 stageId: same-stage, merged',
      'change 2 row: nothing-told, ignored',
      'change 3 row: unchanged, merged',
    ]);
    expect(made.counts.changes).toEqual({ given: 4, taken: 1, merged: 2, ignored: 1, leftOut: 0 });
  });
});

describe('payments and interactions', () => {
  test('come in at their times', () => {
    const made = imported(
      deal({
        outcome: { status: 'won', at: '2026-01-08' },
        payments: [{ at: '2026-01-20', amount: nok(5) }],
        interactions: [{ id: 'i1', kind: 'call', at: '2026-01-06T10:00', contactId: 'c1' }],
      }),
      [change('07', { stageId: 'B' })],
    );
    expect(story(made)).toEqual([
      '05 opened in A',
      '06 10:00 call i1',
      '07 A > B',
      '08 won',
      '20 paid 5 NOK',
    ]);
    expect(made.histories[0]?.[1]).toMatchObject({ interaction: { contactId: 'c1', at: day('06T10:00') } });
  });
});

describe('bad rows', () => {
  test('leave themselves out, are listed, and the rest goes in', () => {
    const made = importDeals(
      [
        deal(),
        deal({ potential: nok(7) }),
        deal({ id: 'e', openedAt: 'soon' }),
        null,
        deal({ id: 'f', openedAt: null }),
      ] as never,
      [
        change('40', { stageId: 'B' }),
        { ...change('10', { stageId: 'B' }), dealId: 'x' },
        { ...change('10', { stageId: 'B' }), dealId: 'e' },
        change('11', { stageId: 'Z' }),
        change('12', { probability: 7 }),
      ],
      [abc],
    );
    expect(story(made)).toEqual(['05 opened in A', '11 A > Z']);
    expect(problems(made)).toEqual([
      'deal 1 id: duplicate-deal, left-out',
      'deal 2 openedAt: invalid-date, left-out',
      'deal 3 row: invalid-value, left-out',
      'deal 4 openedAt: missing-date, left-out',
      'change 0 at: invalid-date, left-out',
      'change 1 dealId: unknown-deal, left-out',
      'change 2 dealId: unknown-deal, left-out',
      'change 3 stageId: unknown-stage, taken',
      'change 4 probability: invalid-probability, left-out',
    ]);
    expect(made.counts).toEqual({
      deals: { given: 5, taken: 1, leftOut: 4 },
      changes: { given: 5, taken: 1, merged: 0, ignored: 0, leftOut: 4 },
    });
  });

  test('are told with the row, the deal, the field and what stood there', () => {
    expect(imported(deal({ outcome: { status: 'won', at: '2026-13-01' } })).problems).toEqual([
      {
        in: 'deal',
        index: 0,
        dealId: 'd',
        field: 'outcome.at',
        code: 'invalid-date',
        input: '2026-13-01',
        effect: 'left-out',
        message:
          'Deal row 0 (deal d), outcome.at: at must be a Date, or a text such as 2026-10-05, 2026-10-05T14:30 or 2026-10-05T14:30:00Z, not 2026-13-01.',
      },
    ]);
  });

  test('with keys that no row has are listed once each', () => {
    const colour = { colour: 'red' } as never;
    const outcome = { status: 'won', at: '2026-01-09', ...(colour as object) } as never;
    const made = imported(
      [deal(colour), deal({ id: 'e', ...(colour as object) }), deal({ id: 'f', outcome })],
      [change('10', { stageId: 'B', ...(colour as object) })],
    );
    expect(problems(made)).toEqual([
      'deal 0 colour: unknown-key, ignored',
      'deal 2 outcome.colour: unknown-key, ignored',
      'change 0 colour: unknown-key, ignored',
    ]);
    expect(made.counts.deals.taken).toBe(3);
  });

  test('with keys that no row has are listed with the first row that has them, whosever it is', () => {
    const row = (dealId: string, keys: object) => change('10', { dealId, stageId: 'B', ...keys } as never);
    const made = imported(
      [deal(), deal({ id: 'e' })],
      [row('e', { colour: 'red', size: 9 }), row('d', { size: 9, colour: 'red' })],
    );
    expect(problems(made)).toEqual([
      'change 0 colour: unknown-key, ignored',
      'change 0 size: unknown-key, ignored',
    ]);
  });

  test('a hundred of ten thousand leave 9,900 in', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      deal({ id: `d${index}`, ...(index % 100 === 7 ? { potential: 'much' as never } : {}) }),
    );
    const { histories, problems: listed, counts } = importDeals(rows, [], [abc]);
    expect([histories.length, listed.length]).toEqual([9_900, 100]);
    expect(counts.deals).toEqual({ given: 10_000, taken: 9_900, leftOut: 100 });
  });
});

describe('figures', () => {
  const bookOf = (rows: DealRow | readonly DealRow[], changes: readonly ChangeRow[], options = {}) =>
    dealBook(imported(rows, changes, options).histories, { pipelines: [abc, xy, none], currency: 'NOK' });

  test('a deal that was found in C has no duration of C', () => {
    const book = bookOf(deal({ stageId: 'C', outcome: { status: 'lost', at: '2026-01-20' } }), []);
    const { stages } = salesFunnel(book, { pipelineId: 'abc', durations: true });
    expect(stages.map(({ lost, days }) => [lost, days?.count])).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  test('ten days in B, none in A', () => {
    const book = bookOf(deal(), [change('15', { stageId: 'C', from: { stageId: 'B' } })]);
    const { stages } = stageDurations(book, { pipelineId: 'abc' });
    expect(stages.map(({ stageId, days }) => [stageId, days?.count, days?.mean])).toEqual([
      ['A', 0, null],
      ['B', 1, 10],
      ['C', 0, null],
    ]);
  });

  test('lost, reopened and won: a cycle of 24 days, one loss as of between, no row of an outcome', () => {
    const book = bookOf(
      deal(),
      [
        change('05', { stageId: 'B' }),
        change('20', { stageId: 'Closed lost' }),
        { ...change('01', { stageId: 'B' }), at: '2026-02-01' },
        { ...change('01', { stageId: 'C' }), at: '2026-02-05' },
        { ...change('01', { stageId: 'Closed won' }), at: '2026-02-10' },
      ],
      { outcomeStages },
    );
    expect(salesCycle(book).won.mean).toBe(24);
    expect(salesFunnel(book, { pipelineId: 'abc' }).stages.map(({ stageId }) => stageId)).toEqual([
      'A',
      'B',
      'C',
    ]);
    const between = dealBook(
      imported(
        deal(),
        [
          change('05', { stageId: 'B' }),
          change('20', { stageId: 'Closed lost' }),
          { ...change('01', { stageId: 'B' }), at: '2026-02-01' },
        ],
        { outcomeStages },
      ).histories,
      {
        ...{ pipelines: [abc], currency: 'NOK', asOf: day('25') },
      },
    );
    expect(winRate(between).lost).toBe(1);
  });

  test('three close dates are two changes, both pushed', () => {
    const book = bookOf(deal({ expectedCloseAt: '2026-08-01' }), [
      change('05', { expectedCloseAt: '2026-06-01' }),
      change('10', { expectedCloseAt: '2026-07-01' }),
      change('15', { expectedCloseAt: '2026-08-01' }),
    ]);
    expect(reschedules(book, { during: '2026-01' })).toMatchObject({ changes: 2, pushed: 2 });
  });

  test('the owner at the opening, at the closing and now are three', () => {
    const book = bookOf(
      deal({ ownerId: 'ola', outcome: { status: 'won', at: '2026-01-20', ownerId: 'per' } }),
      [change('05', { ownerId: 'kari' })],
    );
    const keys = (['openedBy', 'closedBy', 'ownerId'] as const).map((by) => groupDeals(book, by)[0]?.key);
    expect(keys).toEqual(['kari', 'per', 'ola']);
  });
});

describe('options', () => {
  test.each([
    ['openingTolerance', { openingTolerance: -1 }],
    ['outcomeStages', { outcomeStages: { won: ['x'], lost: ['x'] } }],
    ['outcomeStages.won', { outcomeStages: { won: 'x' } }],
    ['open', { outcomeStages: { open: [] } }],
    ['zone', { zone: 'UTC' }],
  ])('refuse a %s that is none', (option, options) => {
    expect(refusal(() => imported(deal(), [], options as never))).toMatchObject([
      'invalid-option',
      { option },
    ]);
  });

  test('tell the progress, and stop where the signal says so', () => {
    const rows = Array.from({ length: 25_000 }, (_, index) => deal({ id: `d${index}` }));
    const seen: number[] = [];
    importDeals(rows, [], [abc], { onProgress: ({ deals, of }) => seen.push(deals, of) });
    expect(seen).toEqual([10_000, 25_000, 20_000, 25_000, 25_000, 25_000]);
    const signal = { aborted: false, reason: new Error('enough') };
    const onProgress = (): void => {
      signal.aborted = true;
    };
    expect(() => importDeals(rows, [], [abc], { onProgress, signal })).toThrow('enough');
  });
});

describe('laws', () => {
  const when = fc.integer({ min: 1, max: 28 }).map((date) => String(date).padStart(2, '0'));
  const facts = fc.record(
    {
      stageId: fc.constantFrom('A', 'B', 'C', 'Z', 'Closed lost', 'Closed won'),
      ownerId: fc.constantFrom('kari', 'ola', null),
      potential: fc.constantFrom(nok(1), nok(2), null),
      outcome: fc.constantFrom(null, { status: 'won' } as const, { status: 'lost' } as const),
    },
    { requiredKeys: [] },
  );
  const changes = fc.uniqueArray(fc.tuple(when, facts, fc.constantFrom('d', 'e', 'gone')), {
    selector: ([date, , id]) => `${date} ${id}`,
    maxLength: 8,
  });
  const log = changes.map((rows) => rows.map(([date, more, id]) => ({ ...change(date, more), dealId: id })));
  const rows = fc.record(
    {
      stageId: fc.constantFrom('A', 'B', 'Closed lost'),
      ownerId: fc.constantFrom('kari', 'per'),
      outcome: fc.record({
        status: fc.constantFrom('won', 'lost'),
        at: when.map((date) => `2026-01-${date}`),
      }),
    },
    { requiredKeys: [] },
  );

  test('the order of the rows changes nothing where no two are of one instant', () => {
    fc.assert(
      fc.property(log, rows, fc.infiniteStream(fc.nat()), (given, row, keys) => {
        const shuffled = given
          .map((each) => ({ each, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const deals = [deal(row as never), deal({ id: 'e' })];
        const [one, other] = [given, shuffled].map((changed) => imported(deals, changed, { outcomeStages }));
        expect(other?.histories).toEqual(one?.histories);
        expect(other?.counts).toEqual(one?.counts);
        const lists = [one, other].map((made) =>
          made?.problems.map(({ code, dealId, field }) => [code, dealId, field].join()).sort(),
        );
        expect(lists[0]).toEqual(lists[1]);
      }),
      { numRuns: runs(200) },
    );
  });

  test('whatever comes in, the counts add up, and books, stores and checks take it', () => {
    fc.assert(
      fc.property(log, rows, (given, row) => {
        const made = imported([deal(row as never), deal({ id: 'e' })], given, { outcomeStages });
        const { deals, changes: counted } = made.counts;
        expect(deals.taken + deals.leftOut).toBe(deals.given);
        expect(counted.taken + counted.merged + counted.ignored + counted.leftOut).toBe(counted.given);
        dealBook(made.histories, { pipelines: [abc, xy, none], currency: 'NOK' });
        for (const history of made.histories) {
          for (const event of history) expect(JSON.stringify(encodeEvent(event))).toContain('type');
          const codes = validateHistory(history, [abc, xy, none]).map(({ code }) => code);
          const listed = made.problems
            .filter(({ dealId, code }) => dealId === history[0].dealId && shared.includes(code))
            .map(({ code }) => code);
          expect(new Set(listed)).toEqual(new Set(codes));
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

/** What both an import and `validateHistory` report. */
const shared: readonly string[] = [
  'before-opening',
  'on-closed-deal',
  'unknown-stage',
  'second-outcome',
  'not-closed',
];
