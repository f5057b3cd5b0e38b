import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

// examples/workers.ts: a dashboard on several threads that read one book.

test('reports made on four threads are those of one, and the funnel is that of May', () => {
  const run = ['--import', 'tsx', 'examples/workers.ts'];
  const printed = execFileSync(process.execPath, run, { encoding: 'utf8' }).replace(/\u00a0/g, ' ');
  const [head, , ...table] = printed.split('\n');
  expect(head).toBe('1150 deals, 8 reports on 4 threads, equal to those of one thread.');
  const rows = table.map((line) => line.trim().split(/ {2,}/));
  expect(rows.find(([stage]) => stage === 'Call')).toEqual([
    ...['Call', '182', '727', 'NOK 1,820,000.00', 'NOK 7,270,000.00', '241', '15.8%'],
  ]);
});
