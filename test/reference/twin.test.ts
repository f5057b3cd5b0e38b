import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../../src/money/money.ts';
import { definePipeline } from '../../src/pipeline/define-pipeline.ts';
import { type GoldenResult, goldenFunnels, goldenHistory } from '../support/golden.ts';
import { instants, mixOf, randomBook } from '../support/random-book.ts';
import { runs } from '../support/runs.ts';
import { sharedPath } from '../support/shared.ts';
import { naiveActiveFunnel } from './twin/naive-active-funnel.ts';
import { naiveDeals } from './twin/naive-deal.ts';
import { naiveFunnel } from './twin/naive-funnel.ts';
import { naivePaths } from './twin/naive-paths.ts';

test('random books hold enough of everything that makes deals hard', () => {
  const mix = mixOf(fc.sample(randomBook, { numRuns: runs(100), seed: 2026 }));
  for (const [trait, share] of Object.entries(mix)) expect.soft(share, trait).toBeGreaterThanOrEqual(0.05);
});

const path = sharedPath('oracles/golden-funnels.json');
const golden = path === undefined ? [] : goldenFunnels(path);

describe.skipIf(path === undefined)('the twin reproduces the golden funnel', () => {
  const cases = golden.flatMap((funnel) => funnel.results.map((result) => ({ ...funnel, result })));

  test.each(cases)('$name, $result.options', ({ pipeline, currency, histories, result }) => {
    const book = { pipelines: [pipeline], currency };
    const funnel = naiveFunnel(histories, book, { pipelineId: pipeline.id, ...result.options });
    expect(funnel).toMatchObject(withTexts(result));
  });
});

/** The twin's amounts are texts. */
function withTexts({ stages, total }: GoldenResult): object {
  const texts = (amounts: object): object =>
    Object.fromEntries(Object.entries(amounts).map(([cell, amount]) => [cell, String(amount)]));
  return {
    stages: stages.map((row) => ({ ...row, potential: texts(row.potential) })),
    total: { ...total, potential: texts(total.potential) },
  };
}

const dayZero = new Date('2026-01-01T00:00:00Z');
const day = (number: number): Date => new Date(dayZero.getTime() + number * 86_400_000);
const pipeline = definePipeline({
  id: 'p',
  name: 'P',
  progression: 'manual',
  stages: [
    { id: 's1', name: 'One', probability: 0.1 },
    { id: 's2', name: 'Two' },
    { id: 's3', name: 'Three', probability: 0 },
  ],
});
const book = { pipelines: [pipeline], currency: 'NOK' };
const histories = [
  'a ann 100.5 | s1@0 s2@1 won@3',
  'b ann 200 | s1@0 x@1 s3@2',
  'c bob 300 | s1@0 s2@1 won@3',
  'd bob 400 | s1@0',
  'e bob 800 | s1@4 lost@5',
].map((line) => goldenHistory(line, dayZero, 'p', 'NOK'));

test('distinct paths, a prefix before what it begins', () => {
  expect(naivePaths(histories, book, { pipelineId: 'p' })).toEqual([
    { stages: ['s1'], ending: 'lost', deals: 1, priced: 1, potential: '800' },
    { stages: ['s1'], ending: 'open', deals: 1, priced: 1, potential: '400' },
    { stages: ['s1', 's2'], ending: 'won', deals: 2, priced: 2, potential: '400.5' },
    { stages: ['s1', 'x', 's3'], ending: 'open', deals: 1, priced: 1, potential: '200' },
  ]);
});

test('a stage the pipeline does not know has a row at the end and adds no visits', () => {
  const { stages } = naiveFunnel(histories, book, { pipelineId: 'p' });
  expect(stages.map(({ stageId, unmapped }) => [stageId, unmapped])).toEqual([
    ['s1', false],
    ['s2', false],
    ['s3', false],
    ['x', true],
  ]);
  expect(stages[1]).toMatchObject({ entered: 3, passed: 3, skipped: 1, visits: 2 });
  expect(stages[3]).toMatchObject({ entered: 1, passed: 1, skipped: 0, visits: 1 });
});

test("'erase' continues the visit a deal goes back to, but a reopening begins one of its own", () => {
  const visitsOf = (line: string): number[] => {
    const history = goldenHistory(line, dayZero, 'p', 'NOK');
    const { stages } = naiveFunnel([history], book, { pipelineId: 'p', returns: 'erase', skips: 'ignore' });
    return stages.map(({ visits }) => visits);
  };
  expect(visitsOf('a ann 1 | s1@0 s3@1 s1@2')).toEqual([1, 0, 0]);
  expect(visitsOf('a ann 1 | s1@0 s3@1 s2@2')).toEqual([1, 1, 0]);
  expect(visitsOf('a ann 1 | s1@0 lost@1 re:s1@2')).toEqual([2, 0, 0]);
  expect(visitsOf('a ann 1 | s1@0 \u{1F600}@1 \uFF5E@2 s2@3')).toEqual([1, 1, 0, 1, 1]);
  expect(visitsOf('a ann 1 | s1@0 \u{1F600}@1 \uFF5E@2 s1@3')).toEqual([1, 0, 0, 0, 0]);
});

test('stages the pipeline does not know come in the order of their code points', () => {
  const history = goldenHistory('a ann 1 | \u{1F600}@0 \uFF5E@1 s3@2 won@3', dayZero, 'p', 'NOK');
  const { stages } = naiveFunnel([history], book, { pipelineId: 'p' });
  expect(stages.map(({ stageId }) => stageId)).toEqual(['s1', 's2', 's3', '\uFF5E', '\u{1F600}']);
  expect(stages.map(({ passed, returned }) => [passed, returned])).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
});

test('open deals now and at an earlier date', () => {
  const now = naiveActiveFunnel(histories, book, { pipelineId: 'p' });
  expect(now.asOf).toEqual(day(5));
  expect(now.total).toMatchObject({ open: 2, potential: '600', weighted: '40', unknownProbability: 0 });
  expect(now.stages[0]).toMatchObject({ open: 1, potential: '400', age: { count: 1, mean: 5, p90: 5 } });

  const then = naiveActiveFunnel(histories, book, { pipelineId: 'p', asOf: day(1) });
  expect(then.stages.map(({ stageId, open }) => [stageId, open])).toEqual([
    ['s1', 1],
    ['s2', 2],
    ['s3', 0],
    ['x', 1],
  ]);
  expect(then.total).toMatchObject({ open: 4, weighted: '40', unknownProbability: 3 });
  expect(then.total.age).toMatchObject({ count: 4, min: 0, median: 0, p75: 0.25, max: 1 });
});

test('the first outcome stands, with its owner and its amount, until a reopening', () => {
  const events = [
    ...goldenHistory('a ann 100 | s1@0 won@3 lost@4 s2@5', dayZero, 'p', 'NOK'),
    { type: 'DealReassigned', dealId: 'a', at: day(3), ownerId: 'bob' },
    { type: 'DealRevalued', dealId: 'a', at: day(2), recordedAt: day(9), potential: money(70, 'NOK') },
  ] as const;
  expect(naiveDeals([events])).toMatchObject([
    { status: 'won', stageId: 's1', closedAt: day(3), closedBy: 'ann', ownerId: 'bob', lossReason: null },
  ]);
  expect(naiveDeals([events])[0]?.wonAmount?.amount.toFixed()).toBe('70');
  expect(naiveDeals([events], { knownAt: day(8) })[0]?.wonAmount?.amount.toFixed()).toBe('100');
  expect(naiveDeals([events], { asOf: day(2) })).toMatchObject([{ status: 'open', closedBy: null }]);
  expect(naiveDeals([events], { asOf: day(-1) })).toEqual([]);
});

const readings = fc.record({
  pipelineId: fc.constantFrom('m', 'a', 'n'),
  skips: fc.constantFrom('count', 'jumps', 'ignore'),
  returns: fc.constantFrom('keep', 'erase'),
});

test('the cells of a row add up to it, and its last columns to the total', () => {
  const cells = ['passed', 'lost', 'open', 'returned', 'transferred'] as const;
  fc.assert(
    fc.property(randomBook, readings, fc.constantFrom(...instants), (random, options, asOf) => {
      const { stages, total } = naiveFunnel(random.histories, { ...random, asOf }, options);
      for (const row of stages) expect(row.entered).toBe(cells.reduce((sum, cell) => sum + row[cell], 0));
      for (const cell of ['lost', 'open', 'transferred'] as const) {
        const inStages = stages.reduce((sum, row) => sum + row[cell], 0);
        if (options.pipelineId !== 'n') expect(inStages).toBe(total[cell]);
      }
      expect(total.deals).toBe(total.won + total.lost + total.open + total.transferred);
    }),
  );
});

test("with 'count' no stage is entered more often than the one before, and a won deal passed them all", () => {
  fc.assert(
    fc.property(randomBook, readings, (random, options) => {
      const { stages, total } = naiveFunnel(random.histories, random, { ...options, skips: 'count' });
      const through = stages.filter(({ unmapped, retired }) => !unmapped && retired !== true);
      for (const [index, row] of through.entries()) {
        expect(row.entered).toBeLessThanOrEqual(through[index - 1]?.entered ?? total.deals);
        expect(row.passed).toBeGreaterThanOrEqual(total.won);
        expect(row.entered - row.skipped).toBeLessThanOrEqual(row.visits);
      }
    }),
  );
});

test('paths hold every deal of the funnel once', () => {
  fc.assert(
    fc.property(randomBook, readings, (random, { pipelineId }) => {
      const paths = naivePaths(random.histories, random, { pipelineId });
      const { total } = naiveFunnel(random.histories, random, { pipelineId });
      expect(paths.reduce((sum, { deals }) => sum + deals, 0)).toBe(total.deals);
      expect(paths.reduce((sum, { deals, priced }) => sum + deals - priced, 0)).toBe(total.unpriced);
    }),
  );
});
