import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { ownerScorecardChart } from '../../../src/charts/index.ts';
import { ownerScorecard } from '../../../src/index.ts';
import { bookOf } from './every-chart.ts';

// Kari wins a deal in contact and has one open in terms; ola loses one in offer and wins one in contact.
const book = bookOf(['1', '2', '3', '4'], ['Contact', 'Offer', 'Terms'], ['kari', 'ola']);
const chart = ownerScorecardChart(ownerScorecard(book, { pipelineId: 'sales' }));
const shares = chart.series[0].data.map(({ value: [stage, line], label }) => [line, stage, label.formatter]);

test('the chart of the scorecard has a line for the team and each owner, and a field for each stage that was entered', () => {
  expect([chart.xAxis.data, chart.yAxis.data]).toEqual([
    ['Contact', 'Offer', 'Terms'],
    ['Team', 'kari', 'ola'],
  ]);
  const { team, owners } = ownerScorecard(book, { pipelineId: 'sales' });
  const entered = [team, ...owners].flatMap(({ stages }, line) =>
    stages.flatMap(({ stepRate: { count, of } }, stage) => (of === 0 ? [] : [[line, stage, count, of]])),
  );
  expect(shares.map(([line, stage]) => [line, stage])).toEqual(entered.map(([line, stage]) => [line, stage]));
  expect(chart.series[0].data[0]).toMatchObject({ ownerId: undefined, stageId: 's0', value: [0, 0, 100] });
});

test('a share has what it was computed from in its tooltip', () => {
  const ola = chart.series[0].data.find(({ ownerId, stageId }) => ownerId === 'ola' && stageId === 's1');
  expect(ola?.tooltip.formatter.split('<br>').slice(0, 2)).toEqual([
    'ola, Offer',
    `${ola?.label.formatter} (1 / 2)`,
  ]);
});

test('the shares are written where there is room for them', () => {
  const many = Array.from({ length: 9 }, (_, index) => `${index}`);
  const wide = ownerScorecardChart(ownerScorecard(bookOf(['1'], many, ['kari']), { pipelineId: 'sales' }));
  expect([wide.series[0].label.show, wide.media[0]?.option.series[0]?.label.show]).toEqual([false, true]);
  expect(chart.series[0].label.show).toBe(true);
  expectTypeOf(chart).toExtend<EChartsOption>();
});
