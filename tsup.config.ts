import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import type { Options } from 'tsup';
import ts from 'typescript';
import manifest from './package.json' with { type: 'json' };

/** What can be imported, read from `exports`: `dealbook` is src/index.ts, `dealbook/NAME` is src/NAME/index.ts. */
export const entryPoints: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(manifest.exports)
    .filter((path) => path !== './package.json')
    .map((path) => [`${manifest.name}${path.slice(1)}`, `src${path.slice(1)}/index.ts`]),
);

/** By the name of the file in `dist`: index, NAME. */
const entries = Object.fromEntries(
  Object.values(entryPoints).map((file) => [file.replace(/^src\/(.+?)(\/index)?\.ts$/, '$1'), file]),
);

/** Modules that import a package which does not say that it is free of side effects: in chunks of their own. */
const apart = ['money/decimal', 'time/zone-offset'];

/**
 * No module of src does anything while it is loaded but make constants. Each that is more than a literal is marked as pure,
 * so that a bundler drops from a chunk what is not used, whatever else the chunk holds.
 */
const pureConstants: Plugin = {
  name: 'pure-constants',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: withPureConstants(readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

function withPureConstants(code: string): string {
  const file = ts.createSourceFile('module.ts', code, ts.ScriptTarget.ES2022, true);
  const made = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .map(({ initializer }) => initializer)
    .filter((value) => value !== undefined && !isLiteral(value));
  return made.reduceRight((text, value) => {
    const [start, end] = [value?.getStart() ?? 0, value?.end ?? 0];
    return `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`;
  }, code);
}

/** Whether bundlers see by themselves that making it does nothing else. */
function isLiteral(value: ts.Node): boolean {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return isLiteral(value.expression);
  if (ts.isArrayLiteralExpression(value)) return value.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(value)) return value.properties.every(isLiteral);
  if (ts.isPropertyAssignment(value)) return ts.isIdentifier(value.name) && isLiteral(value.initializer);
  return (
    ts.isLiteralExpression(value) ||
    ts.isArrowFunction(value) ||
    ts.isMethodDeclaration(value) ||
    ts.isShorthandPropertyAssignment(value) ||
    ts.isIdentifier(value)
  );
}

/**
 * What `require` of an entry finds: the same ES modules, which every Node that is supported can require. One copy of the code
 * serves both kinds of application, so that a class is one class in a process that has both.
 */
function writeCommonJs(entry: string): void {
  writeFileSync(`dist/${entry}.cjs`, `module.exports = require('./${entry}.js');\n`);
  // TypeScript before 5.8 does not know that Node can.
  writeFileSync(`dist/${entry}.d.cts`, `// @ts-ignore\nexport * from './${entry}.js';\n`);
}

export default {
  entry: { ...entries, ...Object.fromEntries(apart.map((module) => [`_/${module}`, `src/${module}.ts`])) },
  esbuildPlugins: [pureConstants],
  tsconfig: 'src/tsconfig.json',
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  removeNodeProtocol: false,
  splitting: true,
  treeshake: true, // by Rollup: esbuild alone leaves constants in chunks that use none of them, and what they import
  sourcemap: true,
  // Functions keep their names, for whoever reads a stack trace without the maps; what is pure stays marked as such.
  minify: 'terser',
  terserOptions: {
    module: true,
    sourceMap: { asObject: true },
    compress: false,
    mangle: { keep_fnames: true, keep_classnames: true },
    format: { preserve_annotations: true },
  },
  onSuccess: async () => {
    for (const entry of Object.keys(entries)) writeCommonJs(entry);
    // Bundled into `dealbook/kysely`, as its licence allows that goes with it.
    copyFileSync('node_modules/@noble/hashes/LICENSE', 'dist/LICENSE-noble-hashes');
  },
  // tsup 8 sets the deprecated `baseUrl` itself: TypeScript 6 has to be told to let it pass.
  dts: { entry: entries, compilerOptions: { ignoreDeprecations: '6.0' } },
} satisfies Options;
