import type { Db } from './schema/tables.ts';

/** The latest version of each pipeline of a tenant, or of some by their keys. */
export async function latestPipelines(
  db: Db,
  tenant: string,
  pipelines?: readonly string[],
): Promise<{ readonly version: unknown; readonly form: string }[]> {
  return db
    .selectFrom('dealbook_pipeline as p')
    .select(['p.version', 'p.form'])
    .where('p.tenant', '=', tenant)
    .$if(pipelines !== undefined, (select) => select.where('p.pipeline', 'in', pipelines as string[]))
    .where(({ eb, selectFrom }) =>
      eb(
        'p.version',
        '=',
        selectFrom('dealbook_pipeline as later')
          .select((latest) => latest.fn.max('later.version').as('version'))
          .where('later.tenant', '=', tenant)
          .whereRef('later.pipeline', '=', 'p.pipeline'),
      ),
    )
    .execute();
}
