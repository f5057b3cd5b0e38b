import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyStage, type StageConversion, whatIf } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { anyStages, exactly, stagesOf, windows } from './given.ts';

type KeyStageOptions = Parameters<typeof keyStage>[1];

const namesIn = (stages: readonly StageConversion[]) => {
  const { key, lever } = keyStage(stages);
  return [key?.stageId ?? null, lever?.stageId ?? null];
};

describe('the key stage and its lever', () => {
  test('windows: two in three after the measuring is the key, 3 % of the calls the lever, worth ten times the sales', () => {
    const { key, lever, gain, raiseTo } = keyStage(windows, { raiseTo: 0.3 });
    expect([key?.stageId, exactly(key?.rate ?? null)]).toEqual(['measuring', '2/3']);
    expect([lever?.stageId, exactly(lever?.rate ?? null)]).toEqual(['call', '3/100']);
    expect([exactly(raiseTo), exactly(gain)]).toEqual(['3/10', '10']);
  });

  test('without a rate to raise the lever to, the gain is the most there can be', () => {
    expect(exactly(keyStage(windows).gain)).toBe('100/3');
  });

  test('the lever lies before the key, even where a later stage is weaker', () => {
    expect(namesIn(stagesOf(0.4, 0.9, 0.1))).toEqual(['b', 'a']);
  });

  test('where the first stage is the key there is no lever', () => {
    expect(keyStage(stagesOf(0.9, 0.1, 0.5))).toMatchObject({
      key: { stageId: 'a' },
      lever: null,
      gain: null,
    });
  });

  test('of equally high rates the last is the key, of equally low ones the first is the lever', () => {
    expect(namesIn(stagesOf(0.5, 0.2, { count: 1, of: 5 }, '0.50'))).toEqual(['d', 'b']);
    expect(namesIn(stagesOf(0.5, 0.5))).toEqual(['b', 'a']);
  });

  test('rates not known are neither; a lever of zero has no gain', () => {
    expect(namesIn(stagesOf(null, 0.5))).toEqual(['b', null]);
    expect(namesIn(stagesOf(null, { count: 0, of: 0 }))).toEqual([null, null]);
    expect(keyStage(stagesOf(0, 0.5))).toMatchObject({ lever: { stageId: 'a', headroom: null }, gain: null });
  });

  test('stages are ranked by how much better they can get, unknown ones last', () => {
    const { ranking } = keyStage(stagesOf(0.5, null, 0.2, 0, '0.5'));
    expect(ranking.map(({ stageId, headroom }) => [stageId, exactly(headroom)])).toEqual([
      ['d', null],
      ['c', '5'],
      ['a', '2'],
      ['e', '2'],
      ['b', null],
    ]);
  });
});

describe('refused', () => {
  const of = (options: unknown) => refusal(() => keyStage(windows, options as KeyStageOptions));

  test.each([
    ['a rate that is not known', { raiseTo: null }, 'not known: null'],
    ['a rate of nothing', { raiseTo: { count: 0, of: 0 } }, 'not known: [object Object]'],
    ['a rate below that of the lever', { raiseTo: 0.01 }, 'below the rate of call: 0.01'],
    ['a rate above one', { raiseTo: '1.01' }, 'above 1: 1.01'],
  ])('raising to %s', (_, options, problem) => {
    expect(of(options)).toEqual(['invalid-option', { option: 'raiseTo', problem }]);
  });
});

describe('laws', () => {
  test('the gain is what a new rate at the lever brings', () => {
    fc.assert(
      fc.property(anyStages, (stages) => {
        const { lever, gain } = keyStage(stages);
        if (lever === null) return;
        const raised = whatIf(stages, { change: 'rate', stageId: lever.stageId, rate: 1 });
        if (raised.gain !== null) expect(gain).toEqual(raised.gain);
      }),
    );
  });

  test('no rate is above that of the key, and none before it below that of the lever', () => {
    fc.assert(
      fc.property(anyStages, (stages) => {
        const { key, lever, ranking } = keyStage(stages);
        const values = new Map(ranking.map(({ stageId, rate }) => [stageId, rate?.value]));
        const known = stages.flatMap(({ stageId }) => values.get(stageId) ?? []);
        const before = stages.slice(
          0,
          stages.findIndex(({ stageId }) => stageId === key?.stageId),
        );
        expect(key?.rate?.value).toBe(known.length === 0 ? undefined : Math.max(...known));
        const low = before.flatMap(({ stageId }) => values.get(stageId) ?? []);
        expect(lever?.rate?.value).toBe(key === null || low.length === 0 ? undefined : Math.min(...low));
      }),
    );
  });
});
