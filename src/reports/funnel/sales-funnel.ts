import { checkReport, type DealBook } from '../../book/book.ts';
import { amountOfPrices } from '../../book/prices/prices.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import type { Decimal } from '../../money/decimal.ts';
import { flag, type OptionsOf, object } from '../../options.ts';
import type { Summary } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import type { SalesFunnel } from './funnel.ts';
import { funnelDeals, type StageReportOptions, stageReportOptions } from './funnel-deals.ts';
import { funnelOfProfiles } from './funnel-of-profiles.ts';
import { tallyProfiles } from './profile-tallies.ts';
import { stageDays } from './stage-days.ts';

export interface SalesFunnelOptions extends StageReportOptions {
  /** True: with the days deals spent in each stage. */
  readonly durations?: boolean | undefined;
  /** Measures durations in business days; default days of 24 hours. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** The options it takes. */
export const salesFunnelOptions: OptionsOf<SalesFunnelOptions> = {
  ...stageReportOptions,
  durations: flag,
  calendar: object,
};

/**
 * How many deals, with how much potential, entered each stage of a pipeline, and what became of them: at which stage
 * are customers and money lost?
 *
 * Population: all deals of the book that ever were in the pipeline, or those of them closed or opened in a period; or
 * (`overlapping`) each stage with those deals whose last visit there was going on in a period, 1C's way.
 * Per stage each deal counts once, in the cell of its last visit there: `passed` (went on to the same or a later
 * stage, or was won), `lost`, `open`, `returned` (went back and has not come again), `transferred` (left for another
 * pipeline). `entered` is their sum, in deals and in money.
 *
 * Rates, each with numerator and denominator, null where there is nothing to divide by: `stepRate` = of the deals that
 * entered here, those that entered the next stage (last stage: won); `settledRate` = passed / (passed + lost);
 * `cumulativeRate` = of those that entered the first stage, those that entered here; `lossRate` = lost / entered;
 * in the total `winRate` = won / (won + lost) and `totalRate` = won / deals.
 *
 * Money is the potential as of the book, in the management currency, in every cell; deals without one are counted as
 * `unpriced`. Open deals are open, not lost. With the default reading, `skips: 'count'` and `returns: 'keep'`, a
 * stage jumped over counts as passed, `entered` never increases down the funnel and a won deal has passed every
 * stage. What other products do is named in `readings`: `...readings.oneC`, `...readings.bitrix24`. Under `skips: 'jumps'` a
 * deal won early has passed the stages it was in, and no later ones. A stage the pipeline does not know lies, at each visit,
 * right behind the stage visited before, or before the first one.
 *
 * With `durations`, `days` sums up the completed real visits of a row's deals, in fractional days; a visit that began with
 * an opening on a date not known has no length.
 *
 * Shape: one row per stage in pipeline order; stages the pipeline does not know come last, marked `unmapped`. A
 * pipeline without stages has a total and no rows.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { stages, total } = salesFunnel(book, { pipelineId: 'sales', closedDuring: '2026-10' })
 * stages.map(({ stageId, entered, passed, lost }) => [stageId, entered, passed, lost]) // => [['contact', 3, 2, 1], ['offer', 2, 1, 1], ['terms', 1, 1, 0]]
 * total.winRate // => { value: 0.3333333333333333, count: 1, of: 3 }
 * ```
 */
export function salesFunnel(book: DealBook, options: SalesFunnelOptions): SalesFunnel {
  checkReport(book, options, salesFunnelOptions);
  const { durations = false, calendar } = options;
  const deals = funnelDeals(book, options);
  const { pipelineId, population, reading, order } = deals;
  const prices = potentialsOf(book);
  const about = { pipelineId, ...population, ...reading, asOf: book.asOf, currency: book.currency };
  const amountOf = (sums: Float64Array, from: number): Decimal => amountOfPrices(prices, sums, from);
  const funnel = funnelOfProfiles(tallyProfiles(book, deals), order, about, amountOf);
  if (!durations) return funnel;
  const days = stageDays(book, deals, clockOf(calendar));
  const daysOf = (stageId: string): Summary => days[order.positionOf.get(stageId) as number] as Summary;
  return { ...funnel, stages: funnel.stages.map((row) => ({ ...row, days: daysOf(row.stageId) })) };
}
