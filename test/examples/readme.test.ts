import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const readme = readFileSync('README.md', 'utf8');
const guide = readFileSync('src/repository/README.md', 'utf8');

/** The code blocks of a text, each with the file named in the comment on the line before it. */
function blocksOf(text: string) {
  const block = /(?:^<!-- (\S+) -->\n+)?^```ts\n(.*?)^```$/gms;
  return [...text.matchAll(block)].map(([, file, code]) => ({ file, code }));
}
const blocks = blocksOf(readme);
const copies = [...blocks, ...blocksOf(guide)].filter(({ file }) => file?.startsWith('examples/'));

test('the README opens with the quick start', () => {
  expect(blocks[0]?.file).toBe('examples/quick-start.ts');
});

test.each(copies)('the README and the guide show $file as it is', ({ file = '', code }) => {
  expect(code).toBe(readFileSync(file, 'utf8'));
});

test('what the README says the quick start prints is what it prints', () => {
  const [, shown] = /<!-- npx tsx examples\/quick-start\.ts -->\n```\n(.*?)```/s.exec(readme) ?? [];
  const run = ['--import', 'tsx', 'examples/quick-start.ts'];
  expect(execFileSync(process.execPath, run, { encoding: 'utf8' })).toBe(shown);
});

test('the guide shows a whole repository', () => {
  expect(blocksOf(guide)[0]?.file).toBe('examples/table-repository.ts');
});

test('the README says how to start and how to test', () => {
  expect(readme).toContain('npm start');
  expect(readme).toContain('npm test');
});

test('every script the README names exists', () => {
  const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(named));
});
