import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import { columnTypes } from './column-types.ts';
import { protectRows } from './protect-rows.ts';
import { heldIn, shapes, type TableShape } from './shapes.ts';

type AnyShapes = Readonly<Record<string, TableShape<Readonly<Record<string, unknown>>>>>;

/** Makes all tables, with their indexes, and on PostgreSQL with the second lock. */
export async function createTables(db: Kysely<unknown>): Promise<void> {
  const types = await columnTypes(db);
  for (const [table, { columns, key, indexes = [] }] of Object.entries(shapes as AnyShapes)) {
    let create: CreateTableBuilder<string, string> = db.schema.createTable(table);
    for (const [name, kind] of Object.entries(columns)) {
      const isNullable = kind.endsWith('?');
      const type = types[heldIn(kind)];
      create = create.addColumn(name, type as RawBuilder<never>, (column) =>
        isNullable ? column : column.notNull(),
      );
    }
    create = create.addPrimaryKeyConstraint(`${table}_key`, [...key]);
    await (types.engine === 'mysql' ? create.modifyEnd(sql`engine = innodb`) : create).execute();
    for (const index of indexes)
      await db.schema
        .createIndex(`${table}_by_${index.slice(1).join('_')}`)
        .on(table)
        .columns([...index])
        .execute();
    if (types.engine === 'postgres') await protectRows(db, table);
  }
}

/** Drops all tables, with everything that is in them. */
export async function dropTables(db: Kysely<unknown>): Promise<void> {
  for (const table of Object.keys(shapes)) await db.schema.dropTable(table).execute();
}
