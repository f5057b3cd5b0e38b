import { checkReport, type DealBook } from '../../book/book.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { rowsWithStatus, type Status } from '../../book/readers/status.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, text } from '../../options.ts';
import { type MoneyRate, moneyRate } from '../../statistics/money-rate.ts';
import { type CountRate, rate } from '../../statistics/rate.ts';
import { addCounts, countOfDeals, type DealCount, noDeals } from '../deal-count.ts';
import { withoutUndefined } from '../given.ts';

type DealStatusOptions = Parameters<typeof dealStatus>[1];

/** The options it takes. */
export const dealStatusOptions: OptionsOf<DealStatusOptions> = { pipelineId: text, ...populationOptions };

/** All deals by status. */
export interface DealStatus extends Population {
  readonly kind: 'dealStatus';
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** The deals of one status. */
  readonly statuses: readonly {
    readonly status: 'open' | 'won' | 'lost';
    /** Deals of this status / all deals. */
    readonly deals: CountRate;
    /** Potential of the deals of this status / potential of all deals; null where that is no share of it. */
    readonly potential: MoneyRate;
    /** Deals of this status without a potential in the management currency. */
    readonly unpriced: number;
  }[];
  readonly total: { readonly deals: number; readonly potential: Money; readonly unpriced: number };
}

/**
 * How many deals are open, won or lost, and for what potential? (1C's report of deal effectiveness.)
 *
 * Each row is a share of all deals of the population: in number, and in the potential of those that have one. Rows in
 * the order open, won, lost. By type of deal, owner or client: group the book.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * dealStatus(book).statuses.map(({ status, deals, potential }) => [status, deals.value, potential.value]) // => [['open', 0.25, 0.5], ['won', 0.25, 0.25], ['lost', 0.5, 0.25]]
 * ```
 */
export function dealStatus(
  book: DealBook,
  options: PopulationOptions & {
    /** The deals that are in it as of the book, or were closed in it; default those of all pipelines. */
    readonly pipelineId?: string | undefined;
  } = {},
): DealStatus {
  checkReport(book, options, dealStatusOptions);
  const population = readPopulation(book, options);
  const { pipelineId } = options;
  const all = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const { asOf, currency } = book;
  const counted = (status: Status): DealCount =>
    countOfDeals(book, potentialsOf(book), rowsWithStatus(book, all, status));
  return dealStatusOf(counted, { pipelineId, population, asOf, currency });
}

/** Deals that were counted by status, with their potential. */
export function dealStatusOf(
  countedWith: (status: Status) => DealCount,
  about: Pick<DealStatus, 'asOf' | 'currency'> & {
    readonly pipelineId: string | undefined;
    readonly population: Population;
  },
): DealStatus {
  const { pipelineId, population, asOf, currency } = about;
  const parts = (['open', 'won', 'lost'] as const).map((status) => ({ status, ...countedWith(status) }));
  const all = parts.reduce(addCounts, noDeals());
  const potential: Money = { amount: all.amount, currency };
  const statuses = parts.map(({ status, deals, amount, unpriced }) => ({
    status,
    deals: rate(deals, all.deals),
    potential: moneyRate({ amount, currency }, potential),
    unpriced,
  }));
  const total = { deals: all.deals, potential, unpriced: all.unpriced };
  return {
    kind: 'dealStatus',
    ...withoutUndefined({ pipelineId }),
    ...population,
    asOf,
    currency,
    statuses,
    total,
  };
}
