import { checkReport, type DealBook } from '../../book/book.ts';
import { countUnpriced, type Prices, priceOf, totalPrice } from '../../book/prices/prices.ts';
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
import { type OptionsOf, text } from '../../options.ts';
import { type MoneySummary, summarizeMoney } from '../../statistics/summarize-money.ts';
import { withoutUndefined } from '../given.ts';

/** What `dealAmounts` takes. */
export interface DealAmountsOptions extends PopulationOptions {
  /** The deals that are in it as of the book, or were closed in it; default those of all pipelines. */
  readonly pipelineId?: string | undefined;
}

/** The options it takes. */
export const dealAmountsOptions: OptionsOf<DealAmountsOptions> = { pipelineId: text, ...populationOptions };

/** How large deals are. */
export interface DealAmounts extends Population {
  readonly kind: 'dealAmounts';
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** What the won deals were sold for. */
  readonly wonAmount: MoneySummary & { readonly unpriced: number };
  /** The potentials of all deals, and of those of each status; `unpriced` have none in the management currency. */
  readonly potential: {
    readonly [Status in 'all' | 'open' | 'won' | 'lost']: MoneySummary & { readonly unpriced: number };
  };
}

/**
 * How large are the deals: the mean, the median and the quartiles of what was sold, and of the potentials?
 *
 * In the management currency, over the deals of the population that have the amount. Quantiles by R's type 7, in exact decimals;
 * means as `{ total, count, value }`. Without any amount all but the count and the total are null.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { potential } = dealAmounts(book)
 * potential.all.median // => { amount: '80', currency: 'NOK' }
 * potential.lost.p25 // => { amount: '45', currency: 'NOK' }
 * ```
 */
export function dealAmounts(book: DealBook, options: DealAmountsOptions = {}): DealAmounts {
  checkReport(book, options, dealAmountsOptions);
  const { pipelineId } = options;
  const population = readPopulation(book, options);
  const rows = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const [won, potentials] = [rowsWithStatus(book, rows, 'won'), potentialsOf(book)];
  const potential = (some: Int32Array) => summaryOf(book, potentials, some);
  return {
    kind: 'dealAmounts',
    ...withoutUndefined({ pipelineId }),
    ...population,
    asOf: book.asOf,
    currency: book.currency,
    wonAmount: summaryOf(book, salesOf(book), won),
    potential: {
      all: potential(rows),
      open: potential(rowsWithStatus(book, rows, 'open')),
      won: potential(won),
      lost: potential(rowsWithStatus(book, rows, 'lost')),
    },
  };
}

function summaryOf({ currency }: DealBook, prices: Prices, rows: Int32Array): DealAmounts['wonAmount'] {
  const amounts = Array.from(rows, (row) => priceOf(prices, row)).filter((amount) => amount !== null);
  const total = { amount: totalPrice(prices, rows), currency };
  return { ...summarizeMoney(amounts, total), unpriced: countUnpriced(prices, rows) };
}
