import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

// examples/monthly-report.ts: October of the sample as one HTML file.

const folder = mkdtempSync(join(tmpdir(), 'monthly-report-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'oktober.html');
const run = ['--import', 'tsx', 'examples/monthly-report.ts', '2026-10', file, 'nb'];
execFileSync(process.execPath, run);
const html = readFileSync(file, 'utf8');

/** The cells of the table whose first heading is this, row by row. */
function rowsOf(heading: string): string[][] {
  const table = html.split('<table>').find((text) => text.split('</th>')[0]?.endsWith(`>${heading}`));
  return [...(table ?? '').matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell),
  );
}

describe('the report of a month', () => {
  test('has a chart or two for each of its tables, but for the reasons of losses', () => {
    expect([html.match(/<svg /g)?.length, html.match(/<table>/g)?.length]).toEqual([7, 7]);
  });

  test('has the figures of the month: what was won and lost in the funnel are the deals of the win rate', () => {
    const [heads, ...stages] = rowsOf('Trinn');
    expect(heads?.slice(0, 3)).toEqual(['Trinn', 'Gått videre', 'Tapt']);
    expect(stages.at(-1)?.slice(0, 3)).toEqual(['Alle salg', '5', '8']);
    const [, rate] = rowsOf('Vunnet');
    expect(rate?.slice(0, 2)).toEqual(['5', '8']);
  });

  test('loads nothing from elsewhere, runs nothing, and knows how it is printed', () => {
    expect(html).not.toMatch(/<script|<link|<img|src=|url\((?!#)|@import/);
    expect(html).toContain('@media print');
  });
});
