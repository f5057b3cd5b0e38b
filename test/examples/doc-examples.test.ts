import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path/posix';
import { transform } from 'esbuild';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { entryPoints } from '../../tsup.config.ts';
import { sqlite } from '../support/databases/sqlite.ts';

// The examples in the doc comments of src, and those in the READMEs, are executed. Every public name is in scope, without
// an import; those of the doc comments have what src/index.ts says they presuppose as well:
//
//   money('1.50', 'NOK')            // => { amount: '1.5', currency: 'NOK' }   the value, as JSON
//   const rate = winRate(book, {})  // => …                                    the value of the constant
//   money('x', 'NOK')               // throws invalid-amount                   the code of the error
//
// Those about databases have `db`, one of SQLite with dealbook's tables.
//
// The comment stands after the statement, on its last line or on the next. Examples without one are not run.

interface Example {
  readonly at: string;
  readonly code: string;
}

interface DocComment {
  /** `file#name` of the exported function or constant below the comment; `file#` for any other. */
  readonly of: string;
  readonly examples: readonly Example[];
}

const verdict = /^\/\/ (=>|throws) (.+)$/;

function docComments(file: string): DocComment[] {
  const text = readFileSync(join('src', file), 'utf8');
  const comment = /\/\*\*(.*?)\*\/(?:\s|\/\/.*\n)*(?:export (?:async )?(?:function\*?|const) (\w+))?/gs;
  return [...text.matchAll(comment)].map(([, body = '', name = ''], index, all) => {
    const start = text.slice(0, all[index]?.index).split('\n').length;
    const lines = body.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    return { of: `${file}#${name}`, examples: examplesIn(lines, `src/${file}`, start) };
  });
}

/** The fenced TypeScript under each `@example` that has a verdict on at least one line. */
function examplesIn(lines: readonly string[], file: string, start: number): Example[] {
  const examples: Example[] = [];
  let underExample = false;
  let code: string[] | undefined;
  for (const [index, line] of lines.entries()) {
    if (code === undefined) {
      if (line.startsWith('@')) underExample = line.startsWith('@example');
      if (underExample && line.trim() === '```ts') code = [];
    } else if (line.trim() === '```') {
      const at = `${file}:${start + index - code.length}`;
      if (/\/\/ (=>|throws) /.test(code.join('\n'))) examples.push({ at, code: code.join('\n') });
      code = undefined;
    } else {
      code.push(line);
    }
  }
  return examples;
}

/** The examples of a text for people: every fenced block of TypeScript that has a verdict. */
function examplesOf(file: string): Example[] {
  return examplesIn(['@example', ...readFileSync(file, 'utf8').split('\n')], file, 0);
}

/** The program of an example, with every verdict turned into a call of `check` or `checkThrows`. */
function programOf({ at, code }: Example): string {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  let verdicts = 0;
  const statements = file.statements.filter((statement) => !ts.isImportDeclaration(statement));
  const program = statements.map((statement) => {
    const [, kind, expected] = verdictAfter(statement.end, code)?.match(verdict) ?? [];
    if (kind === undefined) return statement.getText();
    verdicts += 1;
    const subject = subjectOf(statement);
    if (kind === 'throws') return `await checkThrows(async () => (${subject}), ${JSON.stringify(expected)});`;
    const before = ts.isVariableStatement(statement) ? statement.getText() : '';
    return `${before}\ncheck(${subject}, (${expected}));`;
  });
  const lost = (code.match(/\/\/ (=>|throws) /g)?.length ?? 0) - verdicts;
  if (lost > 0) throw new Error(`${at}: ${lost} verdicts do not follow a statement`);
  return program.join('\n');
}

function verdictAfter(end: number, code: string): string | undefined {
  const sameLine = ts.getTrailingCommentRanges(code, end) ?? [];
  const nextLine = ts.getLeadingCommentRanges(code, end) ?? [];
  const [first] = [...sameLine, ...nextLine].map((range) => code.slice(range.pos, range.end));
  return first;
}

function subjectOf(statement: ts.Statement): string {
  if (ts.isExpressionStatement(statement)) return statement.expression.getText();
  const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  return declaration?.name.getText() ?? 'undefined';
}

/** As JSON shows it, but without hiding NaN and the infinities as null. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, part) =>
    typeof part === 'bigint' || (typeof part === 'number' && !Number.isFinite(part)) ? `${part}` : part,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

function check(actual: unknown, expected: unknown): void {
  expect(asJson(actual)).toEqual(asJson(expected));
}

async function checkThrows(run: () => Promise<unknown>, code: string): Promise<void> {
  await expect(run()).rejects.toMatchObject({ code });
}

/** What the examples of the doc comments presuppose: the first block of the table of contents. */
const [, presupposed = ''] =
  /\n \* ```ts\n(.*?)\n \* ```\n/s.exec(readFileSync('src/index.ts', 'utf8')) ?? [];
const setUp = presupposed.replaceAll(/^ \* ?/gm, '');

test('the map of the source says what the examples presuppose', () => {
  expect(setUp).toContain('dealBook(');
  expect(readFileSync('src/README.md', 'utf8')).toContain(`\n\n${setUp}\n\`\`\`\n`);
});

async function execute(example: Example, before = ''): Promise<void> {
  // The inner braces let an example declare a constant called like a public name, or like one of the set-up.
  const { code } = await transform(`{ ${before}\n{\n${programOf(example)}\n}}`, { loader: 'ts' });
  const scope = { ...publicNames, db: sqlite, check, checkThrows };
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await AsyncFunction(...Object.keys(scope), code)(...Object.values(scope));
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).sort();
const guides = [
  'README.md',
  ...files.filter((file) => file.endsWith('.md')).map((file) => join('src', file)),
];
const comments = files.filter((file) => file.endsWith('.ts')).flatMap(docComments);
const [root = {}, ...others] = await Promise.all(
  Object.values(entryPoints).map((file): Promise<Record<string, unknown>> => import(resolve(file))),
);
const publicNames: Record<string, unknown> = Object.assign({}, root, ...others);

/** The functions of the root, each as `file#name` of its declaration. */
function publicFunctions(): string[] {
  const index = readFileSync('src/index.ts', 'utf8');
  const declarations = new Map<string, string>();
  for (const [, names = '', file] of index.matchAll(/^export \{(.*?)\} from '\.\/(.+?)';/gms)) {
    for (const name of names.split(',')) {
      const [declared = '', exported = declared] = name.trim().split(' as ');
      declarations.set(exported, `${file}#${declared}`);
    }
  }
  return Object.keys(root)
    .filter((name) => typeof root[name] === 'function' && !/^class\b/.test(`${root[name]}`))
    .map((name) => declarations.get(name) ?? name);
}

test.each(comments.flatMap(({ examples }) => examples))('$at does what it says', (example) =>
  execute(example, setUp),
);

test.each(guides.flatMap(examplesOf))('$at does what it says', (example) => execute(example));

test.each(['deal', 'import', 'process', 'reports', 'planning', 'format', 'repository'])(
  'the guide to %s shows it at work',
  (folder) => {
    expect(examplesOf(`src/${folder}/README.md`)).not.toEqual([]);
  },
);

test('every public function has an executed example', () => {
  const shown = new Set(comments.filter(({ examples }) => examples.length > 0).map((comment) => comment.of));
  expect(publicFunctions().filter((name) => !shown.has(name))).toEqual([]);
});
