import {
  type KyselyReports,
  type KyselyReportsOptions,
  kyselyReports,
  kyselyRepositories,
} from 'dealbook/kysely';
import type { Kysely } from 'kysely';
import { type DealBook, type DealEvent, dealBookFrom } from '../../../../src/index.ts';
import { newTenant } from '../../../support/databases/in-databases.ts';

/** A tenant's deals as a book, and as reports inside a database. */
export interface Both {
  readonly book: DealBook;
  readonly reports: KyselyReports;
}

/**
 * Puts histories into a database, and reads them in both ways; as far as was known at a date, if there is one; and as of other
 * dates.
 */
export async function bothOf(
  db: Kysely<unknown>,
  histories: readonly (readonly DealEvent[])[],
  options: Omit<KyselyReportsOptions, 'tenantId' | 'knownAt' | 'streaming'>,
  knownAt?: Date,
): Promise<Both & { readonly known: Both; asOf(date: Date): Promise<Both> }> {
  const tenantId = newTenant();
  const { deals } = kyselyRepositories(db, { tenantId });
  await deals.appendMany(
    histories.map((events) => ({ id: events[0]?.dealId ?? '', events, expectedVersion: 0 })),
  );
  const asOf = async (asOf: Date | undefined): Promise<Both> => ({
    book: await dealBookFrom(deals.histories({}), { ...options, asOf }),
    reports: kyselyReports(db, { tenantId, ...options, asOf }),
  });
  const { book, reports } = await asOf(options.asOf);
  return {
    book,
    reports,
    asOf,
    known: {
      book: knownAt === undefined ? book : await dealBookFrom(deals.histories({}), { ...options, knownAt }),
      reports: kyselyReports(db, { tenantId, ...options, knownAt, streaming: true }),
    },
  };
}
