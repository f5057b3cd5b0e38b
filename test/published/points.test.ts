import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { entryPoints } from '../../tsup.config.ts';
import { dealFeatures } from './points/deal-features.ts';
import { funnelFeatures } from './points/funnel-features.ts';
import { managementPoints } from './points/management-points.ts';
import { moneyFeatures } from './points/money-features.ts';
import { outcomeFeatures } from './points/outcome-features.ts';
import type { Answered, Point } from './points/point.ts';
import { processPoints } from './points/process-points.ts';
import { questionPoints } from './points/question-points.ts';
import { reportPoints } from './points/report-points.ts';

// What the text asks for that the sales process follows, and what the best systems do, each with the functions that answer
// it and the tests that show it.

const sourceText = [...processPoints, ...reportPoints, ...questionPoints, ...managementPoints];
const features = [...dealFeatures, ...funnelFeatures, ...outcomeFeatures, ...moneyFeatures];
const everything: readonly Point[] = [...sourceText, ...features];
const answered = everything.filter((row): row is Answered => 'by' in row);

const modules = Object.values(entryPoints).map((file) => import(join('../..', file)) as Promise<object>);
const exported = new Set((await Promise.all(modules)).flatMap((module) => Object.keys(module)));

for (const { point, asks, by, file, tests } of answered) {
  test(`point ${point}, ${asks}, is answered by ${by.join(', ')} and shown by tests of ${file}`, () => {
    expect(by.filter((name) => !exported.has(name))).toEqual([]);
    const text = readFileSync(join('test', `${file}.test.ts`), 'utf8');
    expect(tests.filter((title) => !hasTest(text, title))).toEqual([]);
    expect([by.length, tests.length]).not.toContain(0);
  });
}

test('none of the 106 points of the source text is left out', () => {
  const numbers = new Set(sourceText.map(({ point }) => point));
  expect([...numbers]).toEqual(Array.from({ length: 106 }, (_, index) => index + 1));
});

test('none of the 72 features is left out', () => {
  const groups = { M: 19, F: 20, W: 5, D: 7, C: 5, P: 7, X: 5, T: 4 };
  const names = Object.entries(groups).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  );
  expect([...new Set(features.map(({ point }) => point))]).toEqual(names);
  expect(names).toHaveLength(72);
});

test('what is not answered, or not in whole, says why', () => {
  const reasons = everything.flatMap((row) => ('by' in row ? (row.without ?? []) : row.why));
  expect(reasons.filter((reason) => reason.trim() === '')).toEqual([]);
  expect(everything.length - answered.length).toBeLessThan(20);
});

test('a title is found as that of a test only, not in a comment or a list', () => {
  const text =
    "test('one', f);\ntest.each(rows)('two %s', f);\ntest(\n  'three',\n  f);\n// 'four'\nconst a = ['five'];\ntest.skip('six', f);";
  const titles = ['one', 'two %s', 'three', 'four', 'five', 'six', 'on'];
  expect(titles.filter((title) => hasTest(text, title))).toEqual(['one', 'two %s', 'three']);
});

/** Whether the source of a test file has a test of that title that is not skipped. */
function hasTest(text: string, title: string): boolean {
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(\\btest|\\))\\(\\s*(['"\`])${quoted}\\2`).test(text);
}
