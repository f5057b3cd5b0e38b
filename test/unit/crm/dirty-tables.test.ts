import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as crm from '../../../src/crm/index.ts';
import { importDeals } from '../../../src/index.ts';
import { crmTables } from '../../support/crm-tables.ts';
import { frozen } from '../../support/freeze.ts';
import { runs } from '../../support/runs.ts';

/** What stands in cells that nobody checked. */
const dirty: readonly unknown[] = [
  ...[undefined, null, '', ' ', 'x', '0', '-1', '1e400', '1.234,56', '\ud800', 'a\0b', '__proto__', '005'],
  ...['31.02.2026', '2026-02-30', '0000-00-00 00:00:00', '2026-10-05 25:00', '9999-12-31T23:59:59-12:00'],
  ...[0, -0, -1, 0.1, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 10n, true, false],
  ...[
    [],
    {},
    { value: null },
    { id: 'x' },
    Object.create(null),
    new Date(Number.NaN),
    new Date(0),
    Symbol('x'),
  ],
  ...['Closed Won', 'closedlost', 'won', 'deleted', 'lost_reason', 'currency', 'pipeline_id', 'stage_id'],
];

/** The places of all cells, as paths. */
function cellsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => cellsOf(part, [...path, key]));
}

function replaced(value: unknown, [key, ...rest]: readonly string[], cell: unknown): unknown {
  if (key === undefined) return cell;
  if (typeof value !== 'object' || value === null) return value;
  const part = replaced((value as Record<string, unknown>)[key], rest, cell);
  return Array.isArray(value)
    ? value.map((each, index) => (`${index}` === key ? part : each))
    : { ...value, [key]: part };
}

type Read = (tables: object, options: object) => crm.CrmExport;

test.each(Object.entries(crmTables))(
  'whatever stands in the cells of %s, each deal is taken or told of, and nothing else happens',
  (name, [given, options]) => {
    const read = (crm as unknown as Record<string, Read>)[name] as Read;
    const doubled = Object.fromEntries(
      Object.entries(given).map(([table, records]) => [table, [...records, ...records]]),
    );
    const places = cellsOf(doubled);
    const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...dirty));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const tables = changes.reduce<unknown>((value, [path, cell]) => replaced(value, path, cell), doubled);
        const { dealRows, changeRows, pipelines, outcomeStages, problems } = read(
          frozen(tables) as object,
          options,
        );
        const [deals] = Object.entries(doubled)[0] ?? [];
        const leftOut = problems.filter(({ in: table, effect }) => table === deals && effect === 'left-out');
        expect(dealRows.length + leftOut.length).toBe(2);
        const imported = importDeals(dealRows, changeRows, pipelines, { outcomeStages });
        expect(imported.counts.deals.given).toBe(dealRows.length);
        for (const { message, input } of problems)
          expect([typeof message, typeof input]).toEqual(['string', 'string']);
      }),
      { numRuns: runs(1_000) },
    );
  },
);
