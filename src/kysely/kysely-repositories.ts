import type { Kysely } from 'kysely';
import type { OpenTasksOptions } from '../process/open-tasks.ts';
import type { DealTask } from '../process/task.ts';
import type { DealRepository } from '../repository/deal-repository.ts';
import type { PipelineRepository } from '../repository/pipeline-repository.ts';
import type { RateRepository } from '../repository/rate-repository.ts';
import type { ReportVariantRepository } from '../repository/report-variant-repository.ts';
import { storedDeals } from './deals/deal-repository.ts';
import { storedPipelines } from './pipeline-repository.ts';
import { storedRates } from './rate-repository.ts';
import { storeOf } from './store/store.ts';
import { storedTasks } from './task-list.ts';
import { taskSources } from './task-sources.ts';
import { checkTenantOptions, pageSize, type TenantOptions } from './tenant-options.ts';
import { storedVariants } from './variant-repository.ts';

/** What is kept of one tenant. */
export interface KyselyRepositories {
  readonly deals: Required<DealRepository>;
  readonly pipelines: PipelineRepository;
  readonly rates: RateRepository;
  readonly variants: ReportVariantRepository;
  /**
   * What is to be done now: what the `openTasks` of all histories gives, read from an index of the assignees. Pipelines that
   * changed since a deal was last appended to count after `rebuildProjections`.
   *
   * @throws DealError `invalid-option`, `invalid-date`; `unavailable`.
   */
  openTasks(options?: Pick<OpenTasksOptions, 'assigneeId' | 'dueBefore'>): Promise<DealTask[]>;
}

/**
 * The repositories of one tenant in a database of PostgreSQL, SQLite, MariaDB or MySQL, in the tables of `migrations`.
 *
 * `db` is the host's own, with the host's driver and pool. Where it is a transaction, everything is part of it: an append is
 * there for others once the host commits, and a conflict leaves the transaction usable. What is recorded of a deal is kept as
 * its events; rows beside them, computed in the same transaction, are what queries and `openTasks` are answered from.
 *
 * The feed has no gaps. On PostgreSQL it shows what comes before every transaction that is still writing, of anybody: a long
 * one delays it. On MariaDB and MySQL the appends of one tenant wait for each other, also for a long transaction of the host's
 * (which is best `read committed`: at `repeatable read` these servers lock gaps between rows, and others may wait, too); on
 * SQLite all writers wait for each other.
 *
 * @throws DealError `invalid-option` (another engine, no tenant), `invalid-text`, `duplicate-pipeline` and as `definePipeline`.
 *
 * @example
 * ```ts
 * // db is a Kysely of the host's, after the migrations
 * const { deals, openTasks } = kyselyRepositories(db, { tenantId: 'acme' })
 * await deals.append('d4', histories[3], 0) // => { status: 'appended', version: 2 }
 * const added = addTask(deal, sales, { task: { id: 't1', name: 'Call', assigneeId: 'ola' }, at: on('09') })
 * await deals.append('d4', added, 2) // => { status: 'appended', version: 3 }
 * const mine = await openTasks({ assigneeId: 'ola' })
 * mine.map(({ dealId, name }) => [dealId, name]) // => [['d4', 'Call']]
 * ```
 */
export function kyselyRepositories<DB>(db: Kysely<DB>, options: TenantOptions): KyselyRepositories {
  checkTenantOptions(options);
  const store = storeOf(db, options.tenantId);
  return {
    deals: storedDeals(store, pageSize(options), taskSources(store.tenant, options)),
    pipelines: storedPipelines(store),
    rates: storedRates(store),
    variants: storedVariants(store),
    openTasks: storedTasks(store),
  };
}
