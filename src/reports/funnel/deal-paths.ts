import { checkReport, type DealBook } from '../../book/book.ts';
import { amountOfPrices } from '../../book/prices/prices.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, text } from '../../options.ts';
import { comparePaths } from './path-identity.ts';
import { tallyPaths } from './path-tallies.ts';

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
  pipelineIn(book, pipelineId); // refuses an unknown one
  const prices = potentialsOf(book);
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
