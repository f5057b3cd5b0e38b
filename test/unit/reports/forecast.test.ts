import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  type DealBook,
  type DealRow,
  dealBook,
  forecast,
  historiesOf,
  salesFunnel,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const closed = (id: string, status: 'won' | 'lost'): DealRow =>
  dealRow(id, { outcome: { status, at: on(9), reason: 'price' } });

function bookOf(rows: readonly DealRow[], stages: Record<string, string>): DealBook {
  const changes = Object.entries(stages).map(([dealId, stageId]) => ({ dealId, stageId, at: on(2) }));
  return dealBook(historiesOf(rows, changes, [sales, simple]), {
    pipelines: [sales, simple],
    currency: 'NOK',
  });
}

function forecastOf(book: DealBook, pipelineId = 'sales') {
  return forecast(
    activeFunnel(book, { pipelineId }),
    salesFunnel(book, { pipelineId, closedDuring: '2026-10' }),
  );
}

// Of the closed deals 2 of 3 passed the contact, 1 of 2 the offer, 1 of 1 the terms.
const history = [closed('c1', 'won'), closed('c2', 'lost'), closed('c3', 'lost')];
const stages = { c2: 'offer' };

describe('what the open deals will bring', () => {
  test('a stage’s probability is the product of the settled rates from there on', () => {
    const rows = [...history, dealRow('d1'), dealRow('d2'), dealRow('d3', { potential: nok(500) })];
    const report = forecastOf(bookOf(rows, { ...stages, d3: 'offer' }));
    expect(plain(report.stages)).toMatchObject([
      { stageId: 'contact', open: 2, probability: 1 / 3, expectedWins: 2 / 3 },
      { stageId: 'offer', open: 1, probability: 0.5, expectedWins: 0.5, expectedPotential: '250' },
      { stageId: 'terms', open: 0, probability: 1, expectedWins: 0, expectedPotential: '0' },
    ]);
    expect(String(report.stages[0]?.expectedPotential?.amount)).toBe(`66.${'6'.repeat(31)}7`);
    expect(plain(report.total)).toEqual({
      open: 3,
      potential: '700',
      expectedWins: 7 / 6,
      expectedPotential: `316.${'6'.repeat(30)}7`,
      notForecast: { open: 0, potential: '0' },
      unpriced: 0,
    });
  });

  test('a stage without history is not forecast, nor is any before it: null, not zero', () => {
    const lost = [closed('c1', 'lost'), closed('c2', 'lost')];
    const report = forecastOf(bookOf([...lost, dealRow('d1'), dealRow('d2')], { d2: 'terms' }));
    expect(report.stages.map(({ probability, expectedWins }) => [probability, expectedWins])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(plain(report.total)).toMatchObject({
      expectedWins: 0,
      expectedPotential: '0',
      notForecast: { open: 2, potential: '200' },
    });
  });

  test('a stage that every deal was lost in is forecast: nothing will be won', () => {
    const report = forecastOf(bookOf([closed('c1', 'lost'), dealRow('d1')], { c1: 'terms', d1: 'terms' }));
    expect(plain(report.stages.at(-1))).toMatchObject({
      probability: 0,
      expectedWins: 0,
      expectedPotential: '0',
    });
  });

  test('deals in stages unknown to the pipeline, and in pipelines without stages, are not forecast', () => {
    const report = forecastOf(bookOf([...history, dealRow('d1')], { ...stages, d1: 'gone' }));
    expect(report.stages.at(-1)).toMatchObject({ stageId: 'gone', unmapped: true, probability: null });
    expect(plain(report.total.notForecast)).toEqual({ open: 1, potential: '100' });
    const stageless = forecastOf(
      bookOf([dealRow('d1', { pipelineId: 'simple', potential: null })], {}),
      'simple',
    );
    expect(plain(stageless)).toMatchObject({
      stages: [],
      total: { open: 1, notForecast: { open: 1, potential: '0' }, unpriced: 1 },
    });
  });

  test('funnels of two pipelines are no forecast', () => {
    const book = bookOf(history, {});
    const attempt = () =>
      forecast(activeFunnel(book, { pipelineId: 'sales' }), salesFunnel(book, { pipelineId: 'simple' }));
    expect(refusal(attempt)).toEqual([
      'invalid-option',
      { option: 'closed', problem: 'of pipeline simple, not sales' },
    ]);
  });

  test('nothing is forecast from a funnel whose early wins pass no later stages', () => {
    const book = bookOf(history, {});
    const attempt = () =>
      forecast(
        activeFunnel(book, { pipelineId: 'sales' }),
        salesFunnel(book, { pipelineId: 'sales', skips: 'jumps' }),
      );
    expect(refusal(attempt)).toEqual([
      'invalid-option',
      { option: 'closed', problem: "read with skips: 'jumps', whose rates do not lead to the wins" },
    ]);
  });
});
