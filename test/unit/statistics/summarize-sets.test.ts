import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countNumber, type Histogram } from '../../../src/statistics/histogram.ts';
import { type Summary, summarize } from '../../../src/statistics/summarize.ts';
import { summarizeSets } from '../../../src/statistics/summarize-sets.ts';
import { runs } from '../../support/runs.ts';

const asIs = (whole: number): number => whole;
const many = 20_000;

/** The numbers of sources one after the other, those of each in the groups 0, 1 and so on. */
type Numbers = (source: number) => readonly number[];

const sets = [[0], [0, 1], [1], [0, 2]];

function told(
  sources: number,
  numbersOf: Numbers,
): { readonly summaries: Summary[]; readonly times: number } {
  let times = 0;
  const tell = (histogram: Histogram, every: number): void => {
    times++;
    for (let source = 0; source < sources; source += every)
      for (const [group, number] of numbersOf(source).entries()) countNumber(histogram, group, number);
  };
  return { summaries: summarizeSets({ groups: 3, sources, tell }, sets, asIs), times };
}

function writtenOut(sources: number, numbersOf: Numbers): Summary[] {
  const all = Array.from({ length: sources }, (_, source) => numbersOf(source));
  return sets.map((groups) => {
    const numbers = all.flatMap((each) => groups.flatMap((group) => each.slice(group, group + 1)));
    return summarize(Float64Array.from(numbers), asIs);
  });
}

function expectSame(sources: number, numbersOf: Numbers): void {
  expect(told(sources, numbersOf).summaries).toEqual(writtenOut(sources, numbersOf));
}

describe('the summaries of sets of numbers that are told', () => {
  test('of no sources, and of no numbers of many, are those of nothing', () => {
    expectSame(0, () => []);
    expectSame(many, () => []);
  });

  test('of one number in all are that number', () => {
    expectSame(1, () => [7]);
    expectSame(many, (source) => (source === 77 ? [86_400_000] : []));
  });

  test('of equal numbers are that number', () => {
    expectSame(many, () => [0, 86_400_000]);
  });

  test('find numbers that all have one size', () => {
    expectSame(many, (source) => [(source * 7919) % 60_000, 2 ** 50 + ((source * 7919) % many)]);
  });

  test('find numbers below zero', () => {
    expectSame(many, (source) => [((source * 7919) % many) - many / 2, -1 - (source % 7) * 2 ** 40]);
  });

  test('are exact where a double does not hold the sum', () => {
    const numbers = (source: number): number[] => [2 ** 52 + source, Number.MAX_SAFE_INTEGER - (source % 5)];
    expectSame(many, numbers);
    expectSame(100, numbers);
  });

  test('do not depend on what a sample of the sources shows', () => {
    const sources = 140_000; // every third is sampled
    const numbers = (source: number): number[] =>
      source % 3 === 0
        ? [source % 6_000 === 0 ? 1e12 : 1_000_000]
        : [9_000_000_000 + ((source * 7919) % 1_000_007)];
    const { summaries, times } = told(sources, numbers);
    expect(summaries).toEqual(writtenOut(sources, numbers));
    expect(times).toBe(3);
  });

  test('take one telling beside the sample where it shows what is likely', () => {
    expect(told(many, (source) => [86_400_000 + ((source * 7919) % 1_000_003) * 1000]).times).toBe(2);
    expect(told(100, (source) => [source]).times).toBe(1);
  });
});

describe('laws', () => {
  const shape = fc.record({
    sources: fc.constantFrom(1, 50, 8_191, 8_192, many),
    seed: fc.nat(),
    power: fc.constantFrom(1, 3, 12),
    spread: fc.constantFrom(3, 1e5, 1e9, 1e12),
    groups: fc.constantFrom(1, 2, 3),
  });

  test('numbers that are told have the summaries of numbers written out', () => {
    fc.assert(
      fc.property(shape, ({ sources, seed, power, spread, groups }) => {
        let state = seed;
        const drawn = Array.from({ length: sources * groups }, () => {
          state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
          return Math.floor((state / 0x7fffffff) ** power * spread);
        });
        expectSame(sources, (source) =>
          drawn.slice(groups * source, groups * source + 1 + (source % groups)),
        );
      }),
      { numRuns: runs(25) },
    );
  });
});
