import { compareAmounts } from './exact.ts';
import { headOfStage, type NaiveBook, type NaiveHead, pipelineOf } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { compareFractions, fraction, fractionOf, type NaiveFraction } from './naive-fraction.ts';
import { naiveFunnel } from './naive-funnel.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import type { NaiveFunnelOptions } from './naive-shown.ts';
import type { NaiveSummary } from './naive-summary.ts';

interface NaiveStageEffect extends NaiveHead {
  readonly entered: number;
  readonly passed: number;
  readonly lost: number;
  readonly settledRate: NaiveRate;
  readonly lossRate: NaiveRate;
  readonly lostPotential: string;
  /** "lost here / lost in all stages" */
  readonly lostShare: NaiveRate;
  readonly days: NaiveSummary;
}

interface NaiveStageEffectiveness {
  readonly unpriced: number;
  readonly stages: readonly NaiveStageEffect[];
  /** "Three answers, never one score." */
  readonly weakest: {
    readonly byRate: readonly string[];
    readonly byMoneyLost: readonly string[];
    readonly byTime: readonly string[];
  };
}

/** Which stage is weak: by rate, by money lost, by time. */
export function naiveStageEffectiveness(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): NaiveStageEffectiveness {
  const { stages: rows, total } = naiveFunnel(histories, book, options);
  const pipeline = pipelineOf(book, options.pipelineId);
  const allLost = rows.reduce((sum, { lost }) => sum + lost, 0);
  const stages = rows.map(({ stageId, entered, passed, lost, settledRate, lossRate, potential, days }) => ({
    ...headOfStage(pipeline, stageId),
    entered,
    passed,
    lost,
    settledRate,
    lossRate,
    lostPotential: potential.lost,
    lostShare: rate(lost, allLost),
    days,
  }));
  const known = stages.filter(({ unmapped }) => !unmapped);
  return {
    stages,
    unpriced: total.unpriced,
    weakest: {
      // The lowest rate is the greatest share of those that were lost, of those that left.
      byRate: greatest(known, ({ settledRate: { count, of } }) =>
        of === 0 ? null : fraction(of - count, of),
      ),
      byMoneyLost: greatest(known, ({ lostPotential }) =>
        compareAmounts(lostPotential, '0') > 0 ? fractionOf(lostPotential) : null,
      ),
      byTime: greatest(known, ({ days: { mean } }) => (mean === null ? null : fractionOf(mean.toFixed(20)))),
    },
  };
}

/** "ties all listed, in pipeline order; [] if no stage has the figure". */
function greatest(
  stages: readonly NaiveStageEffect[],
  figureOf: (stage: NaiveStageEffect) => NaiveFraction | null,
): string[] {
  const figures = stages.flatMap((stage) => {
    const figure = figureOf(stage);
    return figure === null ? [] : [{ stageId: stage.stageId, figure }];
  });
  const top = figures.toSorted((a, b) => compareFractions(b.figure, a.figure))[0];
  if (top === undefined) return [];
  return figures
    .filter(({ figure }) => compareFractions(figure, top.figure) === 0)
    .map(({ stageId }) => stageId);
}
