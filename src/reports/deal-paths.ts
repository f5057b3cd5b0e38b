import { columns, type DealBook } from '../book/book.ts';
import { type Facts, firstPlace, lost, placeAt, won } from '../book/facts.ts';
import { stepsTo } from '../book/path-tree.ts';
import {
  type Population,
  type PopulationOptions,
  populationRows,
  readPopulation,
} from '../book/population.ts';
import { amountOfLanes } from '../money/lanes.ts';
import type { Money } from '../money/money.ts';
import { pipelineOf } from '../pipeline/pipelines-by-id.ts';
import { compareText } from '../text.ts';
import type { Ending, Path } from '../timeline/read-path.ts';

export interface DealPathsOptions extends PopulationOptions {
  readonly pipelineId: string;
}

/** A way through a pipeline that deals took. */
export interface DealPath extends Path {
  /** The stages the deals really stayed in, one after the other, in this pipeline. */
  readonly stages: readonly string[];
  /** How it ended in this pipeline, as of the book. */
  readonly ending: Ending;
  readonly deals: number;
  /** How many of them have a potential in the management currency. */
  readonly priced: number;
  /** The potential of those, together. */
  readonly potential: Money;
}

/** The distinct ways deals took through a pipeline. */
export interface DealPaths extends Population {
  readonly kind: 'dealPaths';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** In code-point order of the stage ids, one after the other, then of the ending. */
  readonly paths: readonly DealPath[];
}

/**
 * Which ways did deals take through a pipeline, how many took each, with how much potential, and how did they end?
 *
 * All deals of the population that ever were in the pipeline count, each in one path: its stays in the pipeline's
 * stages, in order, with an ending `won`, `lost`, `open`, or `transferred` where the deal is in another pipeline by
 * now. The table determines every funnel (`funnelOfPaths`), and tables of separate deals add up (`mergePaths`).
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }, { id: 'offer', name: 'Offer' }] })
 * const deal = (id: string) => ({ id, ownerId: 'kari', pipelineId: 'sales', potential: money(10, 'NOK'), openedAt: new Date('2026-10-01') })
 * const book = dealBook(historiesOf([deal('d1'), deal('d2')], [{ dealId: 'd2', stageId: 'offer', at: new Date('2026-10-05') }], [sales]), { pipelines: [sales], currency: 'NOK' })
 * dealPaths(book, { pipelineId: 'sales' }).paths.map(({ stages, ending, deals }) => [stages.join(' > '), ending, deals]) // => [['contact', 'open', 1], ['contact > offer', 'open', 1]]
 * ```
 */
export function dealPaths(book: DealBook, options: DealPathsOptions): DealPaths {
  const { pipelineId } = options;
  const { state } = book[columns];
  const population = readPopulation(book, options);
  const tallies = tallyPaths(book, pipelineId, populationRows(book, population));
  const { currency } = book;
  const paths = tallies.map(({ sums, ...tally }) => ({
    ...tally,
    potential: { amount: amountOfLanes(sums, state.potential.scale), currency },
  }));
  return {
    kind: 'dealPaths',
    pipelineId,
    ...population,
    asOf: book.asOf,
    currency,
    paths: paths.sort(comparePaths),
  };
}

/** A path with its deals counted and the lanes of their potentials added. */
export interface PathTally extends Path {
  deals: number;
  priced: number;
  readonly sums: Float64Array;
}

/** Counts the deals in the given rows by their paths through a pipeline, in no particular order. */
export function tallyPaths(book: DealBook, pipelineId: string, rows: Int32Array): PathTally[] {
  const { facts, state } = book[columns];
  pipelineOf(facts.pipelines, pipelineId);
  const { path, priced, potential } = state;
  const lanes = potential.columns;
  const byNode = new Map<number, PathTally | null>();
  const byPath = new Map<string, PathTally>();
  for (const row of rows) {
    const node = path[row] as number;
    let tally = byNode.get(node);
    if (tally === undefined) {
      tally = tallyOf(facts, pipelineId, node, lanes.length, byPath);
      byNode.set(node, tally);
    }
    if (tally === null) continue; // never in this pipeline
    tally.deals++;
    tally.priced += priced[row] as number;
    for (let lane = 0; lane < lanes.length; lane++) {
      tally.sums[lane] = (tally.sums[lane] as number) + ((lanes[lane] as Float64Array)[row] as number);
    }
  }
  return [...byPath.values()];
}

/** The tally of the path a whole way is in one pipeline; two ways that differ elsewhere share it. */
function tallyOf(
  facts: Facts,
  pipelineId: string,
  node: number,
  lanes: number,
  byPath: Map<string, PathTally>,
): PathTally | null {
  const path = pathIn(facts, pipelineId, stepsTo(facts.paths, node));
  if (path === null) return null;
  const key = JSON.stringify([path.ending, ...path.stages]);
  const known = byPath.get(key);
  if (known !== undefined) return known;
  const tally: PathTally = { ...path, deals: 0, priced: 0, sums: new Float64Array(lanes) };
  byPath.set(key, tally);
  return tally;
}

/** What a deal's steps are in one pipeline; null if it never was in it. */
function pathIn(facts: Facts, pipelineId: string, steps: readonly number[]): Path | null {
  const places = steps.filter((step) => step >= firstPlace).map((step) => placeAt(facts, step));
  const here = places.filter((place) => place.pipelineId === pipelineId);
  if (here.length === 0) return null;
  const stages = here.flatMap((place) => place.stageId ?? []);
  const last = steps.at(-1);
  if (places.at(-1)?.pipelineId !== pipelineId) return { stages, ending: 'transferred' };
  return { stages, ending: last === won ? 'won' : last === lost ? 'lost' : 'open' };
}

/** Orders paths by their stage ids, one after the other, then by their endings. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.stages.length, b.stages.length); i++) {
    const order = compareText(a.stages[i] as string, b.stages[i] as string);
    if (order !== 0) return order;
  }
  return a.stages.length - b.stages.length || compareText(a.ending, b.ending);
}
