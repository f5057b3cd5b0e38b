import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageMoney,
  type Money,
  type MoneyAverage,
  money,
  requiredEntrants,
  type StageConversion,
} from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { anyStages, attainableStages, average, exactly, stagesOf, windows } from './given.ts';

type Plan = Parameters<typeof requiredEntrants>[1];

/** Leads put through the rates, by hand: a fraction of two whole numbers. */
function winsOf(leads: number, stages: readonly StageConversion[]): readonly [bigint, bigint] {
  return stages.reduce<readonly [bigint, bigint]>(
    ([count, of], { rate }) => {
      if (typeof rate === 'object' && rate !== null && 'of' in rate) {
        return [count * BigInt(String(rate.count)), of * BigInt(String(rate.of))];
      }
      const [whole = '', decimals = ''] = String(rate).split('.');
      return [count * BigInt(whole + decimals), of * 10n ** BigInt(decimals.length)];
    },
    [BigInt(leads), 1n],
  );
}

function reaches(leads: number, stages: readonly StageConversion[], wins: number): boolean {
  const [count, of] = winsOf(leads, stages);
  return count >= BigInt(wins) * of;
}

describe('how many leads a plan needs', () => {
  test('30 wins at 30 %, 50 %, 50 % and two in three need 600, 180, 90 and 45', () => {
    const { leads, stages, totalRate } = requiredEntrants(stagesOf(0.3, 0.5, 0.5, { count: 2, of: 3 }), {
      wins: 30,
    });
    expect(stages.map(({ entrants }) => entrants)).toEqual([600, 180, 90, 45]);
    expect(stages.map(({ exact }) => exactly(exact))).toEqual(['600', '180', '90', '45']);
    expect(leads).toBe(600);
    expect(exactly(totalRate)).toBe('1/20');
  });

  test.each([
    [0.1, 100, 1000],
    [0.7, 21, 30], // 30.000000000000004 in doubles, and so 31
    [0.57, 57, 100], // 100.00000000000001 in doubles
    ['0.1', 100, 1000],
    [{ count: 1, of: 3 }, 1, 3],
    [{ count: 10, of: 200 }, 10, 200], // the source text: 200 called, 10 concluded and paid
  ])('at a rate of %j it takes for %i wins exactly %i', (rate, wins, leads) => {
    expect(requiredEntrants(stagesOf(rate), { wins }).leads).toBe(leads);
  });

  test('a fraction of a lead is a whole lead, and fractions do not add up from stage to stage', () => {
    const { stages, leads } = requiredEntrants(stagesOf(0.7, 0.7, 0.7), { wins: 1 });
    expect(stages.map(({ exact }) => exactly(exact))).toEqual(['1000/343', '100/49', '10/7']);
    expect(stages.map(({ entrants }) => entrants)).toEqual([3, 3, 2]);
    expect(stages.map(({ chained }) => chained)).toEqual([5, 3, 2]); // 3 / 0.7 = 4.3, 2 / 0.7 = 2.9
    expect(leads).toBe(3);
  });

  test('three deals brought 100: a plan of 100 takes three', () => {
    const plan = { amount: nok(100), averageWonAmount: averageMoney(nok(100), 3) };
    expect(requiredEntrants(stagesOf(1), plan).wins).toEqual({
      exact: { value: 3, count: '3', of: '1' },
      deals: 3,
    });
  });

  test('wins that planning gives are taken as they are, not as the nearest number', () => {
    const wins = { value: 1 / 3, count: '1', of: '3' };
    expect(requiredEntrants(stagesOf({ count: 1, of: 3 }), { wins }).leads).toBe(1);
  });

  test('a plan in money is first divided by the average won amount', () => {
    const plan = { amount: nok(60_000), averageWonAmount: average(nok(2100)) };
    const { leads, wins, stages } = requiredEntrants(stagesOf(0.05), plan);
    expect([exactly(wins.exact), wins.deals]).toEqual(['200/7', 29]);
    expect(leads).toBe(572); // 28.571… / 0.05 = 571.42…
    expect(stages[0]?.chained).toBe(580); // 29 / 0.05
  });

  test('the plan comes back with the answer, as a copy', () => {
    const plan: Plan = frozen({ amount: nok(10), averageWonAmount: average(nok(5)) });
    const answer = requiredEntrants(frozen(stagesOf(1)), plan);
    expect(answer.plan).toEqual(plan);
    expect(answer.plan).not.toBe(plan);
    expect(JSON.parse(JSON.stringify(answer))).toMatchObject({ kind: 'requiredEntrants', leads: 2 });
  });
});

describe('a plan that cannot be reached says so', () => {
  test('a rate of zero: nothing before it helps, what follows is still known', () => {
    const answer = requiredEntrants(stagesOf(0.5, 0, 0.25), { wins: 2 });
    expect(answer).toMatchObject({ attainable: false, leads: null });
    expect(answer.obstacles).toEqual([{ figure: 'rate', stageId: 'b', is: 'zero' }]);
    expect(answer.stages.map(({ entrants }) => entrants)).toEqual([null, null, 8]);
    expect(answer.stages.map(({ chained }) => chained)).toEqual([null, null, 8]);
    expect(answer.totalRate).toEqual({ value: 0, count: '0', of: '1' });
  });

  test.each([
    ['null', null],
    ['a rate of nothing', { count: 0, of: 0 }],
    ['a rate of a report without deals', { value: null, count: 0, of: 0 }],
  ])('a rate not known: %s', (_, rate) => {
    const answer = requiredEntrants(stagesOf(rate, 0.5), { wins: 2 });
    expect(answer).toMatchObject({ attainable: false, leads: null, totalRate: null });
    expect(answer.obstacles).toEqual([{ figure: 'rate', stageId: 'a', is: 'unknown' }]);
    expect(answer.stages.map(({ entrants }) => entrants)).toEqual([null, 4]);
  });

  test('an average won amount of zero, or not known', () => {
    const needed = (averageWonAmount: MoneyAverage | null) =>
      requiredEntrants(stagesOf(0.5), { amount: nok(10), averageWonAmount });
    expect(needed(average(nok(0))).obstacles).toEqual([{ figure: 'averageWonAmount', is: 'zero' }]);
    expect(needed(null).obstacles).toEqual([{ figure: 'averageWonAmount', is: 'unknown' }]);
    expect(needed(null)).toMatchObject({ leads: null, wins: { exact: null, deals: null } });
  });
});

describe('refused', () => {
  const of = (stages: unknown, plan: unknown = { wins: 1 }) =>
    refusal(() => requiredEntrants(stages as StageConversion[], plan as Plan));
  const option = (name: string, problem: string) => ['invalid-option', { option: name, problem }];

  test.each([
    ['no stages', [], 'stages', 'without a stage: []'],
    ['a stage twice', [...stagesOf(0.5), ...stagesOf(0.5)], 'stages', 'a list with one stage twice: a'],
    ['a rate above one', stagesOf(0.5, 1.5), 'stages[1].rate', 'above 1: 1.5'],
    ['more out than in', stagesOf({ count: 3, of: 2 }), 'stages[0].rate.count', 'above `of`: 3'],
    ['a negative rate', stagesOf(-0.5), 'stages[0].rate', 'no plain decimal from 0 on: -0.5'],
    ['NaN', stagesOf(Number.NaN), 'stages[0].rate', 'no plain decimal from 0 on: NaN'],
    [
      'infinity',
      stagesOf(Number.POSITIVE_INFINITY),
      'stages[0].rate',
      'no plain decimal from 0 on: Infinity',
    ],
    ['text that is no decimal', stagesOf('1e-1'), 'stages[0].rate', 'no plain decimal from 0 on: 1e-1'],
    ['a percentage', stagesOf('30 %'), 'stages[0].rate', 'no plain decimal from 0 on: 30 %'],
    ['a rate left out', [{ stageId: 'a' }], 'stages[0].rate', 'no plain decimal from 0 on: undefined'],
  ])('%s', (_, stages, name, problem) => {
    expect(of(stages)).toEqual(option(name, problem));
  });

  test('a plan of nothing, or less', () => {
    expect(of(windows, { wins: 0 })).toEqual(option('wins', 'not above 0: 0'));
    expect(of(windows, { wins: -1 })).toEqual(option('wins', 'no plain decimal from 0 on: -1'));
    expect(of(windows, { amount: nok(0), averageWonAmount: average(nok(1)) })).toEqual(
      option('amount', 'not above 0: 0'),
    );
  });

  test('an average in another currency, and what is no money', () => {
    expect(of(windows, { amount: nok(1), averageWonAmount: average(money(1, 'EUR')) })).toEqual([
      'currency-mismatch',
      { left: 'NOK', right: 'EUR' },
    ]);
    expect(of(windows, { amount: 1, averageWonAmount: average(nok(1)) })).toEqual([
      'invalid-amount',
      { input: 'undefined' },
    ]);
  });

  test('an average that does not say what it is of: there is no telling how it was rounded', () => {
    const problem = (input: string) => `no average (averageMoney makes one): ${input}`;
    const third = { total: nok(100), count: 3, value: nok(33) };
    expect(of(windows, { amount: nok(100), averageWonAmount: nok('33.33') })).toMatchObject([
      'invalid-option',
      { option: 'averageWonAmount' },
    ]);
    expect(of(windows, { amount: nok(100), averageWonAmount: 33 })).toEqual(
      option('averageWonAmount', problem('33')),
    );
    expect(of(windows, { amount: nok(100), averageWonAmount: { ...third, count: 0 } })).toEqual(
      option('averageWonAmount.count', 'no whole number from 1 on: 0'),
    );
    const { leads } = requiredEntrants(windows, { amount: nok(100), averageWonAmount: third });
    expect(leads).toBe(150); // 3 wins / 2 %, whatever the value is rounded to
  });

  test('rates so small that nobody could count the leads', () => {
    const problem = 'too far apart: a figure is larger than a number can be';
    expect(of(stagesOf(Number.MIN_VALUE))).toEqual(option('figures', problem));
    expect(of(stagesOf('0.0000000000000001'))).toEqual(option('figures', problem));
    expect(requiredEntrants(stagesOf('0.000000000000001'), { wins: 9 }).leads).toBe(9e15);
  });
});

describe('laws', () => {
  const wins = fc.integer({ min: 1, max: 1000 });

  test('the leads put through the rates reach the plan; one less does not', () => {
    fc.assert(
      fc.property(attainableStages, wins, (stages, goal) => {
        const { leads } = requiredEntrants(stages, { wins: goal });
        expect(reaches(leads as number, stages, goal)).toBe(true);
        expect(reaches((leads as number) - 1, stages, goal)).toBe(false);
      }),
    );
  });

  test('each stage needs what a funnel of it and those after it needs', () => {
    fc.assert(
      fc.property(attainableStages, wins, (stages, goal) => {
        const { stages: rows } = requiredEntrants(stages, { wins: goal });
        const alone = stages.map((_, index) => requiredEntrants(stages.slice(index), { wins: goal }).leads);
        expect(rows.map(({ entrants }) => entrants)).toEqual(alone);
      }),
    );
  });

  test('the leads depend on the rates, not on their order', () => {
    fc.assert(
      fc.property(attainableStages, wins, (stages, goal) => {
        const turned = requiredEntrants([...stages].reverse(), { wins: goal });
        expect(turned.leads).toBe(requiredEntrants(stages, { wins: goal }).leads);
      }),
    );
  });

  test('whole deals at every stage never take fewer, and need never grows down the funnel', () => {
    fc.assert(
      fc.property(attainableStages, wins, (stages, goal) => {
        const rows = requiredEntrants(stages, { wins: goal }).stages;
        for (const [index, { entrants, chained }] of rows.entries()) {
          expect(chained).toBeGreaterThanOrEqual(entrants as number);
          expect(entrants).toBeGreaterThanOrEqual(rows[index + 1]?.entrants ?? goal);
        }
      }),
    );
  });

  test('there is an answer, or a stage that stands in its way; never infinity', () => {
    fc.assert(
      fc.property(anyStages, wins, (stages, goal) => {
        const { attainable, leads, obstacles } = requiredEntrants(stages, { wins: goal });
        expect(attainable).toBe(obstacles.length === 0);
        expect(attainable ? Number.isSafeInteger(leads) : leads === null).toBe(true);
      }),
    );
  });

  test('what so many deals brought together takes as many wins, whatever the digits of their average', () => {
    const deals = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 3000 }));
    fc.assert(
      fc.property(deals, fc.integer({ min: 1, max: 5 }), ([cents, count], times) => {
        const [total, amount] = [cents, times * cents].map((all) => nok((all / 100).toFixed(2)));
        const averageWonAmount = averageMoney(total as Money, count);
        const answer = requiredEntrants(stagesOf(1), { amount: amount as Money, averageWonAmount });
        expect(answer.leads).toBe(times * count);
      }),
    );
  });

  test('a plan in money of so many average amounts is a plan of so many wins', () => {
    fc.assert(
      fc.property(attainableStages, wins, fc.integer({ min: 1, max: 99_999 }), (stages, goal, cents) => {
        const [each, amount] = [nok((cents / 100).toFixed(2)), nok(((cents * goal) / 100).toFixed(2))];
        const inMoney = requiredEntrants(stages, { amount, averageWonAmount: average(each) });
        expect(inMoney.stages).toEqual(requiredEntrants(stages, { wins: goal }).stages);
      }),
    );
  });
});
