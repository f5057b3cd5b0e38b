import type { KyselyReportName, KyselyReports, StoredGrouping } from 'dealbook/kysely';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  activeFunnel,
  type DealBook,
  dealPaths,
  dealStatus,
  groupDeals,
  lossReasons,
  rateTable,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  stageDurations,
  transitions,
  weightedPipeline,
  winRate,
} from '../../../../src/index.ts';
import {
  asked,
  calendars,
  dealPopulation,
  instantAt,
  periodIn,
  pipelinePopulation,
  readings,
  type Scene,
  scene,
  when,
} from '../../../reference/agreement/scenes.ts';
import type { DatabaseName } from '../../../support/databases/database.ts';
import { inDatabases } from '../../../support/databases/in-databases.ts';
import { isThorough, runs } from '../../../support/runs.ts';
import { expectSame } from '../../../support/same.ts';
import { settled } from '../../../support/settled.ts';
import { bothOf } from './both-of.ts';

type OptionsOf = (scene: Scene) => readonly object[];

/** A report of a book, and the options that it is asked with. */
interface Ask {
  readonly report: (book: DealBook, options: never) => unknown;
  readonly options: fc.Arbitrary<OptionsOf>;
}

/** Options with some of these values. */
function some(values: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  return fc.record(values, { requiredKeys: [], noNullPrototype: true });
}

/** The options of each pipeline. */
function ofEach(people: typeof pipelinePopulation, others: fc.Arbitrary<object> = fc.constant({})) {
  return fc.tuple(people, others).map(([people, others]): OptionsOf => {
    return (scene) =>
      scene.pipelines.map(({ id: pipelineId }) => ({ pipelineId, ...asked(people, scene), ...others }));
  });
}

/** The options of one pipeline, or of all together. */
function ofOne(people: typeof dealPopulation, others: fc.Arbitrary<object> = fc.constant({})) {
  return fc.tuple(people, fc.nat(3), others).map(([people, place, others]): OptionsOf => {
    return (scene) => {
      const pipeline = scene.pipelines[place];
      const inPipeline = pipeline === undefined ? {} : { pipelineId: pipeline.id };
      return [{ ...inPipeline, ...asked(people, scene), ...others }];
    };
  });
}

const place = fc.nat(11);
const unit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
const strict = fc.boolean();

/** Sales of a period, on the period before or on last year: the instants of a scene lie in one year. */
const sales = fc
  .tuple(
    fc.nat(3),
    when,
    fc.boolean(),
    some({
      unit,
      changeOn: fc.constantFrom('previous', 'lastYear'),
      owners: fc.constantFrom([], [null, 'eva', '']),
    }),
  )
  .map(([place, when, isLater, others]): OptionsOf => {
    return (scene) => {
      const pipeline = scene.pipelines[place];
      const later = 366 * 86_400_000;
      const during = isLater
        ? { start: instantAt(scene.instants, 0), end: new Date(+instantAt(scene.instants, 11) + later) }
        : periodIn(scene, when);
      return [{ ...(pipeline === undefined ? {} : { pipelineId: pipeline.id }), ...others, during }];
    };
  });

const businessCalendars = calendars.flatMap(({ calendar }) => calendar ?? []);

/** The options of reports of open deals: of one pipeline or, where they may be, of all, and half of the time as of a date. */
function openAsOf(others: fc.Arbitrary<object>, isOfOne: boolean): fc.Arbitrary<OptionsOf> {
  const place = isOfOne ? fc.nat(2) : fc.nat(3);
  const date = fc.option(fc.tuple(place, fc.constantFrom(0, 0, 1, 50_000_000)));
  return fc.tuple(place, date, others).map(([place, date, others]): OptionsOf => {
    return ({ pipelines, instants }) => {
      const pipeline = pipelines[place];
      const inPipeline = pipeline === undefined ? {} : { pipelineId: pipeline.id };
      const asOf = date && new Date(+instantAt(instants, date[0]) + date[1]);
      return [{ ...inPipeline, ...(asOf === null ? {} : { asOf }), ...others }];
    };
  });
}

const asks: { readonly [N in KyselyReportName]: Ask } = {
  dealPaths: { report: dealPaths, options: ofEach(pipelinePopulation, some({ strict })) },
  salesFunnel: {
    report: salesFunnel,
    options: ofEach(
      pipelinePopulation,
      fc
        .tuple(
          fc.constantFrom(...readings),
          fc.boolean(),
          some({ strict, potentialAt: fc.constant('asOf'), calendar: fc.constantFrom(...businessCalendars) }),
        )
        .map(([reading, isMeasured, others]) => {
          return { ...reading, ...others, durations: isMeasured && reading.returns === 'keep' };
        }),
    ),
  },
  transitions: { report: transitions, options: ofEach(pipelinePopulation) },
  winRate: { report: winRate, options: ofOne(dealPopulation) },
  dealStatus: { report: dealStatus, options: ofOne(dealPopulation) },
  salesByPeriod: { report: salesByPeriod, options: sales },
  lossReasons: {
    report: lossReasons,
    options: ofOne(dealPopulation, some({ top: fc.constantFrom(0, 1, 3) })),
  },
  stageDurations: {
    report: stageDurations,
    options: ofEach(
      pipelinePopulation,
      some({ strict, skips: fc.constantFrom('count', 'jumps', 'ignore'), returns: fc.constant('keep') }),
    ),
  },
  salesCycle: { report: salesCycle, options: ofOne(dealPopulation) },
  activeFunnel: {
    report: activeFunnel,
    options: openAsOf(some({ calendar: fc.constantFrom(...businessCalendars) }), true),
  },
  weightedPipeline: { report: weightedPipeline, options: openAsOf(some({ unit }), false) },
};

const dates = ['openedAt', 'closedAt', 'expectedCloseAt'] as const;
const groupings = fc.oneof(
  fc.constantFrom<StoredGrouping>(
    ...(['ownerId', 'openedBy', 'closedBy', 'customerId', 'channel', 'pipelineId', 'status'] as const),
  ),
  fc.tuple(unit, fc.constantFrom(...dates)).map(([unit, date]) => ({ [unit]: date }) as StoredGrouping),
);

const names = Object.keys(asks) as KyselyReportName[];
const allOptions = fc.record(
  Object.fromEntries(names.map((name) => [name, asks[name].options])) as {
    [N in KyselyReportName]: fc.Arbitrary<OptionsOf>;
  },
);

/** Asks every report of random tenants in a database, as of any date, and of a book of the same deals. */
export function everyReportIn(database: DatabaseName): Promise<void> {
  return inDatabases([database], (db) => {
    test('each report answers what it answers of a book of the deals, as of any date, whatever happened to them', async () => {
      await fc.assert(
        fc.asyncProperty(
          scene,
          allOptions,
          groupings,
          fc.constantFrom(...names),
          fc.tuple(place, place),
          async (random, options, by, one, places) => {
            const { book, reports, known, asOf } = await bothOf(
              db,
              random.histories,
              readOf(random),
              random.knownAt,
            );
            for (const name of names)
              for (const each of options[name](random)) {
                expect(reports.supports(name, each)).toBe(true);
                await expectAnswer(reports, book, name, each);
                if (name !== one) continue; // they are asked in the same ways
                await expectGroups(reports, book, name, each, by);
                expect(known.reports.supports(name, each)).toBe(random.knownAt === undefined);
                await expectAnswer(known.reports, known.book, name, each);
                await expectGroups(known.reports, known.book, name, each, by);
                for (const index of places) {
                  const then = await asOf(instantAt(random.instants, index));
                  await expectAnswer(then.reports, then.book, name, each);
                  await expectGroups(then.reports, then.book, name, each, by);
                }
              }
          },
        ),
        { numRuns: tenantsIn(database) },
      );
    });
  });
}

/** How many tenants are tried: thousands in a thorough run, in two databases, and in all once it is ten times as thorough. */
function tenantsIn(database: DatabaseName): number {
  if (runs(1) >= 10) return runs(2_000);
  return runs(isThorough && often.includes(database) ? 1_000 : 30);
}

const often: readonly DatabaseName[] = ['SQLite', 'PostgreSQL'];

/** How a scene is read, with what is known by now. */
function readOf(scene: Scene) {
  const { pipelines, currency, timeZone, fiscalYearStart, rateDate, rates, asOf } = scene;
  const table = rates && rateTable(rates.rows, { base: rates.base });
  return { pipelines, currency, timeZone, fiscalYearStart, rateDate, asOf, rates: table };
}

function expectAnswer(
  reports: KyselyReports,
  book: DealBook,
  name: KyselyReportName,
  options: object,
): Promise<void> {
  return expectEqual(reports[name](options as never), () => asks[name].report(book, options as never));
}

function expectGroups(
  reports: KyselyReports,
  book: DealBook,
  name: KyselyReportName,
  options: object,
  by: StoredGrouping,
): Promise<void> {
  return expectEqual(reports.groupedBy(by)[name](options as never), () => grouped(book, by, name, options));
}

function grouped(book: DealBook, by: StoredGrouping, name: KyselyReportName, options: object) {
  return groupDeals(book, by).map(({ key, book: part }) => ({
    key,
    report: asks[name].report(part, options as never),
  }));
}

async function expectEqual(answer: Promise<unknown>, expected: () => unknown): Promise<void> {
  expectSame(await settled(() => answer), await settled(async () => expected()));
}
