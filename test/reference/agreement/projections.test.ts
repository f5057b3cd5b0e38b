import { kyselyRepositories, verifyProjections } from 'dealbook/kysely';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { databaseOf } from '../../support/databases/database.ts';
import { randomBook } from '../../support/random-book.ts';
import { runs } from '../../support/runs.ts';
import { type NaiveDeal, naiveDeals } from '../twin/naive-deal.ts';

type Row = Readonly<Record<string, unknown>>;

async function rowsOf(db: Kysely<unknown>, table: string, tenant: string, order: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where tenant = ${tenant} order by ${sql.ref(order)}`.execute(db);
  return rows;
}

const instant = (at: Date | null): number | null => (at === null ? null : +at);

/** What a row should say of a deal, in the words of its columns; what the twin does not tell is left out. */
function rowOf(deal: NaiveDeal): Row {
  const { potential, wonAmount, closedAt } = deal;
  return {
    deal: deal.id,
    status: deal.status,
    pipeline: deal.pipelineId,
    stage: deal.stageId,
    owner: deal.ownerId,
    opened_by: deal.openedBy,
    closed_by: deal.closedBy,
    potential: potential === null ? null : `${potential.amount}`,
    currency: potential === null ? null : potential.currency,
    won_amount: wonAmount === null ? null : `${wonAmount.amount}`,
    won_currency: wonAmount === null ? null : wonAmount.currency,
    opened_at: +deal.openedAt,
    undated: Number(deal.undated),
    stage_undated: Number(deal.stageUndated),
    closed_at: instant(closedAt),
    expected_close_at: instant(deal.expectedCloseAt),
    customer: deal.customerId,
    channel: deal.channel,
    loss_reason: deal.lossReason,
  };
}

const visitsOf = (deal: NaiveDeal): Row[] =>
  deal.stays.map(({ pipelineId, stageId, enteredAt, leftAt, undated }) => {
    const [entered_at, left_at] = [+enteredAt, instant(leftAt)];
    return { pipeline: pipelineId, stage: stageId, entered_at, left_at, undated: Number(undated) };
  });

/** What a path says: where the deal was, one stage after the other, also by a reopening (`+`), and how it stands. */
function readPath(path: string) {
  const [way = '', ending] = path.split('|');
  const places = way.split(';').flatMap((part) => {
    const [pipelineId, stages = ''] = part.split(':');
    return stages.split(/[>+]/).map((stageId) => [pipelineId, stageId]);
  });
  return { places: places.filter(([, stageId]) => stageId !== '~'), ending };
}

/** Of a row, what another one tells. */
function told(row: Row, other: Row): Row {
  return Object.fromEntries(Object.keys(other).map((name) => [name, row[name]]));
}

describe('the rows of deals', async () => {
  const { db, drop } = (await databaseOf('SQLite')) as NonNullable<Awaited<ReturnType<typeof databaseOf>>>;
  afterAll(drop);
  let tenants = 0;

  test('tell what a naive reading of the events tells, however they were appended', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomBook,
        fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
        async (book, lengths) => {
          const tenantId = `tenant ${tenants++}`;
          const { deals } = kyselyRepositories(db, { tenantId, pipelines: book.pipelines });
          for (const history of book.histories) {
            for (let version = 0; version < history.length; ) {
              const events = history.slice(version, version + Number(lengths.next().value));
              await deals.append(history[0]?.dealId ?? '', events, version);
              version += events.length;
            }
          }
          const rows = new Map(
            (await rowsOf(db, 'dealbook_deal', tenantId, 'deal')).map((row) => [row['deal'], row]),
          );
          const visits = await rowsOf(db, 'dealbook_visit', tenantId, 'seq');
          expect(rows.size).toBe(book.histories.length);
          for (const deal of naiveDeals(book.histories)) {
            const [row, expected] = [rows.get(deal.id) as Row, rowOf(deal)];
            expect(told(row, expected)).toEqual(expected);
            const stays = visits.filter((visit) => visit['deal'] === deal.id && visit['stage'] !== null);
            const wanted = visitsOf(deal);
            expect(stays.map((stay) => told(stay, wanted[0] ?? {}))).toEqual(wanted);
            const places = deal.stays.map(({ pipelineId, stageId }) => [pipelineId, stageId]);
            expect(readPath(`${row['path']}`)).toEqual({ places, ending: deal.status });
          }
          const { differing } = await verifyProjections(db, { tenantId, pipelines: book.pipelines });
          expect(differing).toEqual([]);
        },
      ),
      { numRuns: runs(60) },
    );
  });
});
