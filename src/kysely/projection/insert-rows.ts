import type { Insertable } from 'kysely';
import type { Engine } from '../schema/engine.ts';
import type { Db, Tables } from '../schema/tables.ts';

/** How many values a statement has at most: SQLite takes 32,766. */
const valuesAtMost = 30_000;

/** Inserts rows, as many in a statement as it takes. */
export async function insertRows<N extends keyof Tables>(
  db: Db,
  table: N,
  rows: readonly Insertable<Tables[N]>[],
): Promise<void> {
  for (const slice of slices(rows)) await db.insertInto(table).values(slice).execute();
}

/** Inserts those of some rows whose key is not there yet, and tells how many they were; it waits for others who write them. */
export async function insertMissing<N extends keyof Tables>(
  db: Db,
  engine: Engine,
  table: N,
  rows: readonly Insertable<Tables[N]>[],
): Promise<number> {
  let inserted = 0;
  for (const slice of slices(rows)) {
    const insert = db.insertInto(table).values(slice);
    const missing =
      engine === 'mysql' ? insert.ignore() : insert.onConflict((conflict) => conflict.doNothing());
    const { numInsertedOrUpdatedRows = 0n } = await missing.executeTakeFirstOrThrow();
    inserted += Number(numInsertedOrUpdatedRows);
  }
  return inserted;
}

function slices<T>(rows: readonly T[]): T[][] {
  const size = Math.floor(valuesAtMost / Object.keys(rows[0] ?? {}).length);
  return Array.from({ length: Math.ceil(rows.length / size) || 0 }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
