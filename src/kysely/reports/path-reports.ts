import { sql } from 'kysely';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { addCounts } from '../../reports/deal-count.ts';
import {
  type CountedPath,
  type DealPaths,
  dealPaths,
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
import {
  type SalesFunnelOptions,
  salesFunnel,
  salesFunnelOptions,
} from '../../reports/funnel/sales-funnel.ts';
import { isStrict } from '../../reports/funnel/strict-paths.ts';
import { withoutUndefined } from '../../reports/given.ts';
import {
  type Transitions,
  transitions,
  transitionsOf,
  transitionsOptions,
} from '../../reports/stages/transitions.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import { clockOf } from '../../time/clock.ts';
import type { Path } from '../../timeline/read-path.ts';
import { type StageOrder, stageOrder } from '../../timeline/stage-order.ts';
import { keyOf } from '../schema/key.ts';
import { countedGroups, extentOf } from './counted-groups.ts';
import { type Condition, pipelineConditions } from './population-conditions.ts';
import { type OpenSource, pipelineById } from './source.ts';
import { stageLengths } from './stage-lengths.ts';
import { pathsIn } from './stored-paths.ts';
import { dateOrNull, everything, firstGiven, type StoredReport } from './stored-report.ts';

type DealPathsOptions = PipelinePopulationOptions & {
  readonly pipelineId: string;
  readonly strict?: boolean | undefined;
};

type TransitionsOptions = PipelinePopulationOptions & { readonly pipelineId: string };

export const storedDealPaths: StoredReport<DealPathsOptions, DealPaths> = {
  options: dealPathsOptions,
  ofBook: dealPaths,
  unanswered: everything,
  report: tableOfPaths,
};

export const storedSalesFunnel: StoredReport<SalesFunnelOptions, SalesFunnel> = {
  options: salesFunnelOptions,
  ofBook: salesFunnel,
  unanswered(options) {
    if (options.durations === true && options.returns === 'erase') return 'durations';
    if (options.potentialAt === 'entry') return 'potentialAt';
    return firstGiven(options, 'overlapping', 'enteredDuring', 'stageOwnerId', 'within');
  },
  async report(source, options) {
    const { skips, returns, strict, potentialAt, durations, calendar } = options;
    const population = readPipelinePopulation(source.head, options);
    const pipeline = pipelineById(source, options.pipelineId);
    const { asOf, counted, where, isKept } = await countedPaths(source, pipeline, population, strict);
    const { currency } = source.head;
    const table = pathTable(counted, pipeline, { population, strict: undefined, asOf, currency });
    const funnel = funnelOfPaths(table, pipeline, { skips, returns, strict });
    const report = { ...funnel, ...withoutUndefined({ potentialAt }) };
    if (durations !== true) return report;
    const lengths = await stageLengths(source, { pipeline, where, isKept, calendar });
    const { toDays } = clockOf(calendar);
    const daysOf = (stageId: string): Summary =>
      summarize(Float64Array.from(lengths.get(keyOf(stageId)) ?? []), toDays);
    return { ...report, stages: report.stages.map((row) => ({ ...row, days: daysOf(row.stageId) })) };
  },
};

export const storedTransitions: StoredReport<TransitionsOptions, Transitions> = {
  options: transitionsOptions,
  ofBook: transitions,
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
interface PathsCounted {
  readonly asOf: Date | null;
  readonly counted: readonly CountedPath[];
  /** Those of which the strict ones are left, where only these count. */
  readonly kept: readonly CountedPath[];
  readonly order: StageOrder;
  /** The conditions that a deal is of the population. */
  readonly where: readonly Condition[];
  /** Whether a stored path is strict; undefined where that does not matter. */
  readonly isKept: ((path: string) => boolean) | undefined;
}

/** Counts the deals of a population by their paths in a pipeline. */
export async function countedPaths(
  source: OpenSource,
  pipeline: Pipeline,
  population: PipelinePopulation,
  strict?: boolean,
): Promise<PathsCounted> {
  const where = pipelineConditions(source, pipeline, population);
  const extent = await extentOf(source);
  const groups = await countedGroups(source, extent, {
    keys: { path: sql`path` },
    amount: 'potential',
    where,
  });
  const paths = await pathsIn(
    source,
    pipeline,
    groups.map(({ key }) => key.path as string),
  );
  const pathOf = (path: string): Path | null => paths.get(path) ?? null;
  const counted = new Map<string, CountedPath>();
  for (const { key, deals, unpriced, amount } of groups) {
    const path = pathOf(key.path as string);
    if (path === null) continue; // it was led here, but did not come
    const text = pathText(path);
    const more = { path, deals, unpriced, amount };
    const known = counted.get(text);
    counted.set(text, known === undefined ? more : { path, ...addCounts(known, more) });
  }
  const all = [...counted.values()];
  const order = stageOrder(
    pipeline,
    all.flatMap(({ path }) => path.stages),
  );
  const isKept = (stored: string): boolean => {
    const path = pathOf(stored);
    return path !== null && isStrict(path, order);
  };
  return {
    asOf: dateOrNull(extent.asOf),
    counted: all,
    kept: strict === true ? all.filter(({ path }) => isStrict(path, order)) : all,
    order,
    where,
    isKept: strict === true ? isKept : undefined,
  };
}
