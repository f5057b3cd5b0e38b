import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('repositories stream many events without holding more than a chunk', () => {
  const options = ['--expose-gc', '--import', 'tsx', 'test/million/million-events.ts', '50000'];
  const said = execFileSync(process.execPath, options, { encoding: 'utf8' }); // throws where more is held
  expect(said).toContain('file: 50000 events');
  expect(said).toContain('memory: 50000 events');
});
