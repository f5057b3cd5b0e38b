import { checkReport, type DealBook } from '../../book/book.ts';
import { amountOfPrices } from '../../book/prices/prices.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import type { Money } from '../../money/money.ts';
import { flag, type OptionsOf, text } from '../../options.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Path } from '../../timeline/read-path.ts';
import { stageOrder } from '../../timeline/stage-order.ts';
import type { DealCount } from '../deal-count.ts';
import { comparePaths } from './path-identity.ts';
import { tallyPaths } from './path-tallies.ts';
import {
  type PipelinePopulation,
  type PipelinePopulationOptions,
  pipelinePopulationOptions,
  pipelineRows,
  readPipelinePopulation,
} from './pipeline-population.ts';
import { isStrict } from './strict-paths.ts';

type DealPathsOptions = Parameters<typeof dealPaths>[1];

/** The options it takes. */
export const dealPathsOptions: OptionsOf<DealPathsOptions> = {
  pipelineId: text,
  ...pipelinePopulationOptions,
  strict: flag,
};

export type DealPath = DealPaths['paths'][number];

/** The distinct ways deals took through a pipeline. */
export interface DealPaths extends PipelinePopulation {
  readonly kind: 'dealPaths';
  readonly pipelineId: string;
  /** Absent where it was not asked for. */
  readonly strict?: boolean;
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
 * now. The table determines every funnel (`funnelOfPaths`), and tables of separate deals add up (`mergePaths`). With `strict`,
 * only the deals count that really visited every stage before the furthest they came to, as it happened.
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
  options: PipelinePopulationOptions & {
    readonly pipelineId: string;
    /** Only deals that really visited every stage before the furthest they came to. */
    readonly strict?: boolean | undefined;
  },
): DealPaths {
  checkReport(book, options, dealPathsOptions);
  const { pipelineId, strict } = options;
  const population = readPipelinePopulation(book, options);
  const pipeline = pipelineIn(book, pipelineId);
  const prices = potentialsOf(book);
  const { asOf, currency } = book;
  const taken = tallyPaths(book, pipelineId, pipelineRows(book, pipelineId, population));
  const counted = taken.map(({ path, deals, unpriced, sums }): CountedPath => {
    return { path, deals, unpriced, amount: amountOfPrices(prices, sums) };
  });
  return pathTable(counted, pipeline, { population, strict, asOf, currency });
}

/** Deals that took one path, with their potential. */
export interface CountedPath extends DealCount {
  readonly path: Path;
}

/** The table of the deals that took each path. */
export function pathTable(
  counted: readonly CountedPath[],
  pipeline: Pipeline,
  about: Pick<DealPaths, 'asOf' | 'currency'> & {
    readonly population: PipelinePopulation;
    readonly strict: boolean | undefined;
  },
): DealPaths {
  const { population, strict, asOf, currency } = about;
  const order = stageOrder(
    pipeline,
    counted.flatMap(({ path }) => path.stages),
  );
  const paths = counted
    .filter(({ path }) => strict !== true || isStrict(path, order))
    .map(({ path, deals, unpriced, amount }): DealPath => {
      return { ...path, deals, priced: deals - unpriced, potential: { amount, currency } };
    });
  return {
    kind: 'dealPaths',
    pipelineId: pipeline.id,
    ...population,
    ...(strict === undefined ? {} : { strict }),
    asOf,
    currency,
    paths: paths.sort(comparePaths),
  };
}
