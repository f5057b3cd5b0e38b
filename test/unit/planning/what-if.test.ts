import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StageConversion, type WhatIfOptions, whatIf } from '../../../src/index.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { anyStages, attainableStages, exactly, stagesOf, windows } from './given.ts';

const entrantsOf = (flow: ReturnType<typeof whatIf>['after']) => [
  ...flow.stages.map(({ entrants }) => exactly(entrants)),
  exactly(flow.wins),
];

describe('proportional growth', () => {
  test('twice the leads are twice the sales, at the same conversions', () => {
    const { before, after, gain } = whatIf(windows, { leads: 1000, change: 'growth', by: 2 });
    expect(entrantsOf(before)).toEqual(['1000', '30', '20']);
    expect(entrantsOf(after)).toEqual(['2000', '60', '40']);
    expect(after.totalRate).toEqual(before.totalRate);
    expect(exactly(gain)).toBe('2');
  });

  test('but work is done less well: a tenth lost at each of two stages leaves 1.62', () => {
    const { gain, after } = whatIf(windows, { leads: 1000, change: 'growth', by: 2, loss: 0.1 });
    expect(exactly(gain)).toBe('81/50'); // 2 × 0.9 × 0.9
    expect(after.stages.map(({ rate }) => exactly(rate))).toEqual(['27/1000', '3/5']);
    expect(exactly(after.wins)).toBe('162/5');
  });

  test('the loss can be that of one stage', () => {
    const { gain } = whatIf(windows, { change: 'growth', by: 2, loss: [{ stageId: 'call', by: '0.5' }] });
    expect(exactly(gain)).toBe('1');
  });

  test('a loss of 1 - 2^(-1/n) at each of n stages leaves nothing of doubling', () => {
    for (const n of [1, 2, 3, 7]) {
      const stages = stagesOf(...Array<number>(n).fill(0.5));
      const { breakEvenLoss } = whatIf(stages, { change: 'growth', by: 2 });
      expect(breakEvenLoss).toBeCloseTo(1 - 2 ** (-1 / n), 14);
      const { gain } = whatIf(stages, { change: 'growth', by: 2, loss: breakEvenLoss as number });
      expect(gain?.value).toBeCloseTo(1, 14);
    }
    expect(whatIf(stagesOf(0.5), { change: 'growth', by: 2 }).breakEvenLoss).toBeCloseTo(0.5, 15);
    expect(whatIf(stagesOf(0.5), { change: 'growth', by: 1 }).breakEvenLoss).toBe(0);
    expect(whatIf(stagesOf(0.5), { change: 'growth', by: 0.5 }).breakEvenLoss).toBeNull();
  });

  test('a loss of everything leaves nothing', () => {
    const { after, gain } = whatIf(windows, { change: 'growth', by: 2, loss: 1 });
    expect([exactly(after.wins), exactly(gain)]).toEqual(['0', '0']);
  });
});

describe('better conversion', () => {
  test('every rate doubled: 100, 30, 12, 6 become 100, 60, 48, 48, and the last is exactly 100 %', () => {
    const answer = whatIf(stagesOf(0.3, 0.4, 0.5), { leads: 100, change: 'improvement', by: 2 });
    expect(entrantsOf(answer.before)).toEqual(['100', '30', '12', '6']);
    expect(entrantsOf(answer.after)).toEqual(['100', '60', '48', '48']);
    expect(exactly(answer.gain)).toBe('8');
    expect(answer.capped).toEqual([]);
  });

  test('no rate exceeds 100 %: two in three cannot be doubled, and that is said', () => {
    const { after, gain, capped } = whatIf(windows, { change: 'improvement', by: 2 });
    expect(after.stages.map(({ rate }) => exactly(rate))).toEqual(['3/50', '1']);
    expect(capped).toEqual(['measuring']);
    expect(exactly(gain)).toBe('3'); // 2 × 1.5, not 4
  });

  test('30, 50, 60 and 70 % doubled bring 9.52 times as much, not 16 times', () => {
    const { gain, capped } = whatIf(stagesOf(0.3, 0.5, 0.6, 0.7), { change: 'improvement', by: 2 });
    expect(exactly(gain)).toBe('200/21');
    expect(capped).toEqual(['c', 'd']);
  });

  test('at some stages only, each by a factor of its own, also below one', () => {
    const by = [
      { stageId: 'c', by: '1.5' },
      { stageId: 'a', by: 0.5 },
    ];
    const { after, gain } = whatIf(stagesOf(0.4, 0.5, 0.6), { change: 'improvement', by });
    expect(after.stages.map(({ rate }) => exactly(rate))).toEqual(['1/5', '1/2', '9/10']);
    expect(exactly(gain)).toBe('3/4');
  });
});

describe('a new rate at one stage', () => {
  test('windows: 3 % of the calls becoming 30 % sells ten times as much', () => {
    const { before, after, gain } = whatIf(windows, {
      leads: 1000,
      change: 'rate',
      stageId: 'call',
      rate: 0.3,
    });
    expect(entrantsOf(before)).toEqual(['1000', '30', '20']);
    expect(entrantsOf(after)).toEqual(['1000', '300', '200']);
    expect(exactly(gain)).toBe('10');
  });

  test('changes are combined by asking about one after the other', () => {
    const first = whatIf(windows, { change: 'rate', stageId: 'call', rate: { count: 1, of: 3 } });
    const second = whatIf(first.after.stages, { change: 'improvement', by: 1.5, leads: 900 });
    expect(entrantsOf(second.after)).toEqual(['900', '450', '450']);
  });
});

describe('what is not known stays unknown', () => {
  test('a rate not known: nothing can be said from the next stage on', () => {
    const { before, gain } = whatIf(stagesOf(0.5, null, 0.5), { leads: 4, change: 'growth', by: 2 });
    expect(entrantsOf(before)).toEqual(['4', '2', null, null]);
    expect([before.totalRate, gain]).toEqual([null, null]);
  });

  test('a stage without a rate can be given one', () => {
    const { before, after, gain } = whatIf(stagesOf(null), {
      leads: 4,
      change: 'rate',
      stageId: 'a',
      rate: 0.5,
    });
    expect([exactly(before.wins), exactly(after.wins), gain]).toEqual([null, '2', null]);
  });

  test('where nothing was won before, there is no telling how many times as much it is', () => {
    const { after, gain } = whatIf(stagesOf(0, 0.5), { leads: 4, change: 'rate', stageId: 'a', rate: 0.5 });
    expect([exactly(after.wins), gain]).toEqual(['1', null]);
  });
});

describe('refused', () => {
  const of = (options: unknown, stages: readonly StageConversion[] = windows) =>
    refusal(() => whatIf(stages, options as WhatIfOptions));

  test.each([
    ['an unknown change', { change: 'magic' }, 'change', "not 'growth' or 'improvement' or 'rate': 'magic'"],
    ['no leads', { change: 'growth', by: 1, leads: 0 }, 'leads', 'not above 0: 0'],
    ['no growth at all', { change: 'growth', by: 0 }, 'by', 'not above 0: 0'],
    ['a negative factor', { change: 'improvement', by: -1 }, 'by', 'no plain decimal from 0 on: -1'],
    ['a loss of more than all', { change: 'growth', by: 2, loss: 1.1 }, 'loss', 'above 1: 1.1'],
    ['a rate above one', { change: 'rate', stageId: 'call', rate: 2 }, 'rate', 'above 1: 2'],
    [
      'a stage there is not',
      { change: 'rate', stageId: 'x', rate: 1 },
      'stageId',
      'no stage of the funnel: x',
    ],
    [
      'a factor for a stage there is not',
      { change: 'improvement', by: [{ stageId: '__proto__', by: 2 }] },
      'by[0].stageId',
      'no stage of the funnel: __proto__',
    ],
    [
      'two losses for one stage',
      {
        change: 'growth',
        by: 2,
        loss: [
          { stageId: 'call', by: 0.1 },
          { stageId: 'call', by: 0.2 },
        ],
      },
      'loss',
      'a list with one stage twice: call',
    ],
  ])('%s', (_, options, option, problem) => {
    expect(of(options)).toEqual(['invalid-option', { option, problem }]);
  });
});

describe('laws', () => {
  const leads = fc.integer({ min: 1, max: 5000 });

  test('a change of nothing changes nothing', () => {
    fc.assert(
      fc.property(anyStages, leads, (stages, count) => {
        const first = stages[0] as StageConversion;
        const neutral: WhatIfOptions[] = [
          { change: 'growth', by: 1 },
          { change: 'growth', by: 1, loss: 0 },
          { change: 'growth', by: 1, loss: [] },
          { change: 'improvement', by: 1 },
          { change: 'improvement', by: [] },
          { change: 'rate', ...first },
        ];
        for (const options of neutral) {
          const { before, after, gain, capped } = whatIf(stages, { ...options, leads: count });
          expect(after).toEqual(before);
          expect(['1', null]).toContain(exactly(gain));
          expect(capped).toEqual([]);
        }
      }),
    );
  });

  test('the gain does not depend on the number of leads, nor on the order of the stages', () => {
    fc.assert(
      fc.property(attainableStages, leads, fc.integer({ min: 0, max: 30 }), (stages, count, tenths) => {
        const options = { change: 'improvement', by: tenths / 10 } as const;
        const { gain } = whatIf(stages, options);
        expect(whatIf(stages, { ...options, leads: count }).gain).toEqual(gain);
        expect(whatIf([...stages].reverse(), options).gain).toEqual(gain);
      }),
    );
  });

  test('no rate exceeds 1 and no gain the factor at each stage', () => {
    fc.assert(
      fc.property(attainableStages, fc.integer({ min: 10, max: 50 }), (stages, tenths) => {
        const { after, gain, capped } = whatIf(stages, { change: 'improvement', by: tenths / 10 });
        for (const { rate } of after.stages) expect(rate?.value).toBeLessThanOrEqual(1);
        const most = (tenths / 10) ** stages.length;
        if (capped.length === 0) expect(gain?.value).toBeCloseTo(most, 8);
        else expect(gain?.value).toBeLessThan(most);
      }),
    );
  });

  test('what is given is not changed', () => {
    const stages = frozen(stagesOf(0.5, { count: 1, of: 3 }));
    const options = frozen<WhatIfOptions>({ change: 'improvement', by: [{ stageId: 'a', by: 3 }] });
    expect(whatIf(stages, options).capped).toEqual(['a']);
  });
});
