import { type RawBuilder, sql } from 'kysely';
import { notPossible } from '../../options.ts';
import { checkText } from '../../text.ts';
import type { Engine } from '../schema/engine.ts';
import { shapes } from '../schema/shapes.ts';
import type { Db } from '../schema/tables.ts';

/** The databases that deals are divided among: the schemas of a coordinator in which their tables are, one for each. */
export type Shards = readonly string[];

/**
 * Reads what the shards are.
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
  return schemas;
}

/**
 * A statement made for each shard by itself, and all rows together: groups that several shards have come back once for each. So
 * each shard can group its own deals; grouping what comes from all of them would fetch every row.
 */
export function ofEachShard<R>(statement: RawBuilder<R>, shards: Shards, db: Db): RawBuilder<R> {
  const { sql: text } = statement.compile(db);
  const tables = Object.keys(shapes).filter((table) => text.includes(table));
  const each = shards.map((schema) => {
    // Under the names that the statement knows stand the tables of the shard.
    const named = tables.map(
      (table) => sql`${sql.id(table)} as not materialized (select * from ${sql.id(schema, table)})`,
    );
    return sql`(with ${sql.join(named)} ${statement})`;
  });
  return sql<R>`${sql.join(each, sql` union all `)}`;
}
