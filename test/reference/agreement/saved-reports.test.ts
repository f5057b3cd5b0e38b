import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as dealbook from '../../../src/index.ts';
import {
  type BookReport,
  type DealBook,
  decodeVariant,
  encodeVariant,
  type Filter,
  type Grouping,
  groupDeals,
  money,
  type RelativePeriod,
  runReport,
  selectDeals,
} from '../../../src/index.ts';
import { reportOptions } from '../../../src/reports/saved/report-options.ts';
import { periodOption } from '../../../src/time/calendar/read-period.ts';
import { relativePeriod } from '../../../src/time/calendar/relative-period.ts';
import { refusal } from '../../support/refusal.ts';
import { bookOf, calendars, instantAt, type Scene, scene } from './scenes.ts';

const names = Object.keys(reportOptions);
const api: Readonly<Record<string, unknown>> = dealbook;
const hierarchies = { ownerId: { ann: 'team', eva: 'team' } };

/** An option of a random book's report: as a variant has it, and as it is given to the report directly. */
type Option = (scene: Scene, at: Date) => { readonly saved: unknown; readonly direct: unknown };
const same =
  (value: unknown): Option =>
  () => ({ saved: value, direct: value });
const among = (...values: readonly unknown[]): fc.Arbitrary<Option> => fc.constantFrom(...values.map(same));

const place = fc.nat(11);
const unit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
const period: fc.Arbitrary<Option> = fc.oneof(
  among('2016', '2026', '2026-Q1', '2026-03'),
  fc.tuple(place, place).map(
    ([a, b]): Option =>
      ({ instants }) => {
        const start = instantAt(instants, Math.min(a, b));
        return same({ start, end: instantAt(instants, Math.max(a, b)) })({} as Scene, start);
      },
  ),
  fc
    .oneof(
      fc.record({ this: unit }),
      fc.record({ last: unit, count: fc.integer({ min: 1, max: 12 }) }, { requiredKeys: ['last'] }),
    )
    .map(
      (relative): Option =>
        (scene, at) => ({
          saved: relative,
          direct: relativePeriod(relative as RelativePeriod, at, scene),
        }),
    ),
);

const cohort: fc.Arbitrary<Option> = fc.tuple(period, fc.constantFrom('s1', 's2', 'x')).map(
  ([during, stageId]): Option =>
    (random, at) => {
      const { saved, direct } = during(random, at);
      return { saved: { stageId, during: saved }, direct: { stageId, during: direct } };
    },
);

const valuesOf: Readonly<Record<string, fc.Arbitrary<Option>>> = {
  pipelineId: fc.nat(2).map(
    (n): Option =>
      (random, at) =>
        same(random.pipelines[n]?.id)(random, at),
  ),
  dealId: fc.nat(9).map(
    (n): Option =>
      (random, at) =>
        same(random.histories[n]?.[0]?.dealId)(random, at),
  ),
  asOf: place.map(
    (n): Option =>
      (random, at) =>
        same(instantAt(random.instants, n))(random, at),
  ),
  plans: fc.array(fc.tuple(period, fc.constantFrom('ann', undefined)), { maxLength: 3 }).map(
    (plans): Option =>
      (random, at) => {
        const amount = money(250, random.currency);
        const [saved, direct] = (['saved', 'direct'] as const).map((way) =>
          plans.map(([during, ownerId]) => ({ during: during(random, at)[way], ownerId, amount })),
        );
        return { saved, direct };
      },
  ),
  calendar: among(...calendars.map(({ calendar }) => calendar)),
  ownerId: among('ann', 'bob'),
  cohort,
  stageOwnerId: among('ann', 'eva', null),
  strict: among(true, false),
  credit: among('closer', 'opener', 'stage'),
  within: among({ days: 3 }, { days: 0.5 }),
  potentialAt: among('asOf', 'entry'),
  skips: among('count', 'jumps', 'ignore'),
  returns: among('keep', 'erase'),
  unit: among('day', 'week', 'month', 'quarter', 'year'),
  changeOn: among('previous', 'lastYear'),
  since: among('stage', 'activity'),
  durations: among(true, false),
  top: among(0, 1, 3),
  minEntered: among(0, 1, 3),
};

/** Options of a report by name; those that some reports need are always there, no two populations are. */
function optionsOf(report: string): fc.Arbitrary<Readonly<Record<string, Option>>> {
  const kinds = Object.entries(reportOptions[report] ?? {});
  const populations = kinds
    .map(([name]) => name)
    .filter((name) => /^(?:closed|opened|entered|cohort|paid|over)/.test(name));
  const all = Object.fromEntries(
    kinds.map(([name, kind]) => [name, (kind === periodOption ? period : valuesOf[name]) ?? among(null)]),
  );
  return fc
    .tuple(
      fc.record(all, {
        requiredKeys: ['pipelineId', 'during', 'plans', 'dealId'].filter((name) => name in all),
      }),
      fc.constantFrom(undefined, ...populations),
    )
    .map(
      ([options, chosen]) =>
        Object.fromEntries(
          Object.entries(options).filter(([name]) => name === chosen || !populations.includes(name)),
        ) as Readonly<Record<string, Option>>,
    );
}

const around = fc.record(
  {
    filter: fc.constantFrom<Filter>(
      { field: 'ownerId', is: 'in', value: ['ann', 'bob'] },
      {
        or: [
          { field: 'status', value: 'open' },
          { not: { field: 'potential', is: 'below', value: '500.50' } },
        ],
      },
      { field: 'openedAt', is: 'atLeast', value: new Date('2026-01-20') },
      { field: 'fields.region', is: 'isEmpty' },
      { field: 'ownerId', is: 'under', value: 'team' },
    ),
    groupBy: fc.constantFrom<Grouping | Grouping[]>('ownerId', { month: 'closedAt' }, [
      'status',
      { quarter: 'openedAt' },
    ]),
  },
  { requiredKeys: [] },
);

test.each(names)('%s through a saved variant, also a stored one, and directly is the same JSON', (name) => {
  const report = api[name] as BookReport;
  const answered = new Set<boolean>();
  fc.assert(
    fc.property(scene, optionsOf(name), around, place, (random, options, { filter, groupBy }, now) => {
      const book = bookOf(random);
      const at = instantAt(random.instants, now);
      const [saved, direct] = (['saved', 'direct'] as const).map((way) =>
        Object.fromEntries(
          Object.entries(options).map(([option, value]) => [option, value(random, at)[way]]),
        ),
      );
      const expected = textOf(() => {
        const run = (deals: DealBook): unknown => report(deals, direct as never);
        const selected = filter ? selectDeals(book, filter, { hierarchies }) : book;
        if (groupBy === undefined) return run(selected);
        return groupDeals(selected, groupBy as Grouping).map(({ key, book: deals }) => ({
          key,
          report: run(deals),
        }));
      });
      const variant = { id: 'v1', name: 'Saved', report: name, options: { ...saved, filter, groupBy } };
      const given = { at, reports: { [name]: report }, hierarchies };
      const kept = decodeVariant(JSON.parse(JSON.stringify(encodeVariant(variant))));
      expect(textOf(() => runReport(book, variant, given))).toBe(expected);
      expect(textOf(() => runReport(book, kept, given))).toBe(expected);
      answered.add(expected.includes('"kind"'));
    }),
  );
  expect(answered).toContain(true); // not all of them were refused
});

test('every report of a book can be saved; those of other reports have no book to be run on', () => {
  const folder = 'src/reports';
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const kinds = texts.flatMap((text) =>
    [...text.matchAll(/readonly kind: '(\w+)'/g)].map(([, kind]) => kind),
  );
  expect(kinds.sort()).toEqual([...names, 'compareFunnels', 'forecast'].sort());
});

/** A report as JSON text; where it is refused, the refusal. */
function textOf(report: () => unknown): string {
  const answers: unknown[] = [];
  const refused = refusal(() => answers.push(report()));
  return JSON.stringify(answers.length === 0 ? refused : answers);
}
