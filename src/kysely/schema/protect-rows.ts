import { type Kysely, type RawBuilder, sql } from 'kysely';

/** The setting that says whose rows a transaction may see. */
const setting = 'dealbook.tenant';

/**
 * Lets a table's rows be seen and written by those of its tenant alone, its owner included (PostgreSQL): a second lock beside
 * the condition of each statement. It says nothing to superusers and roles that bypass it.
 */
export async function protectRows(db: Kysely<unknown>, table: string): Promise<void> {
  const name = sql.table(table);
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`alter table ${name} force row level security`.execute(db);
  const isOurs = sql`tenant = current_setting(${sql.lit(setting)})`;
  await sql`create policy dealbook_tenant on ${name} using (${isOurs}) with check (${isOurs})`.execute(db);
}

/** Opens the lock to a tenant's rows until the transaction ends. */
export function openLock(tenant: string): RawBuilder<unknown> {
  return sql`set_config(${sql.lit(setting)}, ${tenant}, true)`;
}
