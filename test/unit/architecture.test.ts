import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as charts from '../../src/charts/index.ts';
import * as crm from '../../src/crm/index.ts';
import * as dealbook from '../../src/index.ts';
import * as kysely from '../../src/kysely/index.ts';
import * as memory from '../../src/memory/index.ts';
import * as testing from '../../src/testing/index.ts';
import tsconfig from '../../tsconfig.json' with { type: 'json' };
import { entryPoints } from '../../tsup.config.ts';

/** Modules of src itself, above all folders. */
const topModules = ['errors.ts', 'options.ts', 'text.ts'];
/** Reading order: a folder imports only from itself, from folders above it in this list and from `topModules`. */
const core =
  'columns money time rates statistics pipeline deal timeline import process verbs book reports planning format codec';
const separate = ['memory', 'testing', 'kysely', 'charts', 'crm'];
const layers = ['', ...core.split(' '), 'repository', ...separate];
/** The rooms of a folder in reading order, the face of the folder last: the files beside the rooms. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  time: ['', 'calendar'],
  format: ['captions', ''],
  import: ['rows', 'columns', 'history', ''],
  book: [...'facts prices groups view recording bytes selection readers'.split(' '), ''],
  reports: ['', ...'funnel stages outcomes open-deals movements deal saved'.split(' ')],
  kysely: [...'schema store projection deals reports'.split(' '), ''],
  crm: [...'tables hubspot salesforce pipedrive bitrix24 odoo'.split(' '), ''],
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(join('src', path), 'utf8');
    const code = withoutComments(path, text);
    const names = ts.preProcessFile(code, true, true).importedFiles.map((file) => file.fileName);
    return {
      path,
      folder: folderOf(path),
      lines: text.trimEnd().split('\n').length,
      code,
      modules: names.filter((name) => name.startsWith('.')).map((name) => join(dirname(path), name)),
      packages: names.filter((name) => !name.startsWith('.')),
    };
  });
type Source = (typeof sources)[number];

function withoutComments(path: string, text: string): string {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  return ts.createPrinter({ removeComments: true }).printFile(file);
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** The paths of the modules that break a rule. */
function breaking(rule: (source: Source) => boolean): string[] {
  return sources.filter(rule).map((source) => source.path);
}

/** The imports of other modules of src that break a rule: `from -> to`. */
function wrongImports(isWrong: (source: Source, to: string) => boolean): string[] {
  return sources.flatMap((source) =>
    source.modules.filter((to) => isWrong(source, to)).map((to) => `${source.path} -> ${to}`),
  );
}

/** The modules outside `folder` that import `name` or a subpath of it. */
function importersOf(name: string, folder: string): string[] {
  const isIt = (imported: string): boolean => imported === name || imported.startsWith(`${name}/`);
  return breaking((source) => source.folder !== folder && source.packages.some(isIt));
}

function importCycles(): string[] {
  const modulesOf = new Map(sources.map((source) => [source.path, source.modules]));
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (done.has(path) || trail.includes(path)) return;
    for (const to of modulesOf.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return cycles;
}

test('the top level holds the layout, what the ecosystem needs, and nothing else', () => {
  const ignored = readFileSync('.gitignore', 'utf8').split('\n');
  const standing = readdirSync('.').filter((name) => name !== '.git' && !ignored.includes(name));
  expect(standing.sort()).toEqual([
    '.ci',
    '.gitignore',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'examples',
    'package.json',
    'src',
    'test',
    'tsconfig.json',
    'tsup.config.ts',
  ]);
});

test('src holds the table of contents, the top modules and the folders of the list', () => {
  const known = ['index.ts', ...topModules];
  expect(breaking(({ path, folder }) => (folder ? !layers.includes(folder) : !known.includes(path)))).toEqual(
    [],
  );
});

test('a folder imports only from itself and from folders above it', () => {
  const isBelow = (from: string, to: string): boolean =>
    !layers.slice(0, layers.indexOf(from) + 1).includes(folderOf(to));
  expect(wrongImports(({ path, folder }, to) => path !== 'index.ts' && isBelow(folder, to))).toEqual([]);
});

function roomOf(path: string): string {
  return dirname(path).split('/')[1] ?? '';
}

test('a room imports only from itself and from rooms before it, and each room is in the list', () => {
  const isLater = ({ folder, path }: Source, to: string): boolean => {
    const order = rooms[folder];
    return (
      order !== undefined &&
      folderOf(to) === folder &&
      order.indexOf(roomOf(to)) > order.indexOf(roomOf(path))
    );
  };
  expect(wrongImports(isLater)).toEqual([]);
  expect(breaking(({ folder, path }) => !(rooms[folder] ?? ['']).includes(roomOf(path)))).toEqual([]);
});

test('a folder has at most 25 files beside its rooms, one function a file in verbs excepted', () => {
  const counts = new Map<string, number>();
  for (const { path } of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  expect([...counts].filter(([folder, count]) => count > 25 && folder !== 'verbs')).toEqual([]);
});

test('others see of book its face, its readers, prices and selection, never its columns', () => {
  const hidden = ['facts', 'view', 'recording'];
  const seesColumns = ({ folder }: Source, to: string): boolean =>
    folder !== 'book' && folderOf(to) === 'book' && hidden.includes(roomOf(to));
  expect(wrongImports(seesColumns)).toEqual([]);
  const reachesIn = /\[columns\]|\bcolumnsOf\b/;
  expect(breaking(({ folder, code }) => folder !== 'book' && reachesIn.test(code))).toEqual([]);
});

test('reports know no repository', () => {
  expect(wrongImports(({ folder }, to) => folder === 'reports' && folderOf(to) === 'repository')).toEqual([]);
});

test('nothing imports the separate entry points', () => {
  const isSeparate = (to: string): boolean => separate.includes(folderOf(to));
  expect(wrongImports(({ folder }, to) => isSeparate(to) && folderOf(to) !== folder)).toEqual([]);
});

test('only entry points are called index.ts, and nothing imports one', () => {
  const allowed = ['index.ts', ...separate.map((folder) => `${folder}/index.ts`)];
  expect(breaking(({ path }) => basename(path) === 'index.ts' && !allowed.includes(path))).toEqual([]);
  expect(wrongImports((_, to) => basename(to) === 'index.ts')).toEqual([]);
});

test('no modules import each other in a circle, types included', () => {
  expect(importCycles()).toEqual([]);
});

test('only money knows decimal.js', () => {
  expect(importersOf('decimal.js', 'money')).toEqual([]);
});

test('only time knows date-fns', () => {
  for (const name of ['date-fns', '@date-fns/tz', '@date-fns/utc']) {
    expect(importersOf(name, 'time')).toEqual([]);
  }
});

test('nothing imports from Node', () => {
  expect(breaking(({ packages }) => packages.some((name) => name.startsWith('node:')))).toEqual([]);
});

test.each([
  ['the clock', /\bDate\.now\(|\bnew Date(?:\(\)|(?![\w(]))|(?<!new )\bDate\(/],
  ['randomness', /\bMath\.random\b|\bcrypto\./],
  ['the environment', /(?<![\w.$/])process\.\w/],
  ["the machine's locale", /\.toLocale|\.localeCompare\(|\bIntl\.\w+\((?:\)|undefined|\[\])/],
])('nothing reads %s', (_, pattern) => {
  expect(breaking(({ code }) => pattern.test(code))).toEqual([]);
});

/** The names of the declarations that a module exports; those it only passes on are not its own. */
function exportedNames({ path, code }: Source): string[] {
  const { statements } = ts.createSourceFile(path, code, ts.ScriptTarget.ES2022);
  const declared = statements.filter(
    (each) =>
      ts.canHaveModifiers(each) && each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
  const names = declared.flatMap((each) => {
    if (ts.isVariableStatement(each)) return each.declarationList.declarations.map(({ name }) => name);
    if (ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each)) return each.name ?? [];
    return ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each) ? each.name : [];
  });
  return [...new Set(names.map((name) => (name as ts.Identifier).text))];
}

test('no two modules export the same name', () => {
  const modulesOf = new Map<string, string[]>();
  for (const source of sources)
    for (const name of exportedNames(source))
      modulesOf.set(name, [...(modulesOf.get(name) ?? []), source.path]);
  expect(modulesOf.size).toBeGreaterThan(500);
  expect([...modulesOf].filter(([, modules]) => modules.length > 1)).toEqual([]);
});

test('no file is a drawer for odds and ends', () => {
  expect(breaking(({ path }) => /^(utils?|helpers?|common|types)\.ts$/.test(basename(path)))).toEqual([]);
});

test('no file but the table of contents is longer than 250 lines', () => {
  expect(breaking(({ lines, path }) => lines > 250 && path !== 'index.ts')).toEqual([]);
});

test('the paths of tsconfig.json are the entry points of package.json', () => {
  const paths = Object.entries(entryPoints).map(([name, file]) => [name, [`./${file}`]]);
  expect(tsconfig.compilerOptions.paths).toEqual(Object.fromEntries(paths));
});

/** What a file is called that is about a function: `salesFunnel` in `sales-funnel`. */
function fileNameOf(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
}

test('each public function has a test file of its name', () => {
  const tested = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => basename(path, '.test.ts'));
  const functions = [dealbook, memory, testing, kysely, charts, crm].flatMap((entryPoint) =>
    Object.entries(entryPoint).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  );
  expect(functions.length).toBeGreaterThan(100);
  expect(functions.filter((name) => !tested.includes(fileNameOf(name)))).toEqual([]);
});
