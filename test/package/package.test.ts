import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { entryPoints } from '../../tsup.config.ts';

// The packed package, as a consumer sees it, laid out without a network.
const consumer = mkdtempSync(join(tmpdir(), 'dealbook-consumer-'));
const home = join(consumer, 'node_modules/dealbook');

beforeAll(() => {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }');
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', consumer], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync('tar', ['xzf', join(consumer, filename), '--strip-components=1', '-C', home]);
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const link = join(consumer, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link);
  }
});

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

const guides = textsIn('src');
/** The texts for people that are in the package. */
const texts = [
  'README.md',
  ...guides.map((path) => `src/${path}`),
  ...textsIn('examples').map((path) => `examples/${path}`),
].map((path) => ({ path, text: readFileSync(path, 'utf8') }));
/** Where the pages about questions have their book from: not from the package. */
const sample = "import { book } from './sample-book.ts';";
/** The programs they show that stand by themselves: neither beside files of their own, nor within a test runner. */
const shown = texts
  .flatMap(({ text }) => [...text.matchAll(/^```ts\n(.*?)^```$/gms)])
  .map(([, code = '']) => code.replace(sample, "declare const book: import('dealbook').DealBook;"))
  .filter((code) => !/from '\.|^ *test\(/m.test(code));

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
}

/** The anchor that hosts of Markdown give a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/** What a program of the consumer prints. */
function run(file: string, code: string, ...flags: string[]): string {
  writeFileSync(join(consumer, file), code);
  return execFileSync('node', [...flags, join(consumer, file)], { encoding: 'utf8' }).trim();
}

/** A second copy of the package, as a dependency may bring one of its own. */
function anotherCopy(): string {
  const copy = join(consumer, 'node_modules/another-dealbook');
  cpSync(home, copy, { recursive: true });
  return join(copy, 'dist/index.js');
}

/** What a bundler makes of a program of the consumer. */
async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: consumer, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser', // fails on any Node built-in
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    tsconfigRaw: '{}',
  });
  return outputFiles[0]?.text ?? '';
}

describe('the packed package', () => {
  test('holds the built files and nothing else of ours', () => {
    expect(readdirSync(home).sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist',
      'examples',
      'package.json',
      'src',
    ]);
    expect(readdirSync(join(home, 'dist'))).not.toContain('_');
  });

  test('has at most 150 files beside maps', () => {
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.filter(({ name }) => !name.endsWith('.map')).length).toBeLessThanOrEqual(150);
  });

  test('takes at most 1.5 MB beside maps', () => {
    const sizes = readdirSync(home, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.endsWith('.map'))
      .map((path) => statSync(join(home, path)))
      .map((entry) => (entry.isFile() ? entry.size : 0));
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(1_500_000);
  });

  test('has of src the guides only', () => {
    const names = readdirSync(join(home, 'src'), { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.includes('.')).sort()).toEqual([...guides].sort());
  });

  test.each(texts)('has what $path links to and which examples it names', ({ path, text }) => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) =>
      join(dirname(path), to),
    );
    const examples = [...text.matchAll(/[` ](examples\/[\w./-]+\w)/g)].map(([, to = '']) => to);
    expect([...links, ...examples].filter((to) => !existsSync(join(home, to)))).toEqual([]);
  });

  test.each(texts)('has in $path only anchors of headings there are', ({ path, text }) => {
    const anchors = [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
    for (const [, to = '', anchor] of anchors) {
      const target = to === '' ? text : readFileSync(join(home, dirname(path), to), 'utf8');
      expect([...target.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))).toContain(
        anchor,
      );
    }
  });

  test('takes in one copy the book and the rates of another', () => {
    const code = `
      import * as one from 'dealbook';
      import * as another from '${anotherCopy()}';
      const pipeline = { id: 'p', name: 'P', progression: 'manual', stages: [{ id: 'a', name: 'A' }] };
      const answers = [[one, another], [another, one]].map(([mine, other]) => {
        const sales = other.definePipeline(pipeline);
        const row = { id: 'd1', pipelineId: 'p', ownerId: 'kari', potential: other.money(10, 'EUR'), openedAt: new Date('2026-10-01') };
        const rates = other.rateTable([{ date: '2026-10-01', currency: 'EUR', rate: '0.1' }], { base: 'NOK' });
        const histories = other.historiesOf([row], [], [sales]);
        const books = [other.dealBook(histories, { pipelines: [sales], currency: 'NOK', rates }), mine.dealBook(histories, { pipelines: [sales], currency: 'NOK', rates })];
        const [deal] = histories.map(other.replay);
        const [won] = mine.winDeal(deal, sales, { at: new Date('2026-10-02') });
        return [...books.map((book) => mine.salesFunnel(mine.appendToBook(book, 'd1', [won]), { pipelineId: 'p' }).total.potential.won.amount.toFixed()), won.type];
      });
      console.log(JSON.stringify(answers));
    `;
    expect(JSON.parse(run('both.mjs', code))).toEqual([
      ['100', '100', 'DealWon'],
      ['100', '100', 'DealWon'],
    ]);
  });

  test.each(Object.keys(entryPoints))('exports the same from %s as ESM and as CommonJS', (entry) => {
    const print = "console.log(Object.keys(all).sort().join('\\n'))";
    const esm = run('names.mjs', `import * as all from '${entry}'; ${print}`);
    const cjs = run('names.cjs', `const all = require('${entry}'); ${print}`);
    expect(esm).not.toBe('');
    expect(cjs).toBe(esm);
  });

  test('is one copy of the code for imports and for require', () => {
    const program = `
      import { createRequire } from 'node:module';
      import { DealError } from 'dealbook';
      console.log(createRequire(import.meta.url)('dealbook').DealError === DealError);`;
    expect(run('one.mjs', program)).toBe('true');
  });

  test('shows in a stack trace the functions, and with its maps the lines of the sources', () => {
    const program = `
      import { money } from 'dealbook';
      try {
        money('x', 'NOK');
      } catch (error) {
        console.log(error.stack);
      }`;
    expect(run('stack.mjs', program)).toMatch(/at money \(.*dist\/chunk-\w+\.js:/);
    expect(run('stack.mjs', program, '--enable-source-maps')).toMatch(
      /at money \(.*src\/money\/money\.ts:\d+:/,
    );
  });

  test('recognises errors of another copy', () => {
    const program = `
      import * as one from 'dealbook';
      import * as another from '${anotherCopy()}';
      for (const [thrower, guard] of [[one, another], [another, one]]) {
        try {
          thrower.money('x', 'NOK');
        } catch (error) {
          console.log(guard.isDealError(error), guard.isDealError(error, 'invalid-amount'), guard.isDealError(error, 'conflict'));
        }
      }`;
    expect(run('errors.mjs', program)).toBe('true true false\ntrue true false');
  });

  test('serves a CommonJS application made as NestJS makes them', () => {
    const printed = execFileSync('node', [join(home, 'examples/homes/nest/main.cjs')], { encoding: 'utf8' });
    const [twice, missing, ...funnel] = printed.trimEnd().split('\n');
    expect(twice).toBe('A deal won twice: 422 deal-not-open');
    expect(missing).toBe('A deal there is not: 404 unknown-deal');
    expect(funnel.at(-1)).toMatch(/^All deals +1 +0 +NOK 120,000.00 +NOK 0.00 +1 +50%$/);
  });

  test('names no Node built-in', () => {
    const builtins = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
    for (const file of readdirSync(join(home, 'dist'), { recursive: true, encoding: 'utf8' })) {
      if (!/\.c?js$/.test(file)) continue;
      const code = readFileSync(join(home, 'dist', file), 'utf8');
      for (const [, name = ''] of code.matchAll(/(?:from|import|require\(|import\()\s*['"]([^'"]+)['"]/g)) {
        expect(builtins.has(name), `${file} imports ${name}`).toBe(false);
      }
    }
  });
});

describe('a bundle', () => {
  /** A text that decimal.js has and we have not. */
  const decimalMark = '[DecimalError]';

  test.each([
    ["import 'dealbook'", 0],
    ["import { definePipeline } from 'dealbook'; console.log(definePipeline)", 4_500],
    ["import { money } from 'dealbook'; console.log(money)", 36_000],
    ["import { salesFunnel } from 'dealbook'; console.log(salesFunnel)", 89_900],
  ])('of %s has at most %i bytes', async (code, limit) => {
    expect(Buffer.byteLength(await bundle(code))).toBeLessThanOrEqual(limit);
  });

  test('has decimal.js only where there is money', async () => {
    expect(await bundle("import { money } from 'dealbook'; console.log(money)")).toContain(decimalMark);
    expect(
      await bundle("import { definePipeline } from 'dealbook'; console.log(definePipeline)"),
    ).not.toContain(decimalMark);
  });

  test('of a report has neither captions nor charts', async () => {
    const code = await bundle("import { salesFunnel } from 'dealbook'; console.log(salesFunnel)");
    expect(code).not.toContain('Passed potential'); // a caption
    expect(code).not.toContain('#0072B2'); // a colour of the charts
  });

  test('that runs saved reports has only the reports it gives', async () => {
    const movements = 'not-reconciled'; // the code of an error that one report throws
    const bundleOf = (report: string) =>
      bundle(`import { runReport, ${report} } from 'dealbook'; console.log(runReport, ${report})`);
    expect(await bundleOf('winRate')).not.toContain(movements);
    expect(await bundleOf('pipelineMovements')).toContain(movements);
  });
});

/** The oldest TypeScript that the README promises, installed where nothing else is. */
function oldestCompiler(): string {
  const [, version] = /TypeScript (\d+\.\d+) or later/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const folder = resolve(`node_modules/.cache/typescript-${version}`);
  const compiler = join(folder, 'node_modules/.bin/tsc');
  if (!existsSync(compiler)) {
    const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', ...options, '--prefix', folder, `typescript@${version}`], {
      stdio: 'pipe',
    });
  }
  return compiler;
}

describe.each([
  ['tsc', () => [resolve('node_modules/.bin/tsc'), '--ignoreConfig']],
  ['tsc6', () => [resolve('node_modules/.bin/tsc6'), '--ignoreConfig']],
  ['the oldest TypeScript', () => [oldestCompiler()]],
])('a consumer type-checks with %s', (_, compiler) => {
  test.each([
    ['nodenext', 'nodenext', ['consumer.mts', 'consumer.cts']],
    ['esnext', 'bundler', ['consumer.mts']],
  ])('--module %s --moduleResolution %s', (module, resolution, files) => {
    const imports = Object.keys(entryPoints).map((name, i) => `import * as entry${i} from '${name}';`);
    const program = `
      import { isDealError, money } from 'dealbook';
      ${imports.join('\n')}
      export const entries: object[] = [${imports.map((_, i) => `entry${i}`)}];
      export const currency: string = money('1.50', 'NOK').currency;
      export const recognised: boolean = isDealError(new Error('no'));
      // @ts-expect-error no number is a currency
      money('1.50', 1);
    `;
    for (const file of files) writeFileSync(join(consumer, file), program);
    const programs = shown.map((code, i) => {
      writeFileSync(join(consumer, `shown-${i}.mts`), code);
      return `shown-${i}.mts`;
    });
    const options = ['--noEmit', '--strict', '--skipLibCheck', 'false'];
    const platform = ['--target', 'es2022', '--lib', 'es2023,dom']; // programs print to the console
    const modules = ['--module', module, '--moduleResolution', resolution];
    const [tsc = '', ...more] = compiler();
    const { status, stdout } = spawnSync(
      tsc,
      [...more, ...options, ...platform, ...modules, ...files, ...programs],
      { cwd: consumer, encoding: 'utf8' },
    );
    expect(status, stdout).toBe(0);
  });
});
