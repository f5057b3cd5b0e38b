import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { entryPoints } from '../../tsup.config.ts';

// Every declaration that the public entry points reach. After a wanted change: npm run test:package -- -u
test('the public types are as recorded in api.txt', async () => {
  const out = resolve('node_modules/.cache/types');
  const tsc = resolve('node_modules/.bin/tsc');
  const options = ['-p', 'src', '--noEmit', 'false', '--emitDeclarationOnly', '--outDir', out];
  const { status, stdout } = spawnSync(tsc, options, { encoding: 'utf8' });
  expect(status, stdout).toBe(0);

  const seen = new Map<string, string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    const text = readFileSync(join(out, file.replace(/\.ts$/, '.d.ts')), 'utf8');
    seen.set(file, text);
    for (const [, to = ''] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g))
      visit(join(file, '..', to));
  };
  for (const entry of Object.values(entryPoints)) visit(entry.replace(/^src\//, ''));
  const api = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => `// ${file}\n${text}`);
  await expect(api.join('\n')).toMatchFileSnapshot('api.txt');
});
