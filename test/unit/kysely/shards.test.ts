import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type KyselyReportName, kyselyReports, kyselyRepositories } from 'dealbook/kysely';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { pathsOfRows } from '../../../examples/support/paths-of-rows.ts';
import {
  activeFunnel,
  type DealBook,
  type DealEvent,
  dealBook,
  dealPaths,
  dealStatus,
  funnelOfPaths,
  groupDeals,
  lossReasons,
  mergePaths,
  type Pipeline,
  rateTable,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  stageDurations,
  transitions,
  weightedPipeline,
  winRate,
} from '../../../src/index.ts';
import { instantAt, scene } from '../../reference/agreement/scenes.ts';
import { newTenant } from '../../support/databases/in-databases.ts';
import { type Sharded, sharded } from '../../support/databases/sharded.ts';
import { sqlite } from '../../support/databases/sqlite.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { expectSame } from '../../support/same.ts';
import { settled } from '../../support/settled.ts';

const shards = ['shard_1', 'shard_2'];
const kroner = { pipelines: [sales, simple], currency: 'NOK', asOf: on('2027-01-01') };

type Report = (book: DealBook, options: never) => unknown;

/** What each report is asked in a pipeline. */
const asks: {
  readonly [N in KyselyReportName]: readonly [Report, (pipelineId: string) => readonly object[]];
} = {
  dealPaths: [
    dealPaths,
    (pipelineId) => [{ pipelineId }, { pipelineId, strict: true, openedDuring: '2026' }],
  ],
  salesFunnel: [
    salesFunnel,
    (pipelineId) => [
      { pipelineId, durations: true },
      { pipelineId, closedDuring: '2026', skips: 'count', returns: 'erase' },
    ],
  ],
  transitions: [transitions, (pipelineId) => [{ pipelineId }]],
  winRate: [winRate, (pipelineId) => [{}, { pipelineId, closedDuring: '2026' }]],
  dealStatus: [dealStatus, (pipelineId) => [{}, { pipelineId }]],
  lossReasons: [lossReasons, (pipelineId) => [{}, { pipelineId, top: 1 }]],
  salesByPeriod: [salesByPeriod, (pipelineId) => [{ during: '2026' }, { pipelineId, during: '2026' }]],
  salesCycle: [salesCycle, (pipelineId) => [{}, { pipelineId }]],
  activeFunnel: [activeFunnel, (pipelineId) => [{ pipelineId }]],
  weightedPipeline: [weightedPipeline, (pipelineId) => [{}, { pipelineId }]],
  stageDurations: [stageDurations, (pipelineId) => [{ pipelineId }]],
};
const names = Object.keys(asks) as KyselyReportName[];

/** The id of a pipeline, and of its first stage. */
function placesIn(pipeline: Pipeline | undefined): readonly (string | undefined)[] {
  return [pipeline?.id, pipeline?.stages[0]?.id];
}

/** Puts each deal on the shard that the first byte of a digest of its id chooses. */
async function divide(
  { shards }: Sharded,
  tenantId: string,
  histories: readonly (readonly DealEvent[])[],
): Promise<void> {
  const shardOf = (id: string): number => (createHash('sha256').update(id).digest()[0] ?? 0) % shards.length;
  for (const [index, shard] of shards.entries()) {
    const { deals } = kyselyRepositories(shard, { tenantId });
    const appends = histories.flatMap((events) => {
      const id = events[0]?.dealId ?? '';
      return shardOf(id) === index ? [{ id, events, expectedVersion: 0 }] : [];
    });
    if (appends.length > 0) await deals.appendMany(appends);
  }
}

/** Thousands of deals that were won, lost for several reasons, or are open. */
const many = Array.from({ length: 6_000 }, (_, number) => {
  const closed =
    number % 2 ? event('DealWon', 5, {}) : event('DealLost', 5, { reason: `reason ${number % 3}` });
  const all = [
    opened({ potential: nok(number), ownerId: `owner ${number % 7}` }),
    ...(number % 3 ? [moved('contact', 'offer', 2)] : []),
    ...(number % 4 ? [closed] : []),
  ];
  return all.map((each) => ({ ...each, dealId: `deal ${number}` }));
});

const started = await sharded();
if (started === undefined) test.skip('over several servers, which cannot be started');
else over(started);

function over(servers: Sharded): void {
  describe('over two shards behind a coordinator', () => {
    afterAll(servers.stop);
    const { coordinator } = servers;

    test('each report answers what it answers of a book, and of one database, with all the deals', async () => {
      await fc.assert(
        fc.asyncProperty(scene, fc.nat(2), fc.nat(11), async (random, place, date) => {
          const { histories, pipelines, currency, timeZone, fiscalYearStart, rateDate, rates } = random;
          const options = {
            ...{
              pipelines,
              currency,
              timeZone,
              fiscalYearStart,
              rateDate,
              asOf: instantAt(random.instants, date),
            },
            rates: rates && rateTable(rates.rows, { base: rates.base }),
          };
          const tenantId = newTenant();
          await divide(servers, tenantId, histories);
          const inOne = kyselyRepositories(sqlite, { tenantId }).deals;
          const appends = histories.map((events) => ({
            id: events[0]?.dealId ?? '',
            events,
            expectedVersion: 0,
          }));
          await inOne.appendMany(appends);
          const reports = kyselyReports(coordinator, { tenantId, ...options, shards });
          const ofOne = kyselyReports(sqlite, { tenantId, ...options });
          const book = dealBook(histories, options);
          const [id = '', first] = placesIn(pipelines[place] ?? pipelines[0]);
          const cohort = { pipelineId: id, cohort: { stageId: first ?? 'unknown', during: '2026' } };
          for (const name of names) {
            const [report, optionsIn] = asks[name];
            for (const each of [...optionsIn(id), ...(name === 'salesFunnel' ? [cohort] : [])]) {
              const answer = await settled(() => reports[name](each as never));
              expectSame(answer, await settled(async () => report(book, each as never)));
              expectSame(answer, await settled(() => ofOne[name](each as never)));
            }
          }
          expectSame(
            await reports.groupedBy('ownerId').winRate(),
            groupDeals(book, 'ownerId').map(({ key, book: part }) => ({ key, report: winRate(part) })),
          );
          expectSame(
            await reports.groupedBy({ month: 'closedAt' }).winRate(),
            groupDeals(book, { month: 'closedAt' }).map(({ key, book: part }) => ({
              key,
              report: winRate(part),
            })),
          );
        }),
        { numRuns: runs(5) },
      );
    });

    test('ids that are too long to be keys are found on whichever shard has them', async () => {
      const tenantId = newTenant();
      const [stage, owner] = ['s'.repeat(80), 'o'.repeat(80)];
      const histories = Array.from({ length: 8 }, (_, number) =>
        [opened({ ownerId: `${owner}${number}` }), moved('contact', `${stage}${number}`, 2)].map((each) => ({
          ...each,
          dealId: `long ${number}`,
        })),
      );
      await divide(servers, tenantId, histories);
      const reports = kyselyReports(coordinator, { tenantId, ...kroner, shards });
      const book = dealBook(histories, kroner);
      expectSame(await reports.dealPaths({ pipelineId: 'sales' }), dealPaths(book, { pipelineId: 'sales' }));
      const keys = (await reports.groupedBy('ownerId').dealStatus()).map(({ key }) => key);
      expect(keys).toEqual(histories.map((_, number) => `${owner}${number}`));
    });

    test('a pipeline whose id ends as that of another has none of its deals', async () => {
      const tenantId = newTenant();
      const presales = { ...sales, id: 'presales' };
      const options = { ...kroner, pipelines: [sales, presales] };
      const histories = ['presales', 'sales'].map((pipelineId, number) => [
        { ...opened({ pipelineId, dealId: `deal ${number}` }) },
      ]);
      await divide(servers, tenantId, histories);
      const reports = kyselyReports(coordinator, { tenantId, ...options, shards });
      const book = dealBook(histories as never, options);
      for (const pipelineId of ['sales', 'presales']) {
        expectSame(await reports.salesFunnel({ pipelineId }), salesFunnel(book, { pipelineId }));
        expect((await reports.dealPaths({ pipelineId })).paths).toHaveLength(1);
      }
    });

    describe('of many deals', () => {
      const tenantId = newTenant();
      const reports = kyselyReports(coordinator, { tenantId, ...kroner, shards });

      test('what comes from a shard are groups, not deals', async () => {
        await divide(servers, tenantId, many);
        await servers.analyze();
        const before = kyselyReports(coordinator, { tenantId, ...kroner, asOf: on(3), shards });
        for (const name of names.filter((name) => name !== 'stageDurations')) {
          const [, optionsIn] = asks[name];
          for (const options of optionsIn('sales'))
            for (const { [name]: report } of [reports, before])
              for (const plan of await servers.plansOf(() => report(options as never))) {
                expect(plan.match(/Foreign Scan/g), plan).toHaveLength(shards.length);
                expect(plan.match(/Relations: Aggregate on/g), plan).toHaveLength(shards.length);
              }
        }
        const [, paths = ''] = await servers.plansOf(() => reports.dealPaths({ pipelineId: 'sales' }));
        expect(paths).toContain('Append');
        expect(
          paths.match(/Remote SQL: SELECT .*, count\(\*\), sum\(\w+\.potential\) .* GROUP BY 1, 2/g),
          paths,
        ).toHaveLength(2);
      });

      test('grouped together, every deal would come from its shard', async () => {
        const together = kyselyReports(coordinator, { tenantId, ...kroner });
        const plans = await servers.plansOf(() => together.winRate());
        expect(plans.join('\n')).toContain('Foreign Scan');
        expect(plans.join('\n')).not.toContain('Relations: Aggregate on');
        expectSame(await together.winRate(), await reports.winRate());
      });

      test('the statement for other engines tells of each part what adds up to all funnels', async () => {
        const statement = pathStatement().replace("'acme'", () => `'${tenantId}'`);
        const tables = [];
        for (const shard of servers.shards) {
          const { rows } = await sql.raw<Parameters<typeof pathsOfRows>[0][number]>(statement).execute(shard);
          tables.push(pathsOfRows(rows, sales, kroner));
        }
        const [some, others] = tables as [(typeof tables)[number], (typeof tables)[number]];
        const book = dealBook(many, kroner);
        const all = mergePaths(some, others);
        expectSame(all, dealPaths(book, { pipelineId: 'sales' }));
        const reading = { skips: 'count', returns: 'erase' } as const;
        expectSame(
          funnelOfPaths(all, sales, reading),
          salesFunnel(book, { pipelineId: 'sales', ...reading }),
        );
      });

      test('what is recorded after the date changes nothing', async () => {
        const before = kyselyReports(coordinator, { tenantId, ...kroner, asOf: on(3), shards });
        const funnel = await before.salesFunnel({ pipelineId: 'sales' });
        expect(funnel.total).toMatchObject({ deals: 6_000, open: 6_000 });
        const later = { ...opened({ at: on(4) }), dealId: 'later' };
        await divide(servers, tenantId, [[later]]);
        expectSame(await before.salesFunnel({ pipelineId: 'sales' }), funnel);
        expect((await reports.salesFunnel({ pipelineId: 'sales' })).total.deals).toBe(6_001);
      });

      test('without one of the shards nothing is answered', async () => {
        expect((await reports.winRate()).open).toBe(1_501);
        await servers.killShard();
        for (const name of names) {
          const [, optionsIn] = asks[name];
          await expect(reports[name](optionsIn('sales')[0] as never)).rejects.toMatchObject({
            code: 'unavailable',
          });
        }
        await expect(reports.groupedBy('ownerId').winRate()).rejects.toMatchObject({ code: 'unavailable' });
      });
    });
  });
}

test('shards are the schemas of a PostgreSQL server, and are read as of a date', () => {
  const refused = (db: Kysely<unknown>, options: object) =>
    refusal(() => kyselyReports(db, { tenantId: 'acme', ...kroner, ...options }));
  const ofOption = (option: string) => ['invalid-option', expect.objectContaining({ option })];
  for (const wrong of [[], ['a', 'a'], [''], 'shard_1', shards])
    expect(refused(sqlite, { shards: wrong })).toEqual(ofOption('shards'));
  expect(refused(sqlite, { shards: ['a\0'] })).toEqual(['invalid-text', expect.anything()]);
  if (started === undefined) return;
  expect(refused(started.coordinator, { shards, asOf: undefined })).toEqual(ofOption('asOf'));
  expect(refused(started.coordinator, { shards, streaming: true })).toEqual(ofOption('streaming'));
});

function pathStatement(): string {
  const [, after = ''] = readFileSync('src/kysely/distributed.md', 'utf8').split('\n## Spark');
  return /^```sql\n(.*?)^```$/ms.exec(after)?.[1] ?? '';
}
