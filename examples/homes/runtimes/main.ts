// The packed package in Deno and in Bun, and required in Node: the quick start prints the same everywhere. A runtime that
// is not on the path is taken from the npm registry where CI=true or --install says so.
//
//   npm run build && npx tsx examples/homes/runtimes/main.ts --install

import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { output, packed, runtime } from './packed.ts';

const home = mkdtempSync(join(tmpdir(), 'dealbook-homes-'));
writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }');
packed(home);
copyFileSync('examples/quick-start.ts', join(home, 'quick-start.ts'));
cpSync('examples/homes/nest', join(home, 'nest'), { recursive: true });

const expected = output('node', ['--import', 'tsx', 'examples/quick-start.ts']);
const install = process.env['CI'] === 'true' || process.argv.includes('--install');
console.log(output(process.execPath, ['nest/main.cjs'], home).trimEnd());
for (const { name, version, run } of [
  { name: 'deno', version: '2.9.6', run: ['run', '--no-lock', '--node-modules-dir=manual'] },
  { name: 'bun', version: '1.4.5', run: ['run'] },
]) {
  const command = runtime(name, { version, install });
  if (command === undefined) {
    console.log(`${name}: not on the path; --install takes it from the npm registry`);
    continue;
  }
  const printed = output(command, [...run, 'quick-start.ts'], home);
  if (printed !== expected) throw new Error(`${name} prints something else:\n${printed}`);
  console.log(`${name}: the quick start prints the same`);
}
rmSync(home, { recursive: true });
