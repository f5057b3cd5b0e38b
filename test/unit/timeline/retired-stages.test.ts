import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DealHistory,
  dealBook,
  definePipeline,
  revisePipeline,
  salesFunnel,
  timelineOf,
  transitions,
} from '../../../src/index.ts';
import { type Path, readPath, type StageReading } from '../../../src/timeline/read-path.ts';
import { stageOrder } from '../../../src/timeline/stage-order.ts';
import { event, moved, opened } from '../../support/events.ts';
import { runs } from '../../support/runs.ts';

const pipeline = definePipeline({
  id: 'sales',
  name: 'Sales',
  progression: 'manual',
  stages: ['s1', 's2', 's3', 's4'].map((id) => ({ id, name: id.toUpperCase() })),
});
const revised = revisePipeline(pipeline, { retire: ['s2'] });
const through: DealHistory = [opened({ stageId: 's1' }), moved('s1', 's2', 2), moved('s2', 's3', 3)];
const over: DealHistory = [
  opened({ dealId: 'd2', stageId: 's1' }),
  { ...moved('s1', 's3', 2), dealId: 'd2' },
  { ...event('DealLost', 4, { reason: 'price' }), dealId: 'd2' },
];

/** A reading in words; a visit that was only counted for a skip is in brackets. */
function read(stages: readonly string[], ending: Path['ending'], reading: StageReading): string {
  const order = stageOrder(revised, stages);
  return readPath({ stages, ending }, order, reading)
    .map(({ position, exit, stays }) => {
      const visit = `${order.places[position]?.stageId} ${exit}`;
      return stays === null ? `(${visit})` : visit;
    })
    .join(', ');
}
const countKeep: StageReading = { skips: 'count', returns: 'keep' };
const countErase: StageReading = { skips: 'count', returns: 'erase' };

describe('a retired stage', () => {
  test('keeps its visits, which were passed as before', () => {
    expect(read(['s1', 's2', 's3'], 'open', countKeep)).toBe('s1 advanced, s2 advanced, s3 open');
    expect(timelineOf(through, [revised])).toEqual(timelineOf(through, [pipeline]));
  });

  test('is not counted as skipped', () => {
    expect(read(['s1', 's4'], 'open', countKeep)).toBe('s1 advanced, (s3 advanced), s4 open');
    expect(read(['s1'], 'won', countKeep)).toBe('s1 won, (s3 advanced), (s4 advanced)');
  });

  test('is still on the way: stages before it may have been skipped, and it may have been returned from', () => {
    expect(read(['s2'], 'lost', countKeep)).toBe('(s1 advanced), s2 lost');
    expect(read(['s2', 's4'], 'open', countKeep)).toBe('(s1 advanced), s2 advanced, (s3 advanced), s4 open');
    expect(read(['s4', 's2', 's1'], 'open', countKeep)).toBe(
      '(s1 advanced), (s3 advanced), s4 returned, s2 returned, s1 open',
    );
    expect(read(['s1', 's2', 's3', 's2'], 'open', countErase)).toBe('s1 advanced, s2 open');
  });

  test('has a row of its own in the funnel, after the others, where a deal was there', () => {
    const book = dealBook([through, over], { pipelines: [revised], currency: 'NOK' });
    const { stages, warnings } = salesFunnel(book, { pipelineId: 'sales' });
    expect(
      stages.map(({ stageId, retired = false, entered, passed, lost, open, skipped }) => {
        return [stageId, retired, entered, passed, lost, open, skipped];
      }),
    ).toEqual([
      ['s1', false, 2, 2, 0, 0, 0],
      ['s3', false, 2, 0, 1, 1, 0],
      ['s4', false, 0, 0, 0, 0, 0],
      ['s2', true, 1, 1, 0, 0, 0],
    ]);
    expect(warnings).toEqual([]);
    expect(stages[0]?.stepRate).toEqual({ value: 1, count: 2, of: 2 });
    const others = dealBook([over], { pipelines: [revised], currency: 'NOK' });
    expect(salesFunnel(others, { pipelineId: 'sales' }).stages.map(({ stageId }) => stageId)).toEqual([
      's1',
      's3',
      's4',
    ]);
  });

  test('is no stage that a transition jumps over', () => {
    const book = dealBook([through, over], { pipelines: [revised], currency: 'NOK' });
    const found = transitions(book, { pipelineId: 'sales' }).transitions;
    expect(
      found.filter(({ to }) => to !== null).map(({ from, to, direction }) => [from, to, direction]),
    ).toEqual([
      ['s1', 's3', 'next'],
      ['s1', 's2', 'next'],
      ['s2', 's3', 'next'],
    ]);
  });
});

test('with skips counted, stages that deals go through are entered ever less often, whatever is retired', () => {
  const ids = fc.constantFrom('s1', 's2', 's3', 's4', 'gone');
  const paths = fc.tuple(
    fc.array(ids, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('won', 'lost', 'open'),
  );
  fc.assert(
    fc.property(
      paths,
      fc.subarray(['s1', 's2', 's3', 's4'], { maxLength: 3 }),
      ([stages, ending], retire) => {
        const order = stageOrder(revisePipeline(pipeline, { retire: retire as never }), stages);
        for (const returns of ['keep', 'erase'] as const) {
          const visits = readPath({ stages, ending } as Path, order, { skips: 'count', returns });
          const entered = new Set(visits.map(({ position }) => position));
          for (let position = 1; position < order.mapped; position++) {
            if (entered.has(position)) expect(entered).toContain(position - 1);
          }
          const real = visits.filter(({ stays }) => stays === null);
          expect(real.every(({ position }) => position < order.mapped)).toBe(true);
          expect(visits.at(-1)?.exit === ending || ending === 'won').toBe(true);
        }
      },
    ),
  );
});

test('a funnel counts what the reading of each path sees, whatever is retired', () => {
  const ids = fc.constantFrom('s1', 's2', 's3', 's4', 'gone');
  const paths = fc.array(fc.array(ids, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(paths, fc.subarray(['s1', 's2', 's3', 's4'], { maxLength: 3 }), (drawn, retire) => {
      const current = revisePipeline(pipeline, { retire: retire as never });
      const taken = drawn.map((path) => path.filter((stageId, index) => stageId !== path[index - 1]));
      const histories = taken.map((path, deal) => historyAlong(`d${deal}`, path));
      const book = dealBook(histories, { pipelines: [current], currency: 'NOK' });
      for (const skips of ['count', 'jumps', 'ignore'] as const) {
        for (const returns of ['keep', 'erase'] as const) {
          const order = stageOrder(current, taken.flat());
          const expected = new Map<string, number>();
          for (const stages of taken) {
            const visits = readPath({ stages, ending: 'open' }, order, { skips, returns });
            for (const position of new Set(visits.map((visit) => visit.position))) {
              const stageId = order.places[position]?.stageId as string;
              expected.set(stageId, (expected.get(stageId) ?? 0) + 1);
            }
          }
          const { stages } = salesFunnel(book, { pipelineId: 'sales', skips, returns });
          const entered = stages.filter((row) => row.entered > 0).map((row) => [row.stageId, row.entered]);
          expect(new Map(entered as [string, number][])).toEqual(expected);
        }
      }
    }),
    { numRuns: runs(100) },
  );
});

function historyAlong(dealId: string, [first, ...others]: readonly string[]): DealHistory {
  let from = first as string;
  const moves = others.map((to, index) => {
    const move = { ...moved(from, to, index + 2), dealId };
    from = to;
    return move;
  });
  return [opened({ dealId, stageId: first as string }), ...moves];
}
