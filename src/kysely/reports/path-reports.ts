import { sql } from 'kysely';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { countedTogether } from '../../reports/counted.ts';
import {
  type CountedPath,
  type DealPaths,
  dealPathsOptions,
  pathTable,
} from '../../reports/funnel/deal-paths.ts';
import type { SalesFunnel } from '../../reports/funnel/funnel.ts';
import { funnelOfPaths } from '../../reports/funnel/funnel-of-paths.ts';
import { pathText } from '../../reports/funnel/path-identity.ts';
import {
  type PipelinePopulation,
  type PipelinePopulationOptions,
  readPipelinePopulation,
} from '../../reports/funnel/pipeline-population.ts';
import { type SalesFunnelOptions, salesFunnelOptions } from '../../reports/funnel/sales-funnel.ts';
import { withoutUndefined } from '../../reports/given.ts';
import { type Transitions, transitionsOf, transitionsOptions } from '../../reports/stages/transitions.ts';
import { countedGroups, extentOf } from './counted-groups.ts';
import { pipelineConditions } from './population-conditions.ts';
import { type OpenSource, pipelineById } from './source.ts';
import { pathsIn } from './stored-paths.ts';
import { dateOrNull, everything, firstGiven, type StoredReport } from './stored-report.ts';

type DealPathsOptions = PipelinePopulationOptions & {
  readonly pipelineId: string;
  readonly strict?: boolean | undefined;
};

type TransitionsOptions = PipelinePopulationOptions & { readonly pipelineId: string };

export const storedDealPaths: StoredReport<DealPathsOptions, DealPaths> = {
  options: dealPathsOptions,
  unanswered: everything,
  report: tableOfPaths,
};

export const storedSalesFunnel: StoredReport<SalesFunnelOptions, SalesFunnel> = {
  options: salesFunnelOptions,
  unanswered(options) {
    if (options.potentialAt === 'entry') return 'potentialAt';
    if (options.durations === true) return 'durations';
    return firstGiven(options, 'overlapping', 'enteredDuring', 'stageOwnerId', 'within');
  },
  async report(source, options) {
    const { skips, returns, strict, potentialAt } = options;
    const table = await tableOfPaths(source, { ...options, strict: undefined });
    const funnel = funnelOfPaths(table, pipelineById(source, options.pipelineId), { skips, returns, strict });
    return { ...funnel, ...withoutUndefined({ potentialAt }) };
  },
};

export const storedTransitions: StoredReport<TransitionsOptions, Transitions> = {
  options: transitionsOptions,
  unanswered: everything,
  async report(source, options) {
    const population = readPipelinePopulation(source.head, options);
    const pipeline = pipelineById(source, options.pipelineId);
    const { asOf, counted } = await countedPaths(source, pipeline, population);
    return transitionsOf(counted, pipeline, { population, asOf });
  },
};

async function tableOfPaths(source: OpenSource, options: DealPathsOptions): Promise<DealPaths> {
  const { pipelineId, strict } = options;
  const population = readPipelinePopulation(source.head, options);
  const pipeline = pipelineById(source, pipelineId);
  const { asOf, counted } = await countedPaths(source, pipeline, population);
  const { currency } = source.head;
  return pathTable(counted, pipeline, { population, strict, asOf, currency });
}

/** The deals of a population counted by their paths in a pipeline. */
async function countedPaths(
  source: OpenSource,
  pipeline: Pipeline,
  population: PipelinePopulation,
): Promise<{ readonly asOf: Date | null; readonly counted: readonly CountedPath[] }> {
  const extent = await extentOf(source);
  const groups = await countedGroups(source, extent, {
    keys: { path: sql`path` },
    amount: 'potential',
    where: pipelineConditions(source.store.tenant, pipeline, population),
  });
  const paths = await pathsIn(
    source,
    pipeline,
    groups.map(({ key }) => key.path as string),
  );
  const counted = new Map<string, CountedPath>();
  for (const { key, deals, unpriced, amount } of groups) {
    const path = paths.get(key.path as string) ?? null;
    if (path === null) continue; // it was led here, but did not come
    const text = pathText(path);
    const more = { path, deals, unpriced, amount };
    const known = counted.get(text);
    counted.set(text, known === undefined ? more : { path, ...countedTogether(known, more) });
  }
  return { asOf: dateOrNull(extent.asOf), counted: [...counted.values()] };
}
