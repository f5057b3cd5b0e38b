import { describe, expect, test } from 'vitest';
import {
  type DealRow,
  dealBook,
  historiesOf,
  stageDurations,
  stageEffectiveness,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type StageEffectivenessOptions = Parameters<typeof stageEffectiveness>[1];

/** A deal closed at noon on the tenth, in the last of its stages; each move is at noon of a day. */
function closed(id: string, status: 'won' | 'lost', potential: number | null, moves: Record<string, number>) {
  return {
    row: dealRow(id, {
      potential: potential === null ? null : nok(potential),
      outcome: { status, at: on(10), reason: 'price' },
    }),
    changes: Object.entries(moves).map(([stageId, day]) => ({ dealId: id, stageId, at: on(day) })),
  };
}

function report(
  deals: readonly { row: DealRow; changes: { dealId: string; stageId: string; at: Date }[] }[],
) {
  const histories = historiesOf(
    deals.map(({ row }) => row),
    deals.flatMap(({ changes }) => changes),
    [sales],
  );
  const book = dealBook(histories, { pipelines: [sales, simple], currency: 'NOK' });
  return (options: Partial<StageEffectivenessOptions> = {}) =>
    stageEffectiveness(book, { pipelineId: 'sales', ...options });
}

describe('how well the stages do', () => {
  const ask = report([
    closed('d1', 'won', 100, { offer: 2, terms: 8 }),
    closed('d2', 'lost', 50, { offer: 2, terms: 8 }),
    closed('d3', 'lost', 900, { offer: 2 }),
    closed('d4', 'lost', null, {}),
  ]);

  test('each stage has its rates, the potential lost in it and the days spent in it', () => {
    const figures = ask().stages.map(({ stageId, settledRate, lossRate, lostPotential, lostShare, days }) => [
      stageId,
      [settledRate.count, settledRate.of],
      [lossRate.count, lossRate.of],
      String(lostPotential.amount),
      [lostShare.count, lostShare.of],
      days.mean,
    ]);
    expect(figures).toEqual([
      ['contact', [3, 4], [1, 4], '0', [1, 3], 3], // 1, 1, 1 and 9 days
      ['offer', [2, 3], [1, 3], '900', [1, 3], 20 / 3], // 6, 6 and 8 days
      ['terms', [1, 2], [1, 2], '50', [1, 3], 2],
    ]);
    expect(ask().unpriced).toBe(1);
  });

  test('the weakest stage has three answers: by rate, by money lost and by time', () => {
    expect(ask().weakest).toEqual({ byRate: ['terms'], byMoneyLost: ['offer'], byTime: ['offer'] });
  });

  test('stages that tie are all named; a stage without the figure is not', () => {
    const tied = report([
      closed('d1', 'lost', 70, {}),
      closed('d2', 'lost', 70, { offer: 10 }),
      closed('d3', 'won', 70, { offer: 10, terms: 10 }),
    ]);
    expect(tied().weakest).toEqual({
      byRate: ['offer'], // 1 of 2; contact 2 of 3, terms 1 of 1
      byMoneyLost: ['contact', 'offer'],
      byTime: ['contact'],
    });
    expect(report([closed('d1', 'won', 70, {})])().weakest).toEqual({
      byRate: ['contact', 'offer', 'terms'],
      byMoneyLost: [],
      byTime: ['contact'],
    });
    expect(report([])().weakest).toEqual({ byRate: [], byMoneyLost: [], byTime: [] });
  });

  test('a stage unknown to the pipeline has a row, but is not the weakest', () => {
    const { stages, weakest } = report([closed('d1', 'lost', 70, { gone: 2 })])();
    expect(plain(stages.at(-1))).toMatchObject({
      stageId: 'gone',
      unmapped: true,
      lost: 1,
      lostPotential: '70',
    });
    expect(weakest).toEqual({ byRate: ['contact'], byMoneyLost: [], byTime: ['contact'] });
  });

  test('it says the population and reading it was computed for, and measures as stageDurations does', () => {
    expect(ask({ closedDuring: '2026-09', returns: 'erase' })).toMatchObject({
      kind: 'stageEffectiveness',
      closedDuring: { start: on('2026-09-01T00:00:00Z') },
      skips: 'count',
      returns: 'erase',
      weakest: { byRate: [], byMoneyLost: [], byTime: [] },
    });
    const book = dealBook(historiesOf([dealRow('d1')], [], [sales]), { pipelines: [sales], currency: 'NOK' });
    const options = { pipelineId: 'sales' };
    expect(stageEffectiveness(book, options).stages.map(({ days }) => days)).toEqual(
      stageDurations(book, options).stages.map(({ days }) => days),
    );
  });

  test('an unknown pipeline and an unknown reading are refused', () => {
    expect(refusal(() => ask({ pipelineId: 'gone' }))).toEqual(['unknown-pipeline', { pipelineId: 'gone' }]);
    expect(refusal(() => ask({ skips: 'some' as 'count' }))).toMatchObject([
      'invalid-option',
      { option: 'skips' },
    ]);
  });
});
