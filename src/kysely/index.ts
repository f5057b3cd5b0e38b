/** Repositories in a database that Kysely speaks to: PostgreSQL, SQLite, MariaDB, MySQL. */

export {
  type DatabaseReport,
  type GroupedReports,
  type KyselyReportName,
  type KyselyReports,
  type KyselyReportsOptions,
  kyselyReports,
} from './kysely-reports.ts';
export { type KyselyRepositories, kyselyRepositories } from './kysely-repositories.ts';
export { rebuildProjections } from './rebuild-projections.ts';
export type { StoredDate, StoredGrouping } from './reports/keyed-parts.ts';
export { migrations } from './schema/migrations.ts';
export type { TenantOptions } from './tenant-options.ts';
export { type Verification, verifyProjections } from './verify-projections.ts';
