import { type RawBuilder, sql } from 'kysely';
import { notPossible } from '../../options.ts';
import { checkText } from '../../text.ts';
import type { Engine } from '../schema/engine.ts';
import { shapes } from '../schema/shapes.ts';
import type { Db } from '../schema/tables.ts';

/**
 * The databases that deals are divided among. Their rows are read as they stand now, which is checked to be as of the date: of
 * deals joined with how they stood a shard does not make groups.
 */
export interface Shards {
  /** The schemas of a coordinator in which the tables of the shards are, one for each. */
  readonly schemas: readonly string[];
  readonly asOf: Date;
}

/**
 * Reads what the shards are, and as of when.
 *
 * @throws DealError `invalid-option` for none, for one twice, without a date, and for anything but PostgreSQL; `invalid-text`.
 */
export function readShards(
  given: readonly string[] | undefined,
  { engine, asOf }: { readonly engine: Engine; readonly asOf: Date | undefined },
): Shards | undefined {
  if (given === undefined) return undefined;
  const schemas = [...given];
  for (const schema of schemas) checkText(schema, 'shards');
  if (new Set(schemas).size < schemas.length || schemas.length === 0 || schemas.includes(''))
    throw notPossible('shards', 'the names of different schemas', given);
  if (engine !== 'postgres') throw notPossible('shards', 'given for PostgreSQL only', given);
  if (asOf === undefined)
    throw notPossible('asOf', 'given, as shards have no common view of one moment', asOf);
  return { schemas, asOf };
}

/**
 * The date that shards are read as of, checked against that of their latest event.
 *
 * @throws DealError `invalid-option` for one before it.
 */
export function shardsAsOf({ asOf }: Shards, latest: number | null): number {
  if (latest === null || latest <= +asOf) return +asOf;
  const possible = `${new Date(latest).toISOString()}, the latest event, or later`;
  throw notPossible('asOf', possible, asOf.toISOString());
}

/**
 * A statement made for each shard by itself, and all rows together: groups that several shards have come back once for each. So
 * each shard can group its own deals; grouping what comes from all of them would fetch every row.
 */
export function ofEachShard<R>(statement: RawBuilder<R>, { schemas }: Shards, db: Db): RawBuilder<R> {
  const { sql: text } = statement.compile(db);
  const tables = Object.keys(shapes).filter((table) => text.includes(table));
  const each = schemas.map((schema) => {
    // Under the names that the statement knows stand the tables of the shard.
    const named = tables.map(
      (table) => sql`${sql.id(table)} as not materialized (select * from ${sql.id(schema, table)})`,
    );
    return sql`(with ${sql.join(named)} ${statement})`;
  });
  return sql<R>`${sql.join(each, sql` union all `)}`;
}
