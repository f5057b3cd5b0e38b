import { columns, type DealBook, stateOf } from '../book/book.ts';
import { pathReader } from '../book/path-reader.ts';
import {
  type Population,
  type PopulationOptions,
  populationRows,
  readPopulation,
} from '../book/population.ts';
import { addPrice, amountOfPrices, widthOf } from '../book/prices.ts';
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
  const population = readPopulation(book, options);
  const pathOf = pathsIn(book, pipelineId);
  const tallies = tallyPaths(book, populationRows(book, population), pathOf);
  const prices = stateOf(book).potential;
  const { asOf, currency } = book;
  const paths = tallies.map(({ sums, ...tally }) => ({
    ...tally,
    potential: { amount: amountOfPrices(prices, sums), currency },
  }));
  return { kind: 'dealPaths', pipelineId, ...population, asOf, currency, paths: paths.sort(comparePaths) };
}

/** The path of each of a book's deals in a pipeline that the book knows, by row; null if it never was in it. */
export function pathsIn(book: DealBook, pipelineId: string): (row: number) => Path | null {
  const { facts } = book[columns].view;
  pipelineOf(facts.pipelines, pipelineId);
  const { path } = stateOf(book);
  const read = pathReader(facts, pipelineId);
  return (row) => read(path[row] as number);
}

/** A path with its deals counted and their potentials added. */
export interface PathTally extends Path {
  deals: number;
  priced: number;
  readonly sums: Float64Array;
}

/** Counts the deals in the given rows by their paths, in no particular order. */
export function tallyPaths(
  book: DealBook,
  rows: Iterable<number>,
  pathOf: (row: number) => Path | null,
): PathTally[] {
  const prices = stateOf(book).potential;
  const tallies = new Map<Path, PathTally>();
  for (const row of rows) {
    const path = pathOf(row);
    if (path === null) continue; // never in this pipeline
    let tally = tallies.get(path);
    if (tally === undefined) {
      tally = { ...path, deals: 0, priced: 0, sums: new Float64Array(widthOf(prices)) };
      tallies.set(path, tally);
    }
    tally.deals++;
    tally.priced += prices.priced[row] as number;
    addPrice(prices, row, tally.sums);
  }
  return [...tallies.values()];
}

/** Orders paths by their stage ids, one after the other, then by their endings. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.stages.length, b.stages.length); i++) {
    const order = compareText(a.stages[i] as string, b.stages[i] as string);
    if (order !== 0) return order;
  }
  return a.stages.length - b.stages.length || compareText(a.ending, b.ending);
}
