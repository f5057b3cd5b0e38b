import {
  answerStale,
  type DealHistory,
  type DealRepository,
  decodeHistory,
  encodeAppend,
  queryTest,
  type StoredForm,
} from 'dealbook';
import { dealRepositoryContract } from 'dealbook/testing';
import { type Row, rowsInMemory, type Table } from './support/table.ts';

/** A repository of deals in a table of one row an event, with the key (deal, version): the shape for SQL. */
export function tableDealRepository(table: Table<StoredForm>): DealRepository {
  async function load(id: string): Promise<DealHistory | undefined> {
    // select event from deal_events where deal_id = $1 order by version
    const rows = await table.rowsOf(id);
    return rows.length === 0 ? undefined : decodeHistory(rows.map(({ event }) => event));
  }

  return {
    load,

    async append(id, events, expectedVersion) {
      const rows = encodeAppend(id, events, expectedVersion).map((event, i): Row<StoredForm> => {
        return { dealId: id, version: expectedVersion + i + 1, event };
      });
      // insert into deal_events … where $2 = (select count(*) from deal_events where deal_id = $1)
      // in one statement; the key refuses it to all but one of those who try at once
      const version = expectedVersion + rows.length;
      if (await table.insert(rows, expectedVersion)) return { status: 'appended', version };
      return answerStale((await load(id)) ?? [], events, expectedVersion);
    },

    async *histories(query, { signal } = {}) {
      const isMeant = queryTest(query);
      let chunk: DealHistory[] = [];
      // select event from deal_events order by deal_id, version: with a cursor, in one transaction (repeatable read)
      for await (const rows of table.rowsByDeal()) {
        if (signal?.aborted) throw signal.reason;
        const history = decodeHistory(rows.map(({ event }) => event));
        if (isMeant(history)) chunk.push(history);
        if (chunk.length < 10) continue;
        yield chunk;
        chunk = [];
      }
      if (signal?.aborted) throw signal.reason;
      if (chunk.length > 0) yield chunk;
    },
  };
}

// Is it right? With a test runner each of these is a test of its own.
for (const { name, run } of dealRepositoryContract) {
  await run(() => tableDealRepository(rowsInMemory()));
  console.log(`kept: ${name}`);
}
