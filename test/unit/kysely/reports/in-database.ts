import {
  type KyselyReports,
  type KyselyReportsOptions,
  kyselyReports,
  kyselyRepositories,
} from 'dealbook/kysely';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { type DealBook, dealBookFrom, isDealError, rateTable } from '../../../../src/index.ts';
import { type Scene, scene } from '../../../reference/agreement/scenes.ts';
import { allDatabases, inDatabases, newTenant } from '../../../support/databases/in-databases.ts';
import { runs } from '../../../support/runs.ts';
import { expectSame } from '../../../support/same.ts';

/** A tenant of deals, as a book of them and as reports inside a database. */
export interface Both {
  readonly book: DealBook;
  readonly reports: KyselyReports;
}

/** Puts histories into a database, and reads them in both ways. */
export async function bothOf(
  db: Kysely<unknown>,
  histories: Scene['histories'],
  options: Omit<KyselyReportsOptions, 'tenantId'>,
): Promise<Both> {
  const tenantId = newTenant();
  const { deals } = kyselyRepositories(db, { tenantId });
  await deals.appendMany(
    histories.map((events) => ({ id: events[0]?.dealId ?? '', events, expectedVersion: 0 })),
  );
  return {
    book: await dealBookFrom(deals.histories({}), options),
    reports: kyselyReports(db, { tenantId, ...options }),
  };
}

/** A report of a book, by a name that a report inside a database has. */
type Report = (book: DealBook, options: never) => unknown;

/**
 * Tests that on random tenants, in each database, a report inside it answers exactly what the report of a book does: with each
 * of the options, where it answers at all.
 */
export async function agreesInside<A>(
  name: Exclude<keyof KyselyReports, 'supports'>,
  report: Report,
  asks: fc.Arbitrary<A>,
  optionsOf: (scene: Scene, ask: A) => Iterable<object>,
): Promise<void> {
  await inDatabases(allDatabases, (db) => {
    test(`${name} answers what it answers of a book of the deals`, async () => {
      await fc.assert(
        fc.asyncProperty(scene, asks, async (random, ask) => {
          const { pipelines, currency, timeZone, fiscalYearStart, rateDate, rates } = random;
          const { book, reports } = await bothOf(db, random.histories, {
            ...{ pipelines, currency, timeZone, fiscalYearStart, rateDate },
            rates: rates && rateTable(rates.rows, { base: rates.base }),
          });
          for (const options of optionsOf(random, ask)) {
            if (!reports.supports(name, options)) continue;
            const answer = await settled(() => reports[name](options as never));
            expectSame(answer, await settled(async () => report(book, options as never)));
          }
        }),
        { numRuns: runs(30) },
      );
    });
  });
}

/** What is answered, or the code and the details it is refused with. */
async function settled(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (!isDealError(error)) throw error;
    const { code, details } = error;
    return { code, details };
  }
}

/** Expects that a report is refused inside a database, with the name of an option, and that it says so beforehand. */
export async function expectUnanswered(
  reports: KyselyReports,
  name: Exclude<keyof KyselyReports, 'supports'>,
  option: string,
  options: object,
): Promise<void> {
  expect(reports.supports(name, options)).toBe(false);
  await expect(reports[name](options as never)).rejects.toMatchObject({
    code: 'invalid-option',
    details: { option },
  });
}
