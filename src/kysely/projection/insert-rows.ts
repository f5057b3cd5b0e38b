import { CompiledQuery, type Insertable } from 'kysely';
import type { Engine } from '../schema/engine.ts';
import type { Db, Tables } from '../schema/tables.ts';
import { insertStatements } from './insert-statements.ts';

type Rows<N extends keyof Tables> = readonly Insertable<Tables[N]>[];

/** Inserts rows, as many in a statement as it takes. */
export async function insertRows<N extends keyof Tables>(
  db: Db,
  engine: Engine,
  table: N,
  rows: Rows<N>,
): Promise<void> {
  for (const { text, values } of insertStatements(engine, table, rows, 'all'))
    await db.executeQuery(CompiledQuery.raw(text, values));
}

/** Inserts those of some rows whose key is not there yet, and tells how many they were; it waits for others who write them. */
export async function insertMissing<N extends keyof Tables>(
  db: Db,
  engine: Engine,
  table: N,
  rows: Rows<N>,
): Promise<number> {
  let inserted = 0;
  for (const { text, values } of insertStatements(engine, table, rows, 'missing')) {
    const { numAffectedRows = 0n } = await db.executeQuery(CompiledQuery.raw(text, values));
    inserted += Number(numAffectedRows);
  }
  return inserted;
}
