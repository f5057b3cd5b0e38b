import { describe, expect, test } from 'vitest';
import {
  type ChangeRow,
  type DealRow,
  type ImportOptions,
  importDeals,
  type Pipeline,
  revisePipeline,
} from '../../../src/index.ts';
import { abc, change, deal, imported, nok, outcomeStages, problems, story } from './given.ts';

interface Case {
  readonly what: string;
  readonly row: Partial<DealRow>;
  readonly changes: readonly ChangeRow[];
  readonly options?: ImportOptions;
  readonly events: readonly string[];
  readonly odd?: readonly string[];
}

const lost = { status: 'lost' } as const;
const won = { status: 'won' } as const;

describe('where the row and the log contradict each other', () => {
  test.each<Case>([
    {
      what: "a closed deal gets the row's amount just before its outcome, after what the log tells",
      row: { potential: nok(9) },
      changes: [
        change('05', { potential: nok(1) }),
        change('08', { potential: nok(2) }),
        change('20', { stageId: 'B', outcome: won }),
      ],
      events: ['05 opened in A, 1 NOK', '08 worth 2 NOK', '20 A > B', '20 worth 9 NOK', '20 won'],
      odd: ['deal 0 potential: assumed-time, assumed'],
    },
    {
      what: "the owner that the log's outcome tells closed the deal, the row's has it since",
      row: { ownerId: 'kari' },
      changes: [change('10', { stageId: 'B' }), change('20', { outcome: { ...won, ownerId: 'ola' } })],
      events: ['05 opened in A, kari', '10 A > B', '20 owner ola', '20 won', '20 owner kari'],
    },
    {
      what: "the row's stage is one of the pipeline it is in now, not of the one it was opened in",
      row: { pipelineId: 'xy', stageId: 'Y', stageEnteredAt: '2026-01-12' },
      changes: [change('10', { pipelineId: 'xy', from: { pipelineId: 'abc' } })],
      events: ['05 opened in A', '10 to xy X', '12 X > Y'],
    },
    {
      what: 'a deal the log closed before it entered its stage was in it just before the outcome',
      row: { stageId: 'B', stageEnteredAt: '2026-01-21' },
      changes: [change('20', { outcome: lost })],
      events: ['05 opened in A, since when unknown', '20 A > B', '20 lost'],
      odd: ['deal 0 stageId: assumed-time, assumed'],
    },
    {
      what: 'a closed deal entered its stage when the row says so, if that is after the log and before the outcome',
      row: { stageId: 'C', stageEnteredAt: '2026-01-15', outcome: { ...lost, at: '2026-01-20' } },
      changes: [change('10', { stageId: 'B' })],
      events: ['05 opened in A', '10 A > B', '15 B > C', '20 lost'],
    },
    {
      what: 'a deal that stands in a stage again was reopened when it entered it, not when it was lost',
      row: { stageId: 'B', stageEnteredAt: '2026-01-22', potential: nok(2) },
      changes: [change('05', { potential: nok(1) }), change('20', { stageId: 'Closed lost' })],
      options: { outcomeStages },
      events: ['05 opened in A, 1 NOK', '20 lost', '22 reopened in B', '22 worth 2 NOK'],
      odd: ['deal 0 potential: assumed-time, assumed'],
    },
    {
      what: 'a deal stands in an outcome from its last instant on if the log has it elsewhere later',
      row: { stageId: 'Closed won', stageEnteredAt: '2026-01-08' },
      changes: [change('10', { stageId: 'B' })],
      options: { outcomeStages },
      events: ['05 opened in A', '10 A > B', '10 won'],
      odd: ['deal 0 stageId: assumed-time, assumed'],
    },
    {
      what: "the row's outcome comes after another one that the log tells twice",
      row: { outcome: { ...won, at: '2026-01-08' } },
      changes: [change('06', { outcome: lost }), change('10', { ownerId: 'ola', outcome: lost })],
      events: ['05 opened in A, ola', '06 lost', '10 reopened in A', '10 won'],
      odd: ['deal 0 outcome.at: assumed-time, assumed', 'change 1 ownerId: assumed-time, assumed'],
    },
    {
      what: "a reopening that the log tells after the row's outcome is pointed out",
      row: { outcome: { ...won, at: '2026-01-08' } },
      changes: [change('10', { outcome: null })],
      events: ['05 opened in A', '08 won', '10 reopened in A'],
      odd: ['deal 0 outcome.status: reopened-later, taken'],
    },
    {
      what: 'after an outcome of another kind the deal stands in no stage that is one',
      row: { outcome: { ...won, at: '2026-01-10', amount: nok(3) } },
      changes: [
        change('08', { stageId: 'Closed lost' }),
        change('10', { outcome: won }),
        change('12', { stageId: 'B' }),
      ],
      options: { outcomeStages },
      events: ['05 opened in A', '08 lost', '10 reopened in A', '10 won 3 NOK', '12 A > B'],
      odd: ['change 2 stageId: on-closed-deal, ignored'],
    },
    {
      what: 'an outcome from which the deal was opened comes before the change that leaves it',
      row: { stageId: 'B' },
      changes: [change('03', { stageId: 'B', from: { stageId: 'Closed lost' } })],
      options: { outcomeStages },
      events: ['05 opened in A', '03 lost', '03 reopened in B'],
      odd: [
        'deal 0 openedAt: assumed-time, assumed',
        'deal 0 openedAt: before-opening, taken',
        'change 0 at: before-opening, taken',
      ],
    },
    {
      what: 'the last of several probabilities before the opening is that of the opening',
      row: {},
      changes: [change('02', { probability: 0.1 }), change('03', { probability: 0.2 })],
      events: ['05 opened in A', '03 probability 0.2'],
      odd: ['change 1 at: before-opening, taken'],
    },
  ])('$what', ({ row, changes, options = {}, events, odd = [] }) => {
    const made = imported(deal(row), changes, options);
    expect(story(made)).toEqual(events);
    expect(problems(made)).toEqual(odd);
  });
});

test("a change within the tolerance after a day's end still tells what the deal was opened with", () => {
  const made = imported(deal(), [change('06 09:00', { stageId: 'B' })], { openingTolerance: 2 * 86_400_000 });
  expect(story(made)).toEqual(['05 opened in B']);
});

test('an outcome of the log on the day of the opening is not before it', () => {
  const made = imported(deal({ openedAt: '2026-01-05T08:15' }), [change('05', { outcome: lost })]);
  expect(story(made)).toEqual(['05 08:15 opened in A', '05 08:15 lost']);
  expect(problems(made)).toEqual([]);
});

test('what the row tells stays after the change of its instant, however late that was recorded', () => {
  const made = imported(deal({ stageId: 'C' }), [change('10', { stageId: 'B', recordedAt: '2026-01-12' })]);
  expect(story(made)).toEqual(['05 opened in A', '10 A > B', '10 B > C']);
  const recorded = made.histories[0]?.map(({ recordedAt }) => recordedAt?.toISOString().slice(0, 10));
  expect(recorded).toEqual([undefined, '2026-01-12', '2026-01-12']);
});

test('a stage that only `from` tells, and its pipeline does not know, is pointed out there', () => {
  const made = imported(deal(), [change('10', { stageId: 'B', from: { stageId: 'Old' } })]);
  expect(problems(made)).toEqual(['change 0 from.stageId: unknown-stage, taken']);
});

test('a stage told by an id that it had before is that stage, and the history keeps the id', () => {
  const renewed = revisePipeline(abc as Pipeline, { add: [{ id: 'B2', name: 'B', formerly: ['B'] }] });
  const made = importDeals(
    [deal({ stageId: 'C' })],
    [change('10', { stageId: 'B' }), change('12', { stageId: 'C', from: { stageId: 'B2' } })],
    [renewed],
  );
  expect(story(made)).toEqual(['05 opened in A', '10 A > B', '12 B > C']);
  expect(problems(made)).toEqual([]);
  const standing = importDeals([deal({ stageId: 'B2' })], [change('10', { stageId: 'B' })], [renewed]);
  expect([story(standing), problems(standing)]).toEqual([['05 opened in A', '10 A > B'], []]);
  const merged = revisePipeline(abc as Pipeline, { change: { A: { formerly: ['B'] } } });
  const entered = importDeals([deal({ stageId: 'B', stageEnteredAt: '2026-01-10' })], [], [merged]);
  expect(story(entered)).toEqual(['05 opened in A, since when unknown']);
  const moved = importDeals([deal()], [change('10', { stageId: 'B' })], [merged]);
  expect([story(moved), problems(moved)]).toEqual([['05 opened in A', '10 A > B'], []]);
});
