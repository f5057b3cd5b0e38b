import { checkReport, type DealBook } from '../../book/book.ts';
import { countUnpriced, type Prices, totalPrice } from '../../book/prices/prices.ts';
import { latestDemand } from '../../book/readers/demand.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { D, type Decimal } from '../../money/decimal.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, text } from '../../options.ts';
import { type MoneyRate, moneyRate } from '../../statistics/money-rate.ts';
import { compareText } from '../../text.ts';
import { withoutUndefined } from '../given.ts';

type DemandSatisfactionOptions = Parameters<typeof demandSatisfaction>[1];

/** The options it takes. */
export const demandSatisfactionOptions: OptionsOf<DemandSatisfactionOptions> = {
  pipelineId: text,
  ...populationOptions,
};

/** How far what clients asked for was met. */
export interface DemandSatisfaction extends Population {
  readonly kind: 'demandSatisfaction';
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** Deals with at least one line. */
  readonly deals: number;
  readonly lines: number;
  /** Lines whose amount cannot be given in the management currency. */
  readonly unpriced: number;
  readonly demanded: Money;
  readonly satisfied: Money;
  /** satisfied / demanded; null where that is no share of it. */
  readonly rate: MoneyRate;
  /** In code-point order. */
  readonly demands: readonly {
    readonly text: string;
    readonly lines: number;
    readonly demanded: Money;
    /** Satisfied / demanded; null where that is no share of it. */
    readonly rate: MoneyRate;
  }[];
  /** In code-point order, a missing reason last. */
  readonly reasons: readonly {
    /** Null where none was given. */
    readonly reason: string | null;
    /** Lines that were not met in full. */
    readonly lines: number;
    /** What was not met of them. */
    readonly missed: Money;
  }[];
}

/**
 * How far is what clients ask for met, and why not?
 *
 * The lines of each deal's latest list as of the book; amounts at the rate of the day the list was recorded on. `satisfied` =
 * the sum of amount × percent / 100; `missed` = the rest of the lines under 100 %. A line without a rate is counted, and adds
 * nothing to money. By segment of clients: group the book.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const demand = [{ text: 'Chairs', amount: money(300, 'NOK'), percentSatisfied: 100 }, { text: 'Tables', amount: money(100, 'NOK'), percentSatisfied: 25, reason: 'sold out' }]
 * const { rate, reasons } = demandSatisfaction(appendToBook(book, 'd4', recordDemand(deal, sales, { demand, at: on('12') })))
 * rate.value // => 0.8125
 * reasons // => [{ reason: 'sold out', lines: 1, missed: { amount: '75', currency: 'NOK' } }]
 * ```
 */
export function demandSatisfaction(
  book: DealBook,
  options: PopulationOptions & {
    /** Default all pipelines. */
    readonly pipelineId?: string | undefined;
  } = {},
): DemandSatisfaction {
  checkReport(book, options, demandSatisfactionOptions);
  const { pipelineId } = options;
  const population = readPopulation(book, options);
  const rows = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const { deals, count, prices, percentAt, textAt, reasonAt } = latestDemand(book, rows);
  const sums = (places: readonly number[]): Sums => sumsOf(prices, places, percentAt);
  const amount = (value: Decimal): Money => ({ amount: value, currency: book.currency });
  const rateOf = ({ demanded, satisfied }: Sums): MoneyRate => moneyRate(amount(satisfied), amount(demanded));
  const all = Array.from({ length: count }, (_, place) => place);
  const total = sums(all);
  const byText = groupedBy(all, textAt);
  const unmet = all.filter((place) => percentAt(place) < 100);
  const byReason = groupedBy(unmet, reasonAt);
  return {
    kind: 'demandSatisfaction',
    ...withoutUndefined({ pipelineId }),
    ...population,
    asOf: book.asOf,
    currency: book.currency,
    deals,
    lines: all.length,
    unpriced: countUnpriced(prices, all),
    demanded: amount(total.demanded),
    satisfied: amount(total.satisfied),
    rate: rateOf(total),
    demands: inOrder(byText).map(([text, places]) => {
      const here = sums(places);
      return {
        text,
        lines: places.length,
        demanded: amount(here.demanded),
        rate: rateOf(here),
      };
    }),
    reasons: inOrder(byReason).map(([reason, places]) => {
      const { demanded, satisfied } = sums(places);
      return { reason, lines: places.length, missed: amount(demanded.minus(satisfied)) };
    }),
  };
}

interface Sums {
  readonly demanded: Decimal;
  readonly satisfied: Decimal;
}

/** What lines add up to: those of one percentage together, so that there is little to multiply. */
function sumsOf(prices: Prices, places: readonly number[], percentAt: (place: number) => number): Sums {
  let [demanded, satisfied] = [new D(0), new D(0)];
  for (const [percent, some] of groupedBy(places, percentAt)) {
    const amount = totalPrice(prices, some);
    demanded = demanded.plus(amount);
    satisfied = satisfied.plus(new D(amount).times(percent).times('0.01'));
  }
  return { demanded, satisfied };
}

function inOrder<K extends string | null, T>(byText: ReadonlyMap<K, T>): [K, T][] {
  return [...byText].sort(([a], [b]) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : compareText(a, b),
  );
}
