import { expect, test } from 'vitest';
import { dealBook, historiesOf, readings, salesFunnel, stageRates } from '../../../src/index.ts';
import { dealRow, on, sales } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

// d1 is lost at contact, d2 at offer, d3 is open at offer, d4 is won from terms; d5 is in a stage the pipeline does not know.
const lost = (day: number) => ({ outcome: { status: 'lost' as const, at: on(day) } });
const histories = historiesOf(
  [
    dealRow('d1', lost(5)),
    dealRow('d2', lost(6)),
    dealRow('d3'),
    dealRow('d4', { outcome: { status: 'won', at: on(9) } }),
    dealRow('d5'),
  ],
  [
    { dealId: 'd2', stageId: 'offer', at: on(2) },
    { dealId: 'd3', stageId: 'offer', at: on(2) },
    { dealId: 'd4', stageId: 'terms', at: on(3) },
    { dealId: 'd5', stageId: 'elsewhere', at: on(3) },
  ],
  [sales],
);
const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' });
const funnel = salesFunnel(book, { pipelineId: 'sales', skips: 'ignore' });

test('the stages of a funnel with their step rates; stages the pipeline does not know are left out', () => {
  expect(funnel.stages.map(({ stageId }) => stageId)).toEqual(['contact', 'offer', 'terms', 'elsewhere']);
  expect(stageRates(funnel)).toEqual(
    funnel.stages.slice(0, 3).map(({ stageId, stepRate: rate }) => ({ stageId, rate })),
  );
});

test('or with their settled rates, which leave open deals out', () => {
  expect(stageRates(funnel, { by: 'settledRate' }).map(({ rate }) => [rate.count, rate.of])).toEqual([
    [4, 5],
    [0, 1],
    [1, 1],
  ]);
});

test('rates of a funnel whose early wins pass no later stages are refused', () => {
  const records = salesFunnel(book, { pipelineId: 'sales', ...readings.oneC });
  expect(refusal(() => stageRates(records))).toMatchObject(['invalid-option', { option: 'funnel' }]);
});
