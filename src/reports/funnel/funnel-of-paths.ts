import type { Tallies } from '../../book/prices/tally.ts';
import { copied } from '../../money/copied.ts';
import { amountOfLimbs, limbsOf } from '../../money/limbs.ts';
import { decimalsOf, unitsOf } from '../../money/units.ts';
import { checkOptions, flag, notPossible, type OptionsOf, reading } from '../../options.ts';
import { type FormerStages, formerStages, stageNow } from '../../pipeline/former-stages.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { readPath } from '../../timeline/read-path.ts';
import { stageOrder } from '../../timeline/stage-order.ts';
import type { DealPath, DealPaths } from './deal-paths.ts';
import type { SalesFunnel } from './funnel.ts';
import { funnelOfCells } from './funnel-of-profiles.ts';
import { type FunnelReading, funnelReadingOptions, readReading } from './funnel-reading.ts';
import { type Profile, profileOf, realStays } from './profiles.ts';
import { stageCells } from './stage-cells.ts';
import { isStrict } from './strict-paths.ts';

export interface FunnelOfPathsOptions extends FunnelReading {
  /** Only paths that really came through every stage before the furthest one, as in `salesFunnel`. */
  readonly strict?: boolean | undefined;
}

const funnelOfPathsOptions: OptionsOf<FunnelOfPathsOptions> = { ...funnelReadingOptions, strict: flag };

/**
 * The sales funnel that a table of paths stands for, in any reading, `strict` or not: what `salesFunnel` answers for the
 * deals the table was made from. The pipeline gives the order of the stages; it may be a later revision, also one that gave stages other ids or merged them.
 *
 * @throws DealError `invalid-option` for an unknown reading or another pipeline than the table is of.
 *
 * @example
 * ```ts
 * const paths = dealPaths(book, { pipelineId: 'sales' })
 * funnelOfPaths(paths, sales).stages.map(({ stageId, entered, passed }) => [stageId, entered, passed]) // => [['contact', 4, 3], ['offer', 3, 1], ['terms', 1, 1]]
 * ```
 */
export function funnelOfPaths(
  table: DealPaths,
  pipeline: Pipeline,
  options: FunnelOfPathsOptions = {},
): SalesFunnel {
  checkOptions(options, funnelOfPathsOptions);
  return reading('table', () => funnelOf(table, pipeline, options));
}

function funnelOf(table: DealPaths, pipeline: Pipeline, options: FunnelOfPathsOptions): SalesFunnel {
  const { kind: _, paths: given, ...echoed } = table;
  if (pipeline.id !== table.pipelineId) {
    throw notPossible('pipeline', `the pipeline ${table.pipelineId} that the paths are of`, pipeline.id);
  }
  const read = readReading(options);
  const { strict } = options;
  const former = formerStages([pipeline]);
  const all = former.size === 0 ? given : given.map((path) => currentPath(path, pipeline.id, former));
  const order = stageOrder(pipeline, visitedStages(all));
  const paths = strict === true ? all.filter((path) => isStrict(path, order)) : all;
  const scale = paths.reduce((most, { potential }) => Math.max(most, decimalsOf(potential.amount)), 0);
  const units = paths.map(({ potential }) => unitsOf(potential.amount, scale));
  const lanes = limbsOf(units, scale);
  const visits = new Float64Array(order.places.length);
  const shapes = paths.map((path) => {
    const seen = readPath(path, order, read);
    for (const [position, stays] of realStays(seen, visits.length).entries()) {
      visits[position] = (visits[position] as number) + stays * path.deals;
    }
    return profileOf(order, path, seen);
  });
  const tallies: Tallies = {
    groupAt: null, // each path has a shape of its own
    deals: Int32Array.from(paths, ({ deals }) => deals),
    unpriced: Int32Array.from(paths, ({ deals, priced }) => deals - priced),
    sums: lanes.parts,
    width: lanes.width,
    byNumber: null,
  };
  const about = { ...copied(echoed), ...read, ...(strict === undefined ? {} : { strict }) };
  const counted = stageCells([{ tallies, shapeOf: (number) => shapes[number] as Profile }], order);
  return funnelOfCells(counted, visits, order, about, (sums, from) => amountOfLimbs(lanes, sums, from));
}

/** A path with the ids that stages have now; visits of stages that were merged since are one where they follow each other. */
function currentPath(path: DealPath, pipelineId: string, former: FormerStages): DealPath {
  const now = path.stages.map((stageId) => stageNow(former, pipelineId, stageId));
  const isMerged = (index: number): boolean =>
    now[index] === now[index - 1] && path.stages[index] !== path.stages[index - 1];
  return { ...path, stages: now.filter((_, index) => !isMerged(index)) };
}

function visitedStages(paths: Iterable<DealPath>): Set<string> {
  const visited = new Set<string>();
  for (const { stages } of paths) for (const stageId of stages) visited.add(stageId);
  return visited;
}
