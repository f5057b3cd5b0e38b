import { expect, test } from 'vitest';
import type { DealBook, DealGroup, Money, Summary } from '../../src/index.ts';

// Figures that others computed, a tree of them in a file `expected.json`: how every leaf of it is compared.

/** What dealbook says to each leaf, as precisely as the figure that stands there. */
export type Answers = ReadonlyMap<string, (figure: unknown) => unknown>;

/** Leaves that are not compared, and why. */
export type SetAside = readonly (readonly [leaf: RegExp, reason: string])[];

/**
 * The tests that compare every leaf of a file of expected figures with its answer. A leaf is answered or set aside with
 * the reason; there is no third kind. Nothing is answered that was not asked, and no reason stands there without need.
 */
export function testLeaves(expected: unknown, answers: Answers, setAside: SetAside): void {
  const compared = comparedLeaves(expected, setAside);
  const sectionOf = (leaf: string): string => leaf.split('.')[0] as string;
  test.each([...new Set([...compared.keys()].map(sectionOf))])('give %s', (section) => {
    for (const [leaf, figure] of compared) {
      if (sectionOf(leaf) !== section) continue;
      const answer = answers.get(leaf);
      if (answer === undefined) throw new Error(`${leaf} is neither compared nor set aside with a reason`);
      expect.soft(answer(figure), leaf).toEqual(figure);
    }
  });

  test('answer nothing that was not asked, and set nothing aside without need', () => {
    expect([...answers.keys()].filter((leaf) => !compared.has(leaf))).toEqual([]);
    const leaves = [...leavesOf(expected).keys()];
    const needed = new Set(leaves.map((leaf) => setAside.find(([pattern]) => pattern.test(leaf))));
    expect(setAside.filter((reason) => !needed.has(reason))).toEqual([]);
  });
}

/** The leaves of a file of expected figures, without those that are set aside. */
export function comparedLeaves(expected: unknown, setAside: SetAside): Map<string, unknown> {
  const isSetAside = (leaf: string): boolean => setAside.some(([pattern]) => pattern.test(leaf));
  return new Map([...leavesOf(expected)].filter(([leaf]) => !isSetAside(leaf)));
}

/**
 * Answers written as a tree like that of the file, numbers rounded to as many decimals as the file has there. What is
 * undefined is no answer.
 */
export function answersOf(tree: unknown, decimalsOf: (leaf: string) => number): Answers {
  const answered = [...leavesOf(tree)].filter(([, value]) => value !== undefined);
  return new Map(
    answered.map(([leaf, value]) => [
      leaf,
      () => (typeof value === 'number' ? rounded(value, decimalsOf(leaf)) : value),
    ]),
  );
}

/** A number rounded to a number of decimals. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** The figures of each group under its key; deals without a value are in none. */
export function byKey<T>(groups: readonly DealGroup[], figures: (book: DealBook) => T): Record<string, T> {
  const valued = groups.filter(({ key }) => key !== null);
  return Object.fromEntries(valued.map(({ key, book }) => [String(key), figures(book)]));
}

/** A summary under the names that the files have for its figures. */
export function summaryLeaves({
  count,
  ...figures
}: Summary): Omit<Summary, 'count'> & { readonly n: number } {
  return { n: count, ...figures };
}

/** An amount as the files have it, a number; theirs have few digits. */
export function amountLeaf({ amount }: Money): number {
  return amount.toNumber();
}

/** Counts added up. */
export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Every value of a tree under its path, `a.b.0`; a list or an object without parts is a value too. */
function leavesOf(value: unknown, path = ''): Map<string, unknown> {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (parts.length === 0) return new Map([[path, value]]);
  return new Map(parts.flatMap(([key, part]) => [...leavesOf(part, path === '' ? key : `${path}.${key}`)]));
}
