import { readdirSync } from 'node:fs';
import type { Options } from 'tsup';
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

/**
 * Every other module is an entry as well, so each gets a chunk of its own and a consumer's
 * bundler can drop whole modules together with what they import. The entries themselves are
 * mere re-exports in `dist/_`, which the `files` list of package.json leaves out.
 */
const modules = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !Object.values(entries).includes(`src/${file}`))
    .map((file) => [`_/${file.slice(0, -'.ts'.length)}`, `src/${file}`]),
);

export default {
  entry: { ...entries, ...modules },
  tsconfig: 'src/tsconfig.json',
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  removeNodeProtocol: false,
  splitting: true,
  treeshake: true, // Rollup then writes the .cjs files: tsup's own way (sucrase) rewrites `?.` and `??`
  sourcemap: true,
  clean: true,
  // tsup 8 sets the deprecated `baseUrl` itself: TypeScript 6 has to be told to let it pass.
  dts: { entry: entries, compilerOptions: { ignoreDeprecations: '6.0' } },
} satisfies Options;
