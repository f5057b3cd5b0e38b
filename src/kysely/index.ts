/** Repositories in a database that Kysely speaks to: PostgreSQL, SQLite, MariaDB, MySQL. */
export { type KyselyRepositories, kyselyRepositories } from './kysely-repositories.ts';
export { migrations } from './schema/migrations.ts';
export type { TenantOptions } from './tenant-options.ts';
