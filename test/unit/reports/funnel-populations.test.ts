import { describe, expect, test } from 'vitest';
import {
  type DealHistory,
  dealBook,
  dealPaths,
  dealsIn,
  definePipeline,
  ownerScorecard,
  type SalesFunnelOptions,
  salesFunnel,
  transitions,
  winRate,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { pipelineOf } from '../../support/deals-through.ts';
import { moved, opened } from '../../support/events.ts';
import { goldenHistory } from '../../support/golden.ts';
import { refusal } from '../../support/refusal.ts';

const pipeline = pipelineOf('s1', 's2', 's3');
const pipelineId = pipeline.id;
const dayZero = new Date('2026-10-01');
const day = (number: number) => new Date(dayZero.getTime() + number * 86_400_000);
const days = (start: number, end: number) => ({ start: day(start), end: day(end) });
const bookOfLines = (...lines: readonly string[]) =>
  dealBook(
    lines.map((line) => goldenHistory(line, dayZero, pipelineId, 'NOK') as unknown as DealHistory),
    { pipelines: [pipeline], currency: 'NOK' },
  );

const book = bookOfLines(
  'a ann 100 | s1@0 s2@10 won@20',
  'b ann 100 | s1@0 s2@5 lost@12',
  'c ann 100 | s1@3 s2@40',
  'd ann 100 | s1@8 lost@9',
);
const funnel = (options: Partial<SalesFunnelOptions>) => salesFunnel(book, { pipelineId, ...options });

describe('what was done in a period', () => {
  test('are the deals whose last visit to a stage began in it, with the exit as of the book', () => {
    const { stages, total } = funnel({ enteredDuring: days(4, 15) });
    expect(stages.map(({ entered, passed, lost, open }) => [entered, passed, lost, open])).toEqual([
      [1, 0, 1, 0], // d
      [2, 1, 1, 0], // a, b
      [0, 0, 0, 0], // a passed it by the win on day 20
    ]);
    expect(total).toMatchObject({ deals: 3, won: 1, lost: 2, open: 0 });
  });

  test('has step rates of those that came to the next stage in it or since', () => {
    const ofSecond = funnel({ enteredDuring: days(4, 15) }).stages[1];
    expect(ofSecond?.stepRate).toEqual({ value: 0.5, count: 1, of: 2 });
    const ofFirst = funnel({ enteredDuring: days(0, 4) }).stages[0];
    expect(ofFirst?.stepRate).toEqual({ value: 1, count: 3, of: 3 }); // c on day 40
  });

  test('has cumulative rates in its own cells: of those that came to the first stage then, those that came here then', () => {
    expect(funnel({ enteredDuring: days(0, 8) }).stages[1]?.cumulativeRate).toEqual({
      value: 1 / 3,
      count: 1,
      of: 3,
    });
  });

  test('counts a deal that came back where it came last', () => {
    const back = bookOfLines('a ann 1 | s1@0 s2@2 s1@6 lost@7');
    const asked = (from: number, to: number) =>
      salesFunnel(back, { pipelineId, enteredDuring: days(from, to) }).stages.map(({ entered }) => entered);
    expect(asked(0, 2)).toEqual([0, 0, 0]);
    expect(asked(2, 3)).toEqual([0, 1, 0]);
    expect(asked(6, 7)).toEqual([1, 0, 0]);
  });

  test('does not have a visit of which it is not known when it began', () => {
    const vague = [opened({ stageUndated: true }), moved('contact', 'offer', 5)];
    const here = dealBook([vague as never], { pipelines: [sales], currency: 'NOK' });
    const asked = { pipelineId: 'sales', enteredDuring: { start: on(1), end: on(30) } };
    expect(salesFunnel(here, asked).stages.map(({ entered }) => entered)).toEqual([0, 1, 0]);
  });

  test('has the deals behind each figure', () => {
    const options = { pipelineId, enteredDuring: days(4, 15) };
    expect(dealsIn(book, options, { stageId: 's2', cell: 'entered' })).toEqual(['a', 'b']);
    expect(dealsIn(book, options, { cell: 'deals' })).toEqual(['a', 'b', 'd']);
  });
});

describe('a cohort', () => {
  const cohort = { stageId: 's2', during: days(4, 15) };

  test('are the deals that came to a stage first in a period, whole, in every report of the pipeline', () => {
    const { stages, total, ...about } = funnel({ cohort });
    expect(stages.map(({ entered }) => entered)).toEqual([2, 2, 1]); // a, b
    expect(total).toMatchObject({ deals: 2, won: 1, lost: 1 });
    expect(about.cohort).toEqual(cohort);
    expect(dealPaths(book, { pipelineId, cohort }).paths.map(({ ending }) => ending)).toEqual([
      'lost',
      'won',
    ]);
    expect(transitions(book, { pipelineId, cohort }).transitions[0]).toMatchObject({ from: 's1', visits: 2 });
    expect(ownerScorecard(book, { pipelineId, cohort }).team.deals).toBe(2);
    expect(dealsIn(book, { pipelineId, cohort }, { stageId: 's1', cell: 'passed' })).toEqual(['a', 'b']);
  });

  test('is told by the first real visit, as it happened, whatever the reading', () => {
    const twice = bookOfLines('a ann 1 | s1@0 s2@2 s1@6 s2@9', 'b ann 1 | s1@0 s3@9');
    const deals = (from: number, to: number) =>
      salesFunnel(twice, {
        pipelineId,
        returns: 'erase',
        cohort: { stageId: 's2', during: days(from, to) },
      }).total.deals;
    expect([deals(2, 3), deals(9, 10)]).toEqual([1, 0]); // b jumped over it
  });

  test('does not have a deal of which it is not known when it came', () => {
    const vague = dealBook([[opened({ undated: true })]], { pipelines: [sales], currency: 'NOK' });
    const asked = { pipelineId: 'sales', cohort: { stageId: 'contact', during: '2026' } };
    expect(salesFunnel(vague, asked).total.deals).toBe(0);
  });

  test('that says no stage, no period or something else is refused', () => {
    const asked = (cohort: object) => refusal(() => funnel({ cohort } as never));
    expect(asked({ during: '2026' })).toMatchObject(['invalid-option', { option: 'stageId' }]);
    expect(asked({ stageId: 's1' })).toMatchObject(['invalid-date', {}]);
    expect(asked({ ...cohort, since: 1 })).toMatchObject(['invalid-option', { option: 'since' }]);
    expect(asked([])).toMatchObject(['invalid-option', { option: 'cohort' }]);
  });
});

test('both are of one pipeline, and one at a time', () => {
  const enteredDuring = days(0, 9);
  const cohort = { stageId: 's1', during: days(0, 9) };
  for (const options of [{ enteredDuring }, { cohort }])
    expect(refusal(() => winRate(book, options as never))).toMatchObject([
      'invalid-option',
      { option: Object.keys(options)[0] },
    ]);
  expect(refusal(() => funnel({ enteredDuring, cohort }))).toMatchObject([
    'invalid-option',
    { problem: 'given together with cohort' },
  ]);
  expect(refusal(() => dealPaths(book, { pipelineId, enteredDuring } as never))).toMatchObject([
    'invalid-option',
    { option: 'enteredDuring' },
  ]);
});

describe('in a pipeline of so many stages that a number has too few bits for them', () => {
  const wide = pipelineOf(...Array.from({ length: 70 }, (_, index) => `s${index + 1}`));
  const lines = ['a ann 100 | s1@0 s31@1 s32@2 s33@3 s65@9 won@20', 'b ann 100 | s33@8 s65@12'];
  const deals = dealBook(
    lines.map((line) => goldenHistory(line, dayZero, wide.id, 'NOK') as unknown as DealHistory),
    { pipelines: [wide], currency: 'NOK' },
  );
  const enteredIn = (options: Partial<SalesFunnelOptions>) =>
    salesFunnel(deals, { pipelineId: wide.id, skips: 'ignore', ...options })
      .stages.filter(({ entered }) => entered > 0)
      .map(({ stageId, entered, stepRate }) => [stageId, entered, stepRate.count]);

  test('the visits of a period are those to any of the stages', () => {
    expect(enteredIn({ overlapping: days(2.5, 9) })).toEqual([
      ['s32', 1, 1],
      ['s33', 2, 0],
    ]);
    expect(enteredIn({ enteredDuring: days(2, 9) })).toEqual([
      ['s32', 1, 1],
      ['s33', 2, 0],
    ]);
    expect(enteredIn({ enteredDuring: days(9, 30) })).toEqual([['s65', 2, 0]]);
  });

  test('so are those of an owner, and those that went on so soon', () => {
    expect(enteredIn({ stageOwnerId: 'bob' })).toEqual([]);
    expect(enteredIn({ within: { days: 1 } })).toEqual([
      ['s1', 1, 0],
      ['s31', 1, 1],
      ['s32', 1, 1],
      ['s33', 2, 0],
      ['s65', 2, 0],
    ]);
  });
});

test('of a pipeline without stages, a period shows the deals in stages it does not know, and no others', () => {
  const bare = definePipeline({ id: 'bare', name: 'Bare', progression: 'none', stages: [] });
  const { stageId: _none, ...unstaged } = opened({ dealId: 'a', pipelineId: 'bare' });
  const histories = [[unstaged], [opened({ dealId: 'b', pipelineId: 'bare', stageId: 'unknown' })]] as const;
  const deals = dealBook(histories, { pipelines: [bare], currency: 'NOK' });
  const { total } = salesFunnel(deals, { pipelineId: 'bare', overlapping: '2026-10' });
  expect(total.deals).toBe(1);
  expect(salesFunnel(deals, { pipelineId: 'bare' }).total.deals).toBe(2);
});

describe('strictly', () => {
  const jumpy = bookOfLines(
    'a ann 1 | s1@0 s2@2 won@3',
    'b ann 1 | s1@0 s3@2 won@3',
    'c ann 1 | s1@0 s3@2 s1@5',
    'd ann 1 | s1@0 x@1 s2@2',
    'e ann 1 | s2@0',
  );

  test('only the deals count that really visited every stage before the furthest they came to', () => {
    expect(dealsIn(jumpy, { pipelineId, strict: true, skips: 'count' }, { cell: 'deals' })).toEqual([
      'a',
      'd',
    ]);
  });

  test('going back erases nothing of what was visited, nor of how far they came', () => {
    const erased = { pipelineId, strict: true, returns: 'erase' } as const;
    expect(dealsIn(jumpy, erased, { cell: 'deals' })).toEqual(['a', 'd']); // c jumped over s2
  });
});

describe('within some days', () => {
  const steps = (days: number, options: Partial<SalesFunnelOptions> = {}) =>
    funnel({ within: { days }, ...options }).stages.map(({ stepRate: { count, of } }) => [count, of]);

  test('the step rate counts only those that went on so soon, the last stage those won so soon', () => {
    expect(steps(10)).toEqual([
      [2, 4], // a after ten days, b after five
      [1, 3], // a jumped over the third stage ten days later
      [1, 1], // and was won at that instant
    ]);
    expect(steps(9.9)[0]).toEqual([1, 4]);
    expect(steps(0)).toEqual([
      [0, 4],
      [0, 3],
      [1, 1],
    ]);
  });

  test('all other figures are as without, and it is told what was asked for', () => {
    const { stages, total, within } = funnel({ within: { days: 3 } });
    const without = funnel({});
    expect(total).toEqual(without.total);
    expect(stages.map((row) => ({ ...row, stepRate: null }))).toEqual(
      without.stages.map((row) => ({ ...row, stepRate: null })),
    );
    expect(within).toEqual({ days: 3 });
  });

  test('one that came to the next stage before this one last did not go on since', () => {
    const back = bookOfLines('a ann 1 | s1@0 s2@2 s1@6');
    const [first] = salesFunnel(back, { pipelineId, within: { days: 30 } }).stages;
    expect(first?.stepRate).toEqual({ value: 0, count: 0, of: 1 });
  });

  test('that are no number from 0 on are refused', () => {
    for (const days of [-1, Number.NaN, Number.POSITIVE_INFINITY, '3', undefined])
      expect(refusal(() => funnel({ within: { days } as never }))).toMatchObject([
        'invalid-option',
        { option: 'days' },
      ]);
  });
});
