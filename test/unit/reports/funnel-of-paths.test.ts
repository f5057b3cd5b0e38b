import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DealBook,
  type DealHistory,
  dealBook,
  dealPaths,
  definePipeline,
  funnelOfPaths,
  historiesOf,
  revisePipeline,
  salesFunnel,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { goldenHistory } from '../../support/golden.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

const rows = [
  dealRow('d1'),
  closedRow('d2', 'lost', 9, { potential: nok(300) }),
  closedRow('d3', 'won', 9, { potential: null }),
];
const changes = [
  { dealId: 'd2', stageId: 'terms', at: on(3) },
  { dealId: 'd2', stageId: 'offer', at: on(4) },
];
const pipelineId = 'sales';
const book = bookOf(rows, changes);
const paths = dealPaths(book, { pipelineId });

describe('the funnel of a table of paths', () => {
  test('has the figures of its deals: of three, one went to the terms and back, one was won early', () => {
    const { stages } = funnelOfPaths(paths, sales);
    expect(
      stages.map(({ stageId, entered, passed, lost, open, returned }) => [
        stageId,
        ...[entered, passed, lost, open, returned],
      ]),
    ).toEqual([
      ['contact', 3, 2, 0, 1, 0],
      ['offer', 2, 1, 1, 0, 0],
      ['terms', 2, 1, 0, 0, 1],
    ]);
  });

  test.each([
    [{}],
    [{ skips: 'ignore' }],
    [{ returns: 'erase' }],
    [{ skips: 'ignore', returns: 'erase' }],
    [{ skips: 'jumps', returns: 'erase' }],
    [{ strict: true }],
  ] as const)('is the funnel of those deals, in the reading %j', (reading) => {
    const { warnings, ...funnel } = salesFunnel(book, { pipelineId, ...reading });
    expect(funnelOfPaths(paths, sales, reading)).toMatchObject(funnel);
  });

  test('of deals closed in a period is that of the same period', () => {
    const closed = dealPaths(book, { pipelineId, closedDuring: '2026-10' });
    const funnel = funnelOfPaths(closed, sales);
    expect(funnel.closedDuring).toEqual(closed.closedDuring);
    expect(funnel.total).toMatchObject({ deals: 2, won: 1, lost: 1, open: 0, unpriced: 1 });
  });

  test('may have the stages of a later revision of the pipeline', () => {
    const revised = revisePipeline(sales, { rename: { offer: 'Proposal' } });
    expect(funnelOfPaths(paths, revised).stages.map(({ name }) => name)).toEqual([
      'First contact',
      'Proposal',
      'Terms',
    ]);
  });

  test('is read by a revision that merged stages: visits that follow each other are one', () => {
    const merged = revisePipeline(sales, { change: { contact: { formerly: ['offer'] } } });
    const histories = historiesOf(
      [dealRow('d1')],
      [
        { dealId: 'd1', stageId: 'offer', at: on(2) },
        { dealId: 'd1', stageId: 'terms', at: on(3) },
      ],
      [sales],
    );
    const [before, after] = [sales, merged].map((pipeline) =>
      dealBook(histories, { pipelines: [pipeline], currency: 'NOK' }),
    ) as [DealBook, DealBook];
    const funnel = funnelOfPaths(dealPaths(before, { pipelineId }), merged);
    expect(funnel.stages.map(({ stageId, entered, visits }) => [stageId, entered, visits])).toEqual([
      ['contact', 1, 1],
      ['terms', 1, 1],
    ]);
    expect({ ...funnel, asOf: null }).toEqual({ ...salesFunnel(after, { pipelineId }), asOf: null });
  });

  test('without paths has every stage, and no rates: null, not zero', () => {
    const { stages, total } = funnelOfPaths(dealPaths(bookOf([]), { pipelineId }), sales);
    expect(stages.map(({ entered, stepRate }) => [entered, stepRate.value])).toEqual(
      Array(3).fill([0, null]),
    );
    expect(total.totalRate).toEqual({ value: null, count: 0, of: 0 });
  });

  test('is refused with another pipeline than the table is of, and with an option that is not known', () => {
    expect(refusal(() => funnelOfPaths(paths, simple))).toMatchObject([
      'invalid-option',
      { option: 'pipeline' },
    ]);
    expect(refusal(() => funnelOfPaths(paths, sales, { durations: true } as object))).toMatchObject([
      'invalid-option',
      { option: 'durations' },
    ]);
  });
});

test('in every reading, strict or not, is the funnel of the deals, however they went through stages retired or not known', () => {
  const base = definePipeline({
    id: 'p',
    name: 'P',
    progression: 'manual',
    stages: ['s1', 's2', 's3', 's4', 's5'].map((id) => ({ id, name: id })),
  });
  const pipeline = revisePipeline(base, { retire: ['s2'] });
  const course = fc.tuple(
    fc.array(fc.constantFrom('s1', 's2', 's3', 's4', 's5', 'x', 'y'), { minLength: 1, maxLength: 9 }),
    fc.constantFrom('won', 'lost', 'open'),
  );
  const reading = fc.record({
    skips: fc.constantFrom('count', 'jumps', 'ignore'),
    returns: fc.constantFrom('keep', 'erase'),
    strict: fc.constantFrom(true, false),
  });
  fc.assert(
    fc.property(fc.array(course, { minLength: 1, maxLength: 8 }), reading, (courses, options) => {
      const histories = courses.map(([stages, ending], index) => {
        const steps = stages.map((stageId, day) => `${stageId}@${day}`);
        const line = `d${index} ann ${index} | ${steps.join(' ')}${ending === 'open' ? '' : ` ${ending}@20`}`;
        return goldenHistory(line, new Date('2026-10-01'), 'p', 'NOK') as unknown as DealHistory;
      });
      const book = dealBook(histories, { pipelines: [pipeline], currency: 'NOK' });
      const paths = dealPaths(book, { pipelineId: 'p' });
      const funnel = salesFunnel(book, { pipelineId: 'p', ...options });
      expect(funnelOfPaths(paths, pipeline, options)).toEqual(funnel);
      // and read deal by deal it is the same again
      const within = salesFunnel(book, { pipelineId: 'p', ...options, enteredDuring: '2026' });
      expect(within.stages.map(({ entered, visits, skipped }) => [entered, visits, skipped])).toEqual(
        funnel.stages.map(({ entered, visits, skipped }) => [entered, visits, skipped]),
      );
    }),
    { numRuns: runs(300) },
  );
});
