import { pathAt, pathText } from '../../book/facts/path-at.ts';
import { amountOfPrices } from '../../book/prices/prices.ts';
import { tallyRows } from '../../book/prices/tally.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { checkReport, columnsOf, type DealBook, stateOf } from '../../book/view/book.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, text } from '../../options.ts';
import { pipelineOf } from '../../pipeline/pipelines-by-id.ts';
import { compareText } from '../../text.ts';
import type { Path } from '../../timeline/read-path.ts';

type DealPathsOptions = Parameters<typeof dealPaths>[1];

/** The options it takes. */
export const dealPathsOptions: OptionsOf<DealPathsOptions> = { pipelineId: text, ...populationOptions };

export type DealPath = DealPaths['paths'][number];

/** The distinct ways deals took through a pipeline. */
export interface DealPaths extends Population {
  readonly kind: 'dealPaths';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** In code-point order of the stage ids, one after the other, then of the ending. */
  readonly paths: readonly {
    /** The stages the deals really stayed in, one after the other, in this pipeline. */
    readonly stages: readonly string[];
    /** How it ended in this pipeline, as of the book. */
    readonly ending: 'won' | 'lost' | 'open' | 'transferred';
    readonly deals: number;
    /** How many of them have a potential in the management currency. */
    readonly priced: number;
    /** The potential of those, together. */
    readonly potential: Money;
  }[];
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
 * dealPaths(book, { pipelineId: 'sales' }).paths.map(({ stages, ending, deals }) => [stages.join(' > '), ending, deals]) // => [['contact', 'lost', 1], ['contact > offer', 'lost', 1], ['contact > offer', 'open', 1], ['contact > offer > terms', 'won', 1]]
 * ```
 */
export function dealPaths(
  book: DealBook,
  options: PopulationOptions & {
    readonly pipelineId: string;
  },
): DealPaths {
  checkReport(book, options, dealPathsOptions);
  const { pipelineId } = options;
  const population = readPopulation(book, options);
  const prices = stateOf(book).potential;
  const { asOf, currency } = book;
  const paths = tallyPaths(book, pipelineId, populationRows(book, population)).map(
    ({ path, deals, unpriced, sums }): DealPath => {
      return {
        ...path,
        deals,
        priced: deals - unpriced,
        potential: { amount: amountOfPrices(prices, sums), currency },
      };
    },
  );
  return { kind: 'dealPaths', pipelineId, ...population, asOf, currency, paths: paths.sort(comparePaths) };
}

/** Deals that took one path. */
interface PathTally {
  readonly path: Path;
  deals: number;
  unpriced: number;
  readonly sums: Float64Array;
}

/** Counts the deals in rows by their paths in a pipeline, in no particular order. */
export function tallyPaths(book: DealBook, pipelineId: string, rows: Int32Array): PathTally[] {
  const { facts } = columnsOf(book).view;
  const { path: column, potential } = stateOf(book);
  pipelineOf(facts.pipelines, pipelineId); // refuses an unknown one
  const nodes = facts.paths.length;
  const tallies = tallyRows(potential, rows, { column, numbers: nodes, groupOf: null, groups: nodes });
  const { deals, unpriced, groupAt, width } = tallies;
  const byText = new Map<string, PathTally>();
  for (let place = 0; place < deals.length; place++) {
    if (deals[place] === 0) continue;
    const path = pathAt(facts, pipelineId, groupAt === null ? place : (groupAt[place] as number));
    if (path === null) continue; // never in this pipeline
    const text = pathText(path);
    const tally = byText.get(text) ?? { path, deals: 0, unpriced: 0, sums: new Float64Array(width) };
    byText.set(text, tally);
    tally.deals += deals[place] as number;
    tally.unpriced += unpriced[place] as number;
    for (let i = 0; i < width; i++)
      tally.sums[i] = (tally.sums[i] as number) + (tallies.sums[place * width + i] as number);
  }
  return [...byText.values()];
}

/** Orders paths by their stage ids, one after the other, then by their endings. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.stages.length, b.stages.length); i++) {
    const order = compareText(a.stages[i] as string, b.stages[i] as string);
    if (order !== 0) return order;
  }
  return a.stages.length - b.stages.length || compareText(a.ending, b.ending);
}
