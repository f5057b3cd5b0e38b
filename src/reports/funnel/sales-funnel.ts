import { checkReport, type DealBook } from '../../book/book.ts';
import { amountOfPrices } from '../../book/prices/prices.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import type { Decimal } from '../../money/decimal.ts';
import { checkOption, checkOptions, flag, type OptionsOf, object, oneOf } from '../../options.ts';
import type { Summary } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import { entryCells } from './entry-potentials.ts';
import type { SalesFunnel } from './funnel.ts';
import { funnelDeals, type StageReportOptions, stageReportOptions } from './funnel-deals.ts';
import { funnelOfCells } from './funnel-of-profiles.ts';
import { tallyProfiles } from './profile-tallies.ts';
import { stageCells } from './stage-cells.ts';
import { stageDays } from './stage-days.ts';

export interface SalesFunnelOptions extends StageReportOptions {
  /**
   * `stepRate` counts only deals whose last visit to the next stage began so many days of 24 hours after that to this one, or
   * sooner, and not before it; of the last stage, those won so soon.
   */
  readonly within?: { readonly days: number } | undefined;
  /**
   * What the money is: the potential as of the book (default), or that of the instant the deal's visit began; in the total,
   * of its last visit in the pipeline.
   */
  readonly potentialAt?: 'asOf' | 'entry' | undefined;
  /** True: with the days deals spent in each stage. */
  readonly durations?: boolean | undefined;
  /** Measures durations in business days; default days of 24 hours. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** The options it takes. */
export const salesFunnelOptions: OptionsOf<SalesFunnelOptions> = {
  ...stageReportOptions,
  within: object,
  potentialAt: oneOf('asOf', 'entry'),
  durations: flag,
  calendar: object,
};

const withinOptions: OptionsOf<NonNullable<SalesFunnelOptions['within']>> = {
  days: {
    possible: 'a number from 0 on',
    holds: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value),
  },
};

/**
 * How many deals, with how much potential, entered each stage of a pipeline, and what became of them: at which stage
 * are customers and money lost?
 *
 * Population: all deals of the book that ever were in the pipeline, or those of them closed or opened in a period, or that
 * came to a stage in it first (`cohort`); or each stage with those deals whose last visit there was going on in a period,
 * 1C's way (`overlapping`), or began in it (`enteredDuring`: what was done in a month). `strict` keeps those that really
 * visited every stage before the furthest they came to, before anything is erased. `stageOwnerId` shows what one owner
 * worked on: a deal counts in a stage if it was theirs when its last visit there ended, or is now; over all owners, and
 * null for none, the cells add up to those of the whole.
 * Per stage each deal counts once, in the cell of its last visit there: `passed` (went on to the same or a later
 * stage, or was won), `lost`, `open`, `returned` (went back and has not come again), `transferred` (left for another
 * pipeline). `entered` is their sum, in deals and in money.
 *
 * Rates, each with numerator and denominator, null where there is nothing to divide by: `stepRate` = of the deals that
 * entered here, those that entered the next stage (last stage: won); `settledRate` = passed / (passed + lost);
 * `cumulativeRate` = of those that entered the first stage, those that entered here; `lossRate` = lost / entered;
 * in the total `winRate` = won / (won + lost) and `totalRate` = won / deals. Where only some visits are shown, the total is of
 * the deals shown in a stage; `stepRate` of `enteredDuring` counts those whose last visit to the next stage began in the
 * period or since, that of `stageOwnerId` those that entered the next stage under whomever, as `cumulativeRate` does; with
 * `within` it counts only those that went on so soon.
 *
 * Money is the potential as of the book, in the management currency, in every cell, or with `potentialAt: 'entry'` that of
 * the instant the deal's last visit began, at the same rates; deals without one are counted as `unpriced`. Open deals are open, not lost. With the default reading, `skips: 'count'` and `returns: 'keep'`, a
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
 * salesFunnel(book, { pipelineId: 'sales', enteredDuring: { start: on('05'), end: on('08') } }).stages.map(({ entered }) => entered) // => [1, 1, 1]
 * salesFunnel(book, { pipelineId: 'sales', stageOwnerId: 'kari' }).stages.map(({ entered }) => entered) // => [2, 2, 1]
 * salesFunnel(book, { pipelineId: 'sales', within: { days: 2 } }).stages.map(({ stepRate }) => stepRate.count) // => [1, 0, 0]
 * ```
 */
export function salesFunnel(book: DealBook, options: SalesFunnelOptions): SalesFunnel {
  checkReport(book, options, salesFunnelOptions);
  const { durations = false, calendar, within, potentialAt } = options;
  const deals = funnelDeals(book, options, { within: millisecondsOf(within) });
  const { pipelineId, order, echo } = deals;
  const asked = {
    ...(within === undefined ? {} : { within: { days: within.days } }),
    ...(potentialAt === undefined ? {} : { potentialAt }),
  };
  const about = { pipelineId, ...echo, ...asked, asOf: book.asOf, currency: book.currency };
  const tallied = tallyProfiles(book, deals);
  const ofBook = { counted: stageCells(tallied.lots, order), prices: potentialsOf(book) };
  const { counted, prices } = potentialAt === 'entry' ? entryCells(book, deals, ofBook.counted) : ofBook;
  const amountOf = (sums: Float64Array, from: number): Decimal => amountOfPrices(prices, sums, from);
  const funnel = funnelOfCells(counted, tallied.visits, order, about, amountOf);
  if (!durations) return funnel;
  const days = stageDays(book, deals, clockOf(calendar));
  const daysOf = (stageId: string): Summary => days[order.positionOf.get(stageId) as number] as Summary;
  return { ...funnel, stages: funnel.stages.map((row) => ({ ...row, days: daysOf(row.stageId) })) };
}

function millisecondsOf(within: SalesFunnelOptions['within']): number | undefined {
  if (within === undefined) return undefined;
  checkOptions(within, withinOptions, 'within');
  checkOption('days', within.days, withinOptions.days);
  return within.days * 86_400_000;
}
