import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { entryPoints } from '../../tsup.config.ts';

/** The built declarations of the entry points, by what is imported: `dealbook/memory` is dist/memory.d.ts. */
const entries = Object.keys(entryPoints).map((name) => {
  const base = resolve('dist', name.replace(/^dealbook\/?/, '') || 'index');
  return { name, base };
});
type Entry = (typeof entries)[number];

const printer = ts.createPrinter({ removeComments: true });

/** The declarations for ES modules or for CommonJS, as the compiler understands them. */
function declarationsOf(extension: '.d.ts' | '.d.cts') {
  const program = ts.createProgram(
    entries.map(({ base }) => base + extension),
    { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: [] },
  );
  const checker = program.getTypeChecker();
  const exported = ({ base }: Entry) => {
    const file = program.getSourceFile(base + extension);
    const module = file && checker.getSymbolAtLocation(file);
    expect(module).toBeDefined();
    return checker.getExportsOfModule(module as ts.Symbol).map((symbol) => ({
      name: symbol.name,
      symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    }));
  };
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(resolve('dist')));
  return { checker, exported, files };
}

function isType(node: ts.Statement) {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

/** A declaration without its comments. */
function printed(declaration: ts.Declaration): string {
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent : declaration;
  const text = printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile());
  return text.replace(/^(export |declare )+/, '');
}

describe.each(['.d.ts', '.d.cts'] as const)('the declarations %s', (extension) => {
  const { checker, exported, files } = declarationsOf(extension);

  test('declare no type that cannot be imported, so callers can write down the type of whatever they are given', () => {
    const symbols = new Set(entries.flatMap(exported).map(({ symbol }) => symbol));
    const hidden = files
      .flatMap(({ statements }) => statements.filter(isType))
      .filter(({ name }) => name && !symbols.has(checker.getSymbolAtLocation(name) as ts.Symbol))
      .map(({ name }) => name?.text);
    expect(files.length).toBeGreaterThanOrEqual(entries.length);
    expect(hidden).toEqual([]);
  });

  test.each(entries)('tell of the values of $name those that are there', async (entry) => {
    const built = entry.base + extension.replace('.d.ts', '.js').replace('.d.cts', '.cjs');
    const values = exported(entry).filter(({ symbol }) => symbol.flags & ts.SymbolFlags.Value);
    const there = extension === '.d.ts' ? await import(built) : createRequire(import.meta.url)(built);
    expect(values.map(({ name }) => name).sort()).toEqual(Object.keys(there).sort());
  });
});

// After a wanted change: npm run test:package -- -u
test('the public API is as recorded in api.txt', async () => {
  const { exported } = declarationsOf('.d.ts');
  const seen = new Set<ts.Symbol>();
  const api = entries.map((entry) => {
    const own = exported(entry).filter(({ symbol }) => !seen.has(symbol));
    for (const { symbol } of own) seen.add(symbol);
    own.sort((a, b) => (a.name < b.name ? -1 : 1));
    return [`// ${entry.name}`, ...own.flatMap(({ symbol }) => symbol.declarations?.map(printed) ?? [])].join(
      '\n',
    );
  });
  await expect(`${api.join('\n\n')}\n`).toMatchFileSnapshot('api.txt');
});
