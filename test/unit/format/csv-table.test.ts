import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvTable, reportTable } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { funnelOf } from '../charts/given.ts';

const tableOf = (...rows: string[][]) => ({
  columns: (rows[0] ?? []).map((_, column) => ({ name: `c${column}`, align: 'left' as const })),
  rows,
});
const firstRow = (csv: string) => csv.split('\r\n')[1];

describe('a table in CSV', () => {
  test('has the headings, then the rows, each on a line', () => {
    expect(csvTable(tableOf(['a', 'b'], ['c', 'd']))).toBe('c0,c1\r\na,b\r\nc,d\r\n');
    expect(csvTable(tableOf(['a', 'b']), { separator: ';' })).toBe('c0;c1\r\na;b\r\n');
  });

  test('quotes a cell with a quote or what separates cells', () => {
    expect(firstRow(csvTable(tableOf(['5"', 'a,b', 'a;b'])))).toBe('"5""","a,b",a;b');
    expect(firstRow(csvTable(tableOf(['a,b', 'a;b']), { separator: ';' }))).toBe('a,b;"a;b"');
  });

  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+1', "'+1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['-1+1', "'-1+1"],
    [' =1', "' =1"],
    ['\t=1', "' =1"],
    ['-', "'-"],
  ])('lets %j calculate nothing', (cell, written) => {
    expect(firstRow(csvTable(tableOf([cell])))).toBe(written);
  });

  test.each(['-12', '-1.5', '-€1.50', '-12 %', '−12', '–', 'a=b'])('leaves %j as it is', (cell) => {
    expect(firstRow(csvTable(tableOf([cell])))).toBe(cell);
  });

  test('of a report has every figure of it', () => {
    const { columns, rows } = reportTable(funnelOf(['Contact', 'Offer']));
    const lines = csvTable({ columns, rows }, { separator: ';' }).split('\r\n').slice(0, -1);
    expect(lines.map((line) => line.split(';'))).toEqual([
      columns.map(({ name }) => name),
      ...rows.map((cells) => cells.map((cell) => cell.replaceAll('\u00a0', ' '))),
    ]);
  });

  test('is read again as it was written, whatever the cells', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 });
    const row = fc.array(cell, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const lines = csvTable(tableOf(...rows)).split('\r\n');
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines.slice(1, -1))
          expect(line).toMatch(/^("([^"]|"")*"|[^",]*),("([^"]|"")*"|[^",]*)$/u);
      }),
    );
  });

  test('refuses another separator', () => {
    expect(refusal(() => csvTable(tableOf(['a']), { separator: '|' as never }))).toMatchObject([
      'invalid-option',
      {},
    ]);
  });
});
