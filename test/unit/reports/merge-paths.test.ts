import { describe, expect, test } from 'vitest';
import { type DealPaths, type DealRow, dealPaths, mergePaths } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const pathsOf = (...rows: DealRow[]): DealPaths => dealPaths(bookOf(rows), { pipelineId: 'sales' });

const kari = [dealRow('d1', { potential: nok('0.1') }), closedRow('d2', 'won', 9)];
const ola = [dealRow('d3', { potential: nok('0.2') }), dealRow('d4', { potential: null })];
const per = [closedRow('d5', 'lost', 9, { potential: nok(300) })];

const rowsOf = ({ paths }: DealPaths) =>
  paths.map(({ stages, ending, deals, priced, potential }) =>
    plain([stages.join(' > '), ending, deals, priced, potential]),
  );

describe('merging two tables of paths', () => {
  test('adds up deals, priced deals and potential, path by path: 0.1 and 0.2 are 0.3', () => {
    expect(rowsOf(mergePaths(pathsOf(...kari), pathsOf(...ola)))).toEqual([
      ['contact', 'open', 3, 2, '0.3'],
      ['contact', 'won', 1, 1, '100'],
    ]);
  });

  test('gives the table of all the deals, in any order and grouping', () => {
    const whole = rowsOf(pathsOf(...kari, ...ola, ...per));
    const [a, b, c] = [pathsOf(...kari), pathsOf(...ola), pathsOf(...per)];
    expect(rowsOf(mergePaths(mergePaths(a, b), c))).toEqual(whole);
    expect(rowsOf(mergePaths(c, mergePaths(b, a)))).toEqual(whole);
  });

  test('with a table of no deals changes nothing', () => {
    expect(rowsOf(mergePaths(pathsOf(), pathsOf(...kari)))).toEqual(rowsOf(pathsOf(...kari)));
    expect(mergePaths(pathsOf(), pathsOf()).paths).toEqual([]);
  });

  test('leaves both tables as they were', () => {
    const [a, b] = [pathsOf(...kari), pathsOf(...ola)];
    mergePaths(a, b);
    expect([a, b].map(rowsOf)).toEqual([rowsOf(pathsOf(...kari)), rowsOf(pathsOf(...ola))]);
  });

  test('is refused of different pipelines, of different currencies, and of what is no table', () => {
    const table = pathsOf(...kari);
    expect(refusal(() => mergePaths(table, { ...table, pipelineId: 'simple' }))).toMatchObject([
      'invalid-option',
      { option: 'right' },
    ]);
    const euros = table.paths.map((path) => ({ ...path, potential: { ...path.potential, currency: 'EUR' } }));
    expect(refusal(() => mergePaths(table, { ...table, paths: euros }))).toEqual([
      'currency-mismatch',
      { left: 'NOK', right: 'EUR' },
    ]);
    expect(refusal(() => mergePaths(table, { ...table, strict: true }))).toMatchObject([
      'invalid-option',
      { option: 'right' },
    ]);
    expect(refusal(() => mergePaths(table, null as never))).toMatchObject(['invalid-option', {}]);
  });
});
