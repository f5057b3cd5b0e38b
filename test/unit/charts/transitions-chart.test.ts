import type { EChartsOption } from 'echarts';
import { expect, expectTypeOf, test } from 'vitest';
import { transitionsChart } from '../../../src/charts/index.ts';
import { transitions } from '../../../src/index.ts';
import { bookOf } from './every-chart.ts';

// The first is won in its first stage, the second lost in its second; the third is open in its third.
const book = bookOf(['1', '2', '3'], ['Offer', 'Offer', 'won'], ['kari']);
const report = transitions(book, { pipelineId: 'sales' });

test('the chart of transitions leads from the stages on the left to where they led on the right', () => {
  const [{ links, data }] = transitionsChart(report).series;
  expect(links.map(({ source, target, value }) => [source.trim(), target.trim(), value])).toEqual([
    ['s0', 's1', 2],
    ['s0', 'won', 1],
    ['s1', 's2', 1],
    ['s1', 'lost', 1],
    ['s2', 'open', 1],
  ]);
  expect(data.map(({ stageId, ending, label }) => [stageId ?? ending, label.position])).toEqual([
    ['s0', 'left'],
    ['s1', 'right'],
    ['won', 'right'],
    ['s1', 'left'],
    ['s2', 'right'],
    ['lost', 'right'],
    ['s2', 'left'],
    ['open', 'right'],
  ]);
});

test('stages and ends that are called the same stay apart', () => {
  const chart = transitionsChart(report, { pipeline: { stages: book.pipelines[0]?.stages ?? [] } });
  const [{ links, data }] = chart.series;
  const names = data.map(({ name }) => name);
  expect(new Set(names).size).toBe(8);
  expect(names.map((name) => name.trim())).toEqual([
    'Offer',
    'Offer',
    'won',
    'Offer',
    'won',
    'lost',
    'won',
    'open',
  ]);
  for (const { source, target } of links)
    expect([names.includes(source), names.includes(target)]).toEqual([true, true]);
  expectTypeOf(chart).toExtend<EChartsOption>();
});
