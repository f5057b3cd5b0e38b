import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const readme = readFileSync('README.md', 'utf8');
/** The README and those of the folders, each by its path. */
const texts = ['README.md', ...guidesIn('src'), ...guidesIn('test')].map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}));

function guidesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => join(folder, path));
}

/** The code blocks of a text, each with the file named in the comment on the line before it. */
function blocksOf(text: string) {
  const block = /(?:^<!-- (\S+) -->\n+)?^```ts\n(.*?)^```$/gms;
  return [...text.matchAll(block)].map(([, file, code]) => ({ file, code }));
}
const copies = texts
  .flatMap(({ text }) => blocksOf(text))
  .filter(({ file }) => file?.startsWith('examples/'));

test('the README has at most 200 lines', () => {
  expect(readme.split('\n').length - 1).toBeLessThanOrEqual(200);
});

test('the README opens with the quick start, of at most 20 lines', () => {
  const [first] = blocksOf(readme);
  expect(first?.file).toBe('examples/quick-start.ts');
  expect(first?.code?.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
});

test.each(copies)('a text shows $file as it is', ({ file = '', code }) => {
  expect(code).toBe(readFileSync(file, 'utf8'));
});

test('what the README says the quick start prints is what it prints', () => {
  const [, shown] = /<!-- npx tsx examples\/quick-start\.ts -->\n```\n(.*?)```/s.exec(readme) ?? [];
  const run = ['--import', 'tsx', 'examples/quick-start.ts'];
  expect(execFileSync(process.execPath, run, { encoding: 'utf8' })).toBe(shown);
});

test('the guide to repositories shows a whole one', () => {
  expect(copies.map(({ file }) => file)).toContain('examples/table-repository.ts');
});

test('two commands set everything up: one runs the sample, one the tests that a change must pass', () => {
  const commands = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, lines]) => lines);
  expect(commands).toEqual(['npm install && npm start\nnpm test\n']);
  expect(readFileSync('.ci/run', 'utf8')).toContain(`step 'Tests' npm test\n`);
});

test('the quick part of the tests that the README names exists', () => {
  const [, paths = ''] = /`npm test -- (.*?)`/.exec(readme) ?? [];
  expect(paths.split(' ').filter((path) => !existsSync(path))).toEqual([]);
});

test('every script a text names exists', () => {
  const named = texts.flatMap(({ text }) => [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name));
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(named));
});

test.each(texts)('every path in $path exists', ({ text }) => {
  const named = [...text.matchAll(/`((?:src|test|examples|\.ci)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every name in a table of the README is one of the source', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const code = files.map((path) => readFileSync(join('src', path), 'utf8')).join('\n');
  const known = new Set(code.match(/\w+/g));
  const cells = [...readme.matchAll(/^\|.*\|$/gm)].flatMap(([row]) => [...row.matchAll(/`([a-z]\w+)`/gi)]);
  const names = new Set(cells.map(([, name = '']) => name).filter((name) => name !== 'CLOSEDATE')); // Bitrix24's
  expect(names.size).toBeGreaterThan(80);
  expect([...names].filter((name) => !known.has(name))).toEqual([]);
});

test('every folder of src is in its map', () => {
  const rows = readFileSync('src/README.md', 'utf8').matchAll(/^\| \[?`(\w+)`/gm);
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...rows].map(([, name]) => name).sort()).toEqual(folders.map(({ name }) => name).sort());
});
