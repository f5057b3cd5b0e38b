import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  type DealBook,
  dealBook,
  dealPaths,
  funnelOfPaths,
  isDealError,
  salesFunnel,
} from '../../src/index.ts';
import { plain } from '../support/plain.ts';
import { instants, type RandomBook, randomBook } from '../support/random-book.ts';
import { naiveActiveFunnel } from '../twin/naive-active-funnel.ts';
import { naiveFunnel } from '../twin/naive-funnel.ts';
import { naivePaths } from '../twin/naive-paths.ts';

// The library against a second implementation that was written from the definitions and shares no code with it.

const instant = fc.constantFrom(...instants);
const limits = fc.record({ asOf: instant, knownAt: instant }, { requiredKeys: [] });
const period = fc
  .tuple(instant, instant)
  .map(([a, b]) => (+a < +b ? { start: a, end: b } : { start: b, end: a }));
const population = fc.oneof(
  fc.constant({}),
  fc.record({ closedDuring: period }),
  fc.record({ openedDuring: period }),
);
const readings = (['count', 'ignore'] as const).flatMap((skips) =>
  (['keep', 'erase'] as const).map((returns) => ({ skips, returns })),
);

const numRuns = 2000;

function bookOf({ histories, pipelines, currency }: RandomBook, options: object): DealBook {
  return dealBook(histories, { pipelines, currency, ...options });
}

describe('on random books the library and the twin agree on', () => {
  test('every sales funnel: population, reading, date and knowledge', () => {
    fc.assert(
      fc.property(randomBook, limits, population, (random, limit, people) => {
        const book = bookOf(random, limit);
        for (const { id: pipelineId } of random.pipelines) {
          for (const reading of readings) {
            const options = { pipelineId, ...people, ...reading };
            const expected = naiveFunnel(random.histories, { ...random, ...limit }, options);
            const { stages, total } = salesFunnel(book, options);
            expect(plain({ stages: stages.map(({ name, ...row }) => row), total })).toEqual(plain(expected));
          }
        }
      }),
      { numRuns },
    );
  });

  test('the paths deals took, and every funnel is a function of them', () => {
    fc.assert(
      fc.property(randomBook, limits, population, (random, limit, people) => {
        const book = bookOf(random, limit);
        for (const pipeline of random.pipelines) {
          const options = { pipelineId: pipeline.id, ...people };
          const paths = dealPaths(book, options);
          expect(plain(paths.paths)).toEqual(
            plain(naivePaths(random.histories, { ...random, ...limit }, options)),
          );
          for (const reading of readings) {
            expect(funnelOfPaths(paths, pipeline, reading)).toEqual(
              salesFunnel(book, { ...options, ...reading }),
            );
          }
        }
      }),
      { numRuns: numRuns / 4 },
    );
  });

  test('the active funnel, at the date of the book and at any earlier one', () => {
    fc.assert(
      fc.property(randomBook, limits, fc.option(instant, { nil: undefined }), (random, limit, at) => {
        const book = bookOf(random, limit);
        for (const { id: pipelineId } of random.pipelines) {
          const options = { pipelineId, ...(at === undefined ? {} : { asOf: at }) };
          if (at !== undefined && limit.asOf !== undefined && +at > +limit.asOf) {
            expect(refusal(() => activeFunnel(book, options))).toBe('as-of-too-late');
            continue;
          }
          const expected = naiveActiveFunnel(random.histories, { ...random, ...limit }, options);
          const { stages, total } = activeFunnel(book, options);
          expect(stages.map(({ name, ...row }) => withoutAge(row))).toEqual(expected.stages.map(withoutAge));
          for (const [index, { age }] of stages.entries()) expectClose(age, expected.stages[index]?.age);
          expect(plain(total)).toEqual(withoutAge(expected.total));
        }
      }),
      { numRuns },
    );
  });
});

function withoutAge(row: object): unknown {
  return plain({ ...row, age: undefined });
}

/** Durations are fractions of days: equal but for the last bits. */
function expectClose(actual: object, expected: object | undefined): void {
  for (const [name, value] of Object.entries(expected ?? {})) {
    const found = (actual as Record<string, number | null>)[name] ?? null;
    if (value === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(value, 9);
  }
}

function refusal(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return isDealError(error) ? error.code : `not a DealError: ${String(error)}`;
  }
}
