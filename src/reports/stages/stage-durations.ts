import { checkReport, type DealBook } from '../../book/book.ts';
import { type OptionsOf, object } from '../../options.ts';
import type { Summary } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import type { StageHead } from '../../timeline/stage-head.ts';
import {
  funnelDeals,
  type StageReportEcho,
  type StageReportOptions,
  stageReportOptions,
} from '../funnel/funnel-deals.ts';
import { shownStages } from '../funnel/funnel-of-profiles.ts';
import { tallyProfiles } from '../funnel/profile-tallies.ts';
import { stageCells } from '../funnel/stage-cells.ts';
import { visitLengths } from '../funnel/stage-days.ts';
import { type DaysPerDeal, daysPerDeal } from './days-per-deal.ts';

type StageDurationsOptions = Parameters<typeof stageDurations>[1];

/** The options it takes. */
export const stageDurationsOptions: OptionsOf<StageDurationsOptions> = {
  ...stageReportOptions,
  calendar: object,
};

/** How many days deals stay in each stage of a pipeline. */
export interface StageDurations extends StageReportEcho {
  readonly kind: 'stageDurations';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  /** How long deals stay in one stage: `days` visit by visit, and what the visits of each deal there come to together. */
  readonly stages: readonly (StageHead & { readonly days: Summary; readonly perDeal: DaysPerDeal })[];
}

/**
 * How long do deals stay in each stage?
 *
 * Over the completed real visits to the stage of the deals that `salesFunnel` with the same options counts there,
 * several per deal where it came back; in fractional days, quantiles by R's type 7. A visit going on has not taken its
 * time yet, a stage jumped over took none, and a visit of which it is not known when it began (`undated`, `stageUndated`)
 * has no length: these are in no figure. `perDeal` adds up the visits of each deal there: of the deals that really visited the stage,
 * `perDeal.days.count` had all their visits there behind them, `open` are there now, and of one visit of the `undated` ones it is not
 * known when it began; the latter two are left out. With `returns: 'erase'` a visit taken up again goes on from when it began.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * stageDurations(book, { pipelineId: 'sales' }).stages.map(({ perDeal }) => [perDeal.days.median, perDeal.open]) // => [[3.5, 0], [4, 1], [4, 0]]
 * stageDurations(book, { pipelineId: 'sales' }).stages.map(({ stageId, days }) => [stageId, days.count, days.median]) // => [['contact', 4, 3.5], ['offer', 2, 4], ['terms', 1, 4]]
 * ```
 */
export function stageDurations(
  book: DealBook,
  options: StageReportOptions & {
    /** Measures in business days; default days of 24 hours. */
    readonly calendar?: BusinessCalendar | undefined;
  },
): StageDurations {
  checkReport(book, options, stageDurationsOptions);
  const deals = funnelDeals(book, options);
  const { order } = deals;
  const lengths = visitLengths(book, deals, clockOf(options.calendar));
  const perDeal = daysPerDeal(lengths);
  const isKnown = order.places.length === order.mapped; // no deal was in a stage unknown to the pipeline
  const places = isKnown
    ? order.places
    : shownStages(order, stageCells(tallyProfiles(book, deals).lots, order).unmapped);
  return {
    kind: 'stageDurations',
    pipelineId: options.pipelineId,
    ...deals.echo,
    asOf: book.asOf,
    stages: places.map((place) => {
      const position = order.positionOf.get(place.stageId) as number;
      return {
        ...place,
        days: lengths.stays[position] as Summary,
        perDeal: perDeal[position] as DaysPerDeal,
      };
    }),
  };
}
