import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definePipeline } from '../../../src/index.ts';
import {
  type Ending,
  type Path,
  type ReadVisit,
  readPath,
  type StageReading,
} from '../../../src/timeline/read-path.ts';
import { stageOrder } from '../../../src/timeline/stage-order.ts';
import { frozen } from '../../support/freeze.ts';

const ids = ['s1', 's2', 's3', 's4', 's5'];
const pipeline = definePipeline({
  id: 'p',
  name: 'P',
  progression: 'manual',
  stages: ids.map((id) => ({ id, name: id })),
});
const orderOf = (stages: readonly string[]) => stageOrder(pipeline, stages);

/** A reading in words: stage and exit of each visit, one that was only counted for a skip in brackets. */
function read(stages: readonly string[], ending: Ending, reading: StageReading): string {
  const order = orderOf(stages);
  return readPath(frozen({ stages, ending }), order, reading)
    .map(({ position, exit, stays }) => {
      const visit = `${order.places[position]?.stageId} ${exit}`;
      return stays === null ? `(${visit})` : visit;
    })
    .join(', ');
}

const countKeep: StageReading = { skips: 'count', returns: 'keep' };
const countErase: StageReading = { skips: 'count', returns: 'erase' };
const ignoreKeep: StageReading = { skips: 'ignore', returns: 'keep' };
const ignoreErase: StageReading = { skips: 'ignore', returns: 'erase' };

describe('a deal that went straight through and was won', () => {
  test.each([countKeep, countErase, ignoreKeep, ignoreErase])(
    'passed every stage, read with %j',
    (reading) => {
      expect(read(ids, 'won', reading)).toBe('s1 advanced, s2 advanced, s3 advanced, s4 advanced, s5 won');
    },
  );
});

describe('a deal that went s1, s4, s2 and was lost', () => {
  test('passed the stages it jumped over and returned from the fourth, with skips counted and returns kept', () => {
    expect(read(['s1', 's4', 's2'], 'lost', countKeep)).toBe(
      's1 advanced, (s2 advanced), (s3 advanced), s4 returned, s2 lost',
    );
  });

  test('was never in the third, with skips ignored', () => {
    expect(read(['s1', 's4', 's2'], 'lost', ignoreKeep)).toBe('s1 advanced, s4 returned, s2 lost');
  });

  test('was never in the fourth, with returns erased', () => {
    expect(read(['s1', 's4', 's2'], 'lost', countErase)).toBe('s1 advanced, s2 lost');
    expect(read(['s1', 's4', 's2'], 'lost', ignoreErase)).toBe('s1 advanced, s2 lost');
  });
});

describe('a deal that went s1, s2, s3, s1 and was won', () => {
  test('won in the first stage and passed all others, with skips counted and returns kept', () => {
    expect(read(['s1', 's2', 's3', 's1'], 'won', countKeep)).toBe(
      's1 advanced, s2 advanced, s3 returned, s1 won, (s2 advanced), (s3 advanced), (s4 advanced), (s5 advanced)',
    );
  });

  test('was never in the last two, with skips ignored', () => {
    expect(read(['s1', 's2', 's3', 's1'], 'won', ignoreKeep)).toBe(
      's1 advanced, s2 advanced, s3 returned, s1 won',
    );
  });

  test('never left the first stage, with returns erased', () => {
    expect(read(['s1', 's2', 's3', 's1'], 'won', countErase)).toBe(
      's1 won, (s2 advanced), (s3 advanced), (s4 advanced), (s5 advanced)',
    );
    expect(read(['s1', 's2', 's3', 's1'], 'won', ignoreErase)).toBe('s1 won');
  });

  test('has one visit made of all four stays then', () => {
    const stages = ['s1', 's2', 's3', 's1'];
    expect(readPath({ stages, ending: 'won' }, orderOf(stages), ignoreErase)).toEqual([
      { position: 0, exit: 'won', stays: { first: 0, last: 3 } },
    ]);
  });
});

describe('skipped stages', () => {
  test('are those before a first visit in a later stage', () => {
    expect(read(['s3'], 'open', countKeep)).toBe('(s1 advanced), (s2 advanced), s3 open');
    expect(read(['s3'], 'open', ignoreKeep)).toBe('s3 open');
  });

  test('are those after a win, and none after a loss, a transfer or while the deal is open', () => {
    expect(read(['s3'], 'won', countKeep)).toBe(
      '(s1 advanced), (s2 advanced), s3 won, (s4 advanced), (s5 advanced)',
    );
    for (const ending of ['lost', 'transferred', 'open'] as const) {
      expect(read(['s1', 's3'], ending, countKeep)).toBe(`s1 advanced, (s2 advanced), s3 ${ending}`);
    }
  });

  test('are none on the way back', () => {
    expect(read(['s1', 's5', 's1'], 'lost', countKeep)).toBe(
      's1 advanced, (s2 advanced), (s3 advanced), (s4 advanced), s5 returned, s1 lost',
    );
  });

  test('are skipped again each time a deal jumps over them', () => {
    expect(read(['s1', 's3', 's1', 's3'], 'open', countKeep)).toBe(
      's1 advanced, (s2 advanced), s3 returned, s1 advanced, (s2 advanced), s3 open',
    );
  });
});

describe('a deal that came back', () => {
  test('to a stage it was never in has a visit of its own there, with returns erased', () => {
    const stages = ['s2', 's5', 's3'];
    expect(readPath({ stages, ending: 'open' }, orderOf(stages), ignoreErase)).toEqual([
      { position: 1, exit: 'advanced', stays: { first: 0, last: 0 } },
      { position: 2, exit: 'open', stays: { first: 2, last: 2 } },
    ]);
    expect(read(['s4', 's2'], 'lost', ignoreErase)).toBe('s2 lost');
  });

  test('and went on again leaves only the last way, with returns erased', () => {
    expect(read(['s1', 's2', 's3', 's2', 's4'], 'won', ignoreErase)).toBe('s1 advanced, s2 advanced, s4 won');
    expect(read(['s1', 's2', 's3', 's2', 's4'], 'won', countErase)).toBe(
      's1 advanced, s2 advanced, (s3 advanced), s4 won, (s5 advanced)',
    );
  });

  test('to the same stage, by a reopening, advanced to it and starts a visit of its own in every reading', () => {
    for (const reading of [ignoreKeep, ignoreErase]) {
      expect(read(['s1', 's2', 's2'], 'lost', reading)).toBe('s1 advanced, s2 advanced, s2 lost');
    }
    expect(read(['s1', 's1'], 'won', ignoreErase)).toBe('s1 advanced, s1 won');
  });

  test('past a stage it was reopened in continues the last of the visits there', () => {
    const stages = ['s1', 's2', 's2', 's4', 's2'];
    expect(readPath({ stages, ending: 'open' }, orderOf(stages), ignoreErase)).toEqual([
      { position: 0, exit: 'advanced', stays: { first: 0, last: 0 } },
      { position: 1, exit: 'advanced', stays: { first: 1, last: 1 } },
      { position: 1, exit: 'open', stays: { first: 2, last: 4 } },
    ]);
  });
});

describe('a stage the pipeline does not know', () => {
  test('lies right behind the stage visited before: entering it is no return, nor is leaving it for a later one', () => {
    expect(read(['s1', 'gone', 's3'], 'lost', ignoreKeep)).toBe('s1 advanced, gone advanced, s3 lost');
    expect(read(['s3', 'gone', 's4'], 'lost', ignoreKeep)).toBe('s3 advanced, gone advanced, s4 lost');
  });

  test('lies before the first stage where it is where the deal began', () => {
    expect(read(['gone', 's1'], 'lost', ignoreKeep)).toBe('gone advanced, s1 lost');
    expect(read(['gone', 'x', 's1'], 'lost', ignoreErase)).toBe('gone advanced, x advanced, s1 lost');
  });

  test('is left for an earlier stage, or the one visited before it, by a return', () => {
    expect(read(['s3', 'gone', 's2'], 'lost', ignoreKeep)).toBe('s3 advanced, gone returned, s2 lost');
    expect(read(['s3', 'gone', 's3'], 'lost', ignoreKeep)).toBe('s3 advanced, gone returned, s3 lost');
  });

  test('lies elsewhere at each visit', () => {
    expect(read(['s1', 'gone', 's4', 's2', 'gone', 's3'], 'open', ignoreKeep)).toBe(
      's1 advanced, gone advanced, s4 returned, s2 advanced, gone advanced, s3 open',
    );
  });

  test('after another unknown one lies behind that', () => {
    expect(read(['s1', 'gone', 'x', 'gone', 's2'], 'won', ignoreKeep)).toBe(
      's1 advanced, gone advanced, x advanced, gone advanced, s2 won',
    );
  });

  test('is not on the way: nothing is skipped on its account', () => {
    expect(read(['s1', 'gone', 's2'], 'lost', countKeep)).toBe('s1 advanced, gone advanced, s2 lost');
    expect(read(['s1', 'gone'], 'lost', countKeep)).toBe('s1 advanced, gone lost');
    expect(read(['gone'], 'lost', countKeep)).toBe('gone lost');
    expect(read(['gone', 's2'], 'lost', countKeep)).toBe('gone advanced, (s1 advanced), s2 lost');
  });

  test('between two known ones leaves the step between these as it is', () => {
    expect(read(['s1', 'gone', 's3'], 'lost', countKeep)).toBe(
      's1 advanced, gone advanced, (s2 advanced), s3 lost',
    );
  });

  test('may be where a deal is won: the stages after the last known one are passed', () => {
    expect(read(['s3', 'gone'], 'won', countKeep)).toBe(
      '(s1 advanced), (s2 advanced), s3 advanced, gone won, (s4 advanced), (s5 advanced)',
    );
  });

  test('is erased only with what it lay behind, when a deal goes back there or before it', () => {
    expect(read(['s1', 'gone', 's3'], 'lost', ignoreErase)).toBe('s1 advanced, gone advanced, s3 lost');
    expect(read(['s1', 'gone', 's3', 's2'], 'lost', ignoreErase)).toBe('s1 advanced, gone advanced, s2 lost');
    expect(read(['s1', 's3', 'gone', 's2'], 'lost', ignoreErase)).toBe('s1 advanced, s2 lost');
    expect(read(['s1', 'gone', 's1'], 'open', ignoreErase)).toBe('s1 open');
  });
});

describe('with the skips of jumps only', () => {
  const jumpsErase: StageReading = { skips: 'jumps', returns: 'erase' };
  const jumpsKeep: StageReading = { skips: 'jumps', returns: 'keep' };

  test('a step forwards and a first visit in a later stage pass what they jump over', () => {
    expect(read(['s2', 's4'], 'lost', jumpsKeep)).toBe('(s1 advanced), s2 advanced, (s3 advanced), s4 lost');
  });

  test('an early win passes nothing but the stage it happened in', () => {
    expect(read(['s1', 's2'], 'won', jumpsErase)).toBe('s1 advanced, s2 won');
    expect(read(['s2'], 'won', jumpsKeep)).toBe('(s1 advanced), s2 won');
  });
});

describe('a path without stages', () => {
  test('has no visits in any reading, not even for a win', () => {
    for (const reading of [countKeep, countErase, ignoreKeep, ignoreErase])
      expect(read([], 'won', reading)).toBe('');
  });
});

describe('laws', () => {
  const path: fc.Arbitrary<Path> = fc.record({
    stages: fc.array(fc.constantFrom(...ids, 'gone', 'x'), { maxLength: 8 }),
    ending: fc.constantFrom('won', 'lost', 'open', 'transferred'),
  });
  const reading: fc.Arbitrary<StageReading> = fc.record({
    skips: fc.constantFrom('count', 'jumps', 'ignore'),
    returns: fc.constantFrom('keep', 'erase'),
  });
  const isReal = ({ stays }: ReadVisit): boolean => stays !== null;

  test('only the last real visit ends as the path does; every other one advanced or returned', () => {
    fc.assert(
      fc.property(path, reading, (way, how) => {
        const visits = readPath(way, orderOf(way.stages), how);
        const real = visits.filter(isReal);
        for (const [index, { exit }] of real.entries()) {
          if (index === real.length - 1) expect(exit).toBe(way.ending);
          else expect(['advanced', 'returned']).toContain(exit);
        }
        for (const visit of visits) if (!isReal(visit)) expect(visit.exit).toBe('advanced');
      }),
    );
  });

  test('with returns kept the real visits are the stays, one by one', () => {
    fc.assert(
      fc.property(path, fc.constantFrom(countKeep, ignoreKeep), (way, how) => {
        const order = orderOf(way.stages);
        const real = readPath(way, order, how).filter(isReal);
        expect(real.map(({ position }) => order.places[position]?.stageId)).toEqual(way.stages);
        expect(real.map(({ stays }) => stays)).toEqual(
          way.stages.map((_, index) => ({ first: index, last: index })),
        );
      }),
    );
  });

  test('with returns erased a deal only goes forwards, and ends where it really ended', () => {
    fc.assert(
      fc.property(path, fc.constantFrom(countErase, ignoreErase), (way, how) => {
        const order = orderOf(way.stages);
        const real = readPath(way, order, how).filter(isReal);
        const positions = real.map(({ position }) => position).filter((position) => position < order.mapped);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        expect(real.some(({ exit }) => exit === 'returned')).toBe(false);
        expect(real.at(-1)?.stays?.last).toBe(way.stages.length === 0 ? undefined : way.stages.length - 1);
      }),
    );
  });

  test('with skips ignored the visits are the real ones of the same reading with skips counted', () => {
    fc.assert(
      fc.property(path, fc.constantFrom('keep' as const, 'erase' as const), (way, returns) => {
        const order = orderOf(way.stages);
        const counted = readPath(way, order, { skips: 'count', returns });
        const jumped = readPath(way, order, { skips: 'jumps', returns });
        expect(readPath(way, order, { skips: 'ignore', returns })).toEqual(counted.filter(isReal));
        expect(jumped).toEqual(counted.slice(0, jumped.length)); // a win adds its visits at the end
        expect(counted.slice(jumped.length).every((visit) => way.ending === 'won' && !isReal(visit))).toBe(
          true,
        );
      }),
    );
  });

  test('with skips counted no known stage before one that was visited is missing, and none at all after a win', () => {
    fc.assert(
      fc.property(path, fc.constantFrom(countKeep, countErase), (way, how) => {
        const order = orderOf(way.stages);
        const visited = new Set(readPath(way, order, how).map(({ position }) => position));
        const furthest = Math.max(-1, ...[...visited].filter((position) => position < order.mapped));
        for (let position = 0; position < furthest; position++) expect(visited.has(position)).toBe(true);
        if (way.ending === 'won' && way.stages.length > 0) expect(furthest).toBe(order.mapped - 1);
      }),
    );
  });
});
