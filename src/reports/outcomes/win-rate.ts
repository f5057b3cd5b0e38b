import { checkReport, type DealBook } from '../../book/book.ts';
import { potentialsOf, salesOf } from '../../book/readers/amounts.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
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
import { countOfDeals, type DealCount } from '../deal-count.ts';
import { withoutUndefined } from '../given.ts';

type WinRateOptions = Parameters<typeof winRate>[1];

/** The options it takes. */
export const winRateOptions: OptionsOf<WinRateOptions> = { pipelineId: text, ...populationOptions };

/** How many deals are won, of those that have an outcome. */
export interface WinRate extends Population {
  readonly kind: 'winRate';
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  /** won / (won + lost). */
  readonly rate: CountRate;
  /** Potential of the won deals / potential of the won and the lost deals; null where either is negative, or there is none. */
  readonly potentialRate: MoneyRate;
  /** What the won deals were sold for, each fixed at its win. */
  readonly wonAmount: Money;
  /** Won and lost deals without a potential in the management currency: in `rate`, not in `potentialRate`. */
  readonly unpriced: number;
  /** Won deals without an amount in the management currency: in `won`, not in `wonAmount`. */
  readonly unpricedWon: number;
}

/**
 * How many of the deals that ended were won, and how much was sold?
 *
 * `rate` = won / (won + lost); `potentialRate` = the same with each deal's potential; `wonAmount` = the sum of the
 * amounts the deals were won for, which winning does not write into the potential. Population: all deals, or those
 * closed or opened in a period; open deals are counted beside, never as lost. One owner's rate: group by `closedBy`.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { rate, potentialRate, wonAmount } = winRate(book, { closedDuring: '2026-10' })
 * rate // => { value: 0.3333333333333333, count: 1, of: 3 }
 * potentialRate.value // => 0.5
 * wonAmount // => { amount: '100', currency: 'NOK' }
 * ```
 */
export function winRate(
  book: DealBook,
  options: PopulationOptions & {
    /** The deals that are in it as of the book, or were closed in it; default those of all pipelines. */
    readonly pipelineId?: string | undefined;
  } = {},
): WinRate {
  checkReport(book, options, winRateOptions);
  const population = readPopulation(book, options);
  const { pipelineId } = options;
  const rows = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const wonRows = rowsWithStatus(book, rows, 'won');
  const closed = rowsWithStatus(book, rows, 'won', 'lost');
  const potential = potentialsOf(book);
  const { asOf, currency } = book;
  return winRateOf(
    {
      won: countOfDeals(book, potential, wonRows),
      closed: countOfDeals(book, potential, closed),
      open: rows.length - closed.length,
      sold: countOfDeals(book, salesOf(book), wonRows),
    },
    { pipelineId, population, asOf, currency },
  );
}

/** The rate of wins among deals that were counted. */
export function winRateOf(
  {
    won,
    closed,
    open,
    sold,
  }: {
    /** The won deals, and the won and the lost ones together, with their potential. */
    readonly won: DealCount;
    readonly closed: DealCount;
    readonly open: number;
    /** The won deals, with what they were sold for. */
    readonly sold: DealCount;
  },
  about: Pick<WinRate, 'asOf' | 'currency'> & {
    readonly pipelineId: string | undefined;
    readonly population: Population;
  },
): WinRate {
  const { pipelineId, population, asOf, currency } = about;
  const worth = ({ amount }: DealCount): Money => ({ amount, currency });
  return {
    kind: 'winRate',
    ...withoutUndefined({ pipelineId }),
    ...population,
    asOf,
    currency,
    won: won.deals,
    lost: closed.deals - won.deals,
    open,
    rate: rate(won.deals, closed.deals),
    potentialRate: moneyRate(worth(won), worth(closed)),
    wonAmount: worth(sold),
    unpriced: closed.unpriced,
    unpricedWon: sold.unpriced,
  };
}
