import { checkReport, type DealBook } from '../../book/book.ts';
import { D } from '../../money/decimal.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, object } from '../../options.ts';
import { type CountRate, rate } from '../../statistics/rate.ts';
import type { Summary } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { type StageHead, stageHead } from '../../timeline/stage-head.ts';
import type { StageRow } from '../funnel/funnel.ts';
import { type StageReportEcho, type StageReportOptions, stageReportOptions } from '../funnel/funnel-deals.ts';
import { salesFunnel } from '../funnel/sales-funnel.ts';

export type StageEffectivenessOptions = Parameters<typeof stageEffectiveness>[1];

/** The options it takes. */
export const stageEffectivenessOptions: OptionsOf<StageEffectivenessOptions> = {
  ...stageReportOptions,
  calendar: object,
};

type StageEffect = StageEffectiveness['stages'][number];

/** How well the stages of a pipeline do, and which is the weakest: three answers, never one score. */
export interface StageEffectiveness extends StageReportEcho {
  readonly kind: 'stageEffectiveness';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** How well one stage does. */
  readonly stages: readonly (StageHead & {
    readonly entered: number;
    readonly passed: number;
    readonly lost: number;
    /** passed / (passed + lost). */
    readonly settledRate: CountRate;
    /** lost / entered. */
    readonly lossRate: CountRate;
    readonly lostPotential: Money;
    /** lost here / lost in all stages. */
    readonly lostShare: CountRate;
    /** How many days the completed real visits took. */
    readonly days: Summary;
  })[];
  /** Ids of stages that the pipeline knows, in pipeline order; several where they tie, none where no stage has the figure. */
  readonly weakest: {
    /** The lowest settled rate. */
    readonly byRate: readonly string[];
    /** The most potential lost. */
    readonly byMoneyLost: readonly string[];
    /** The longest visits, by their mean. */
    readonly byTime: readonly string[];
  };
  /** Deals counted that have no potential in the management currency. */
  readonly unpriced: number;
}

/**
 * Which stage is weak: where do deals end, where is the most money lost, where do deals stay longest?
 *
 * The figures are those of `salesFunnel` with the same options and of `stageDurations`. The three answers are named and
 * never mixed into one: the stage with the lowest `settledRate` = passed / (passed + lost); with the greatest potential lost,
 * if any is; with the greatest mean of days. A stage without the figure is no answer; ties are all listed.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * stageEffectiveness(book, { pipelineId: 'sales' }).weakest // => { byRate: ['offer'], byMoneyLost: ['offer'], byTime: ['offer', 'terms'] }
 * ```
 */
export function stageEffectiveness(
  book: DealBook,
  options: StageReportOptions & {
    /** Measures in business days; default days of 24 hours. */
    readonly calendar?: BusinessCalendar | undefined;
  },
): StageEffectiveness {
  checkReport(book, options, stageEffectivenessOptions);
  const {
    kind: _,
    stages: rows,
    total,
    warnings: __,
    ...about
  } = salesFunnel(book, { ...options, durations: true });
  const lost = rows.reduce((sum, row) => sum + row.lost, 0);
  const stages = rows.map((row) => effectOf(row, lost));
  return {
    kind: 'stageEffectiveness',
    ...about,
    stages,
    weakest: {
      byRate: lowest(stages, ({ settledRate }) => settledRate.value),
      byMoneyLost: mostLost(stages),
      byTime: lowest(stages, ({ days }) => (days.mean === null ? null : -days.mean)),
    },
    unpriced: total.unpriced,
  };
}

function effectOf(row: StageRow, lostInAll: number): StageEffect {
  const { entered, passed, lost, settledRate, lossRate, potential } = row;
  return {
    ...stageHead(row),
    entered,
    passed,
    lost,
    settledRate,
    lossRate,
    lostPotential: potential.lost,
    lostShare: rate(lost, lostInAll),
    days: row.days as Summary,
  };
}

function mostLost(stages: readonly StageEffect[]): string[] {
  const known = stages.filter(({ unmapped }) => !unmapped);
  const most = known.reduce((greatest, { lostPotential }) => D.max(greatest, lostPotential.amount), new D(0));
  return known
    .filter(({ lostPotential: { amount } }) => amount.gt(0) && amount.eq(most))
    .map(({ stageId }) => stageId);
}

function lowest(stages: readonly StageEffect[], figureOf: (stage: StageEffect) => number | null): string[] {
  const figures = stages.flatMap((stage) => {
    const figure = stage.unmapped ? null : figureOf(stage);
    return figure === null ? [] : [{ stageId: stage.stageId, figure }];
  });
  const least = figures.reduce((less, { figure }) => Math.min(less, figure), Number.POSITIVE_INFINITY);
  return figures.filter(({ figure }) => figure === least).map(({ stageId }) => stageId);
}
