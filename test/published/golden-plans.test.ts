import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { feasiblePlan, keyStage, requiredEntrants, type StageConversion, whatIf } from '../../src/index.ts';
import { nok } from '../support/deals.ts';
import { sharedPath } from '../support/shared.ts';
import { average, exactly, stagesOf } from '../unit/planning/given.ts';

interface GoldenPlan {
  readonly what: string;
  readonly [figure: string]: unknown;
}

const path = sharedPath('oracles/golden-funnels.json');
const plans: readonly GoldenPlan[] = path ? JSON.parse(readFileSync(path, 'utf8')).planning : [];
let used = 0;

/** The figures of the one plan whose description begins so. */
function golden<T>(start: string): T {
  const found = plans.filter(({ what }) => what.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} plans begin with ${start}`);
  used += 1;
  return found[0] as T;
}

/** The stages of a funnel, of which each number entered from the one before; the last is what was won. */
function stagesFrom(entered: readonly number[]): StageConversion[] {
  return stagesOf(...entered.slice(1).map((count, index) => ({ count, of: entered[index] as number })));
}

/** What enters each stage and is won at the end. */
function enteredIn({ stages, wins }: ReturnType<typeof whatIf>['after']): unknown[] {
  return [...stages.map(({ entrants }) => entrants?.value), wins?.value];
}

describe.skipIf(path === undefined)('the plans of golden-funnels.json', () => {
  test.each(['200 contacts, 10 paid', '100 calls, 30 interested'])('%s', (start) => {
    const { rate } = golden<{ rate: { count: number; of: number; value: number } }>(start);
    const { before } = whatIf(stagesOf(rate), { change: 'growth', by: 1, leads: rate.of });
    expect([before.totalRate?.value, before.wins?.value]).toEqual([rate.value, rate.count]);
    expect(requiredEntrants(stagesOf(rate), { wins: rate.count }).leads).toBe(rate.of);
  });

  test('windows: key stage, lever, and ten times the sales', () => {
    const { entered, whatIf: then } = golden<{
      entered: number[];
      whatIf: { leverRate: number; entered: number[]; gain: number };
    }>('windows');
    const stages = stagesFrom(entered);
    const { key, lever, gain } = keyStage(stages, { raiseTo: then.leverRate });
    expect([key?.stageId, exactly(key?.rate ?? null)]).toEqual(['b', '2/3']);
    expect([lever?.stageId, exactly(lever?.rate ?? null)]).toEqual(['a', '3/100']);
    const change = { change: 'rate', stageId: 'a', rate: then.leverRate } as const;
    const answer = whatIf(stages, { ...change, leads: entered[0] as number });
    expect(enteredIn(answer.before)).toEqual(entered);
    expect(enteredIn(answer.after)).toEqual(then.entered);
    expect([answer.gain?.value, gain?.value]).toEqual([then.gain, then.gain]);
  });

  test('every rate doubled', () => {
    const { entered, doubled, gain } = golden<{ entered: number[]; doubled: number[]; gain: number }>(
      'double every rate',
    );
    const answer = whatIf(stagesFrom(entered), { change: 'improvement', by: 2, leads: entered[0] as number });
    expect(enteredIn(answer.after)).toEqual(doubled);
    expect(answer.gain?.value).toBe(gain);
  });

  test('proportional growth, and what eats it up', () => {
    const { growth, gain, breakEvenLossPerStage } = golden<{
      growth: number;
      gain: number;
      breakEvenLossPerStage: string;
    }>('proportional growth');
    expect(breakEvenLossPerStage).toBe('1 - 2^(-1/n)');
    const stages = stagesFrom([1000, 30, 20]);
    const answer = whatIf(stages, { change: 'growth', by: growth });
    expect(answer.gain?.value).toBe(gain);
    expect(answer.breakEvenLoss).toBeCloseTo(1 - 2 ** (-1 / 2), 15);
    const evened = whatIf(stages, { change: 'growth', by: growth, loss: answer.breakEvenLoss ?? 0 });
    expect(evened.gain?.value).toBeCloseTo(1, 15);
  });

  test('entrants needed for 30 wins', () => {
    const { requiredEntrants: needed, wins } = golden<{ requiredEntrants: number[]; wins: number }>(
      '30 wins',
    );
    const { stages } = requiredEntrants(stagesOf(0.3, 0.5, 0.5, { count: 2, of: 3 }), { wins });
    expect(stages.map(({ entrants }) => entrants)).toEqual(needed);
  });

  test('three managers', () => {
    const { managers, totals, lowestTotal, bestAtPayment } = golden<{
      managers: Record<string, number[]>;
      totals: Record<string, string>;
      lowestTotal: string;
      bestAtPayment: string;
    }>('three managers');
    const flows = Object.entries(managers).map(([ownerId, entered]) => {
      const { before } = whatIf(stagesFrom(entered), {
        change: 'growth',
        by: 1,
        leads: entered[0] as number,
      });
      expect(enteredIn(before)).toEqual(entered);
      const [count = '', of = ''] = (totals[ownerId] ?? '').split('/');
      expect(before.totalRate?.value).toBe(Number(count) / Number(of));
      return { ownerId, before, paid: before.stages.at(-1)?.rate?.value ?? 0, entered };
    });
    const byTotal = flows.toSorted(
      (a, b) => (a.before.totalRate?.value ?? 0) - (b.before.totalRate?.value ?? 0),
    );
    expect(byTotal[0]?.ownerId).toBe(lowestTotal);
    const best = flows.toSorted((a, b) => b.paid - a.paid)[0];
    expect(`${best?.ownerId} (17/25)`).toBe(bestAtPayment);
    expect(exactly(best?.before.stages.at(-1)?.rate ?? null)).toBe('17/25');
    const { total } = feasiblePlan(
      flows.map(({ ownerId, before, entered }) => {
        return {
          ownerId,
          leads: entered[0] ?? 0,
          rate: before.totalRate,
          averageWonAmount: average(nok(1000)),
        };
      }),
    );
    expect([total.wins?.value, total.amount?.amount.toFixed()]).toEqual([15 + 17 + 19, '51000']);
  });

  test('all of them are tested', () => {
    expect(used).toBe(plans.length);
  });
});
