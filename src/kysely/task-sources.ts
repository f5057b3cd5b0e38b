import { decodePipeline } from '../codec/pipeline-codec.ts';
import { ownPipeline } from '../pipeline/own-pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import type { SourcesFor } from './deals/sources-for.ts';
import { latestPipelines } from './latest-pipelines.ts';
import { membershipsOf } from './projection/project-deal.ts';
import type { TenantOptions } from './tenant-options.ts';

/** Where the tasks of deals follow from: the pipelines that were given, else those that are kept. */
export function taskSources(
  tenant: string,
  { pipelines, assign }: Pick<TenantOptions, 'pipelines' | 'assign'>,
): SourcesFor {
  if (pipelines !== undefined) {
    const given = { pipelines: pipelinesById(Array.from(pipelines, ownPipeline)), assign };
    return async () => given;
  }
  return async (db, histories) => {
    const keys = new Set(
      histories.flatMap((history) => membershipsOf(tenant, history)).map(({ pipeline }) => pipeline),
    );
    if (keys.size === 0) return { pipelines: new Map(), assign };
    const rows = await latestPipelines(db, tenant, [...keys]);
    return { pipelines: pipelinesById(rows.map(({ form }) => decodePipeline(JSON.parse(form)))), assign };
  };
}
