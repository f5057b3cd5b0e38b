import { checkOptions, type OptionKind, type OptionsOf, oneOf, readLater } from '../options.ts';
import {
  amountOfFraction,
  compareFractions,
  type Fraction,
  minus,
  numberOf,
  one,
  times,
} from '../statistics/fraction.ts';
import { type ReadStage, readConversion } from './conversion.ts';
import { badFigure, type Figure, readFigure, readPositive } from './figure.ts';

/** A change of a funnel. */
export type WhatIfOptions = (
  | {
      /** `by` times as many leads; every rate falls by `loss`, a share of it, at all stages or at some. */
      readonly change: 'growth';
      readonly by: Figure;
      readonly loss?: Figure | readonly { readonly stageId: string; readonly by: Figure }[] | undefined;
    }
  | {
      /** Rates `by` times as high, at all stages or at some, but never above 100 %. */
      readonly change: 'improvement';
      readonly by: Figure | readonly { readonly stageId: string; readonly by: Figure }[];
    }
  | {
      /** Another rate at one stage. */
      readonly change: 'rate';
      readonly stageId: string;
      readonly rate: Figure | null;
    }
) & {
  /** How many enter the first stage before the change; default 1, so that entrants are shares of the leads. */
  readonly leads?: Figure | undefined;
};

type Growth = Extract<WhatIfOptions, { readonly change: 'growth' }>;
type Improvement = Extract<WhatIfOptions, { readonly change: 'improvement' }>;
type NewRate = Extract<WhatIfOptions, { readonly change: 'rate' }>;

/** A figure for one stage. */
interface AtStage {
  readonly stageId: string;
  readonly by: Figure;
}

const atStageOptions: OptionsOf<AtStage> = { stageId: readLater, by: readLater };

export const change: OptionKind = oneOf('growth', 'improvement', 'rate');
const leads = readLater;

/** The options of each change, with the leads that it is a change of. */
export const changeOptions: {
  readonly growth: OptionsOf<Growth>;
  readonly improvement: OptionsOf<Improvement>;
  readonly rate: OptionsOf<NewRate>;
} = {
  growth: { change, leads, by: readLater, loss: readLater },
  improvement: { change, leads, by: readLater },
  rate: { change, leads, stageId: readLater, rate: readLater },
};

/** What a change makes of a funnel. */
export interface Changed {
  readonly stages: readonly ReadStage[];
  /** How many times as many leads there are. */
  readonly growth: Fraction;
  readonly capped: readonly string[];
  readonly breakEvenLoss: number | null;
}

/** What a change makes of these stages. */
export function changed(stages: readonly ReadStage[], change: WhatIfOptions): Changed {
  switch (change.change) {
    case 'growth':
      return grown(stages, change);
    case 'improvement':
      return improved(stages, change);
    case 'rate': {
      const { stageId } = change;
      checkStage(stages, stageId, 'stageId');
      const rate = readConversion(change.rate, 'rate');
      return unscaled(stages.map((stage) => (stage.stageId === stageId ? { stageId, rate } : stage)));
    }
  }
}

function grown(stages: readonly ReadStage[], { by, loss = 0 }: Growth): Changed {
  const growth = readPositive(by, 'by');
  const losses = atEach(stages, loss, 'loss', 0);
  const worse = stages.map(({ stageId, rate }, index) => {
    const lost = losses[index] as Fraction;
    if (compareFractions(lost, one) > 0) throw badFigure('loss', 'above 1', amountOfFraction(lost));
    return { stageId, rate: rate && times(rate, minus(one, lost)) };
  });
  return { ...unscaled(worse), growth, breakEvenLoss: breakEvenLoss(growth, stages.length) };
}

/** The loss at each of so many stages that leaves nothing of a growth: (1 - loss)^stages = 1 / growth. */
function breakEvenLoss(growth: Fraction, stages: number): number | null {
  if (compareFractions(growth, one) < 0) return null;
  return -Math.expm1(-Math.log(numberOf(growth)) / stages); // exact near 1, where 1 - x^y is not
}

function improved(stages: readonly ReadStage[], { by }: Improvement): Changed {
  const factors = atEach(stages, by, 'by', 1);
  const higher = stages.map(({ stageId, rate }, index) => {
    return { stageId, rate: rate && times(rate, factors[index] as Fraction) };
  });
  const isCapped = ({ rate }: ReadStage): boolean => rate !== null && compareFractions(rate, one) > 0;
  const capped = higher.filter(isCapped).map(({ stageId }) => stageId);
  return {
    ...unscaled(higher.map((stage) => (isCapped(stage) ? { ...stage, rate: one } : stage))),
    capped,
  };
}

function unscaled(stages: readonly ReadStage[]): Changed {
  return { stages, growth: one, capped: [], breakEvenLoss: null };
}

/** A figure for each stage: the same for all, or those given and another for the rest. */
function atEach(
  stages: readonly ReadStage[],
  given: Figure | readonly AtStage[],
  option: string,
  otherwise: number,
): Fraction[] {
  if (!Array.isArray(given)) {
    const figure = readFigure(given as Figure, option);
    return stages.map(() => figure);
  }
  const figures = new Map<string, Fraction>();
  for (const [index, each] of (given as readonly AtStage[]).entries()) {
    checkOptions(each, atStageOptions, `${option}[${index}]`);
    const { stageId, by } = each;
    checkStage(stages, stageId, `${option}[${index}].stageId`);
    if (figures.has(stageId)) throw badFigure(option, 'a list with one stage twice', stageId);
    figures.set(stageId, readFigure(by, `${option}[${index}].by`));
  }
  return stages.map(({ stageId }) => figures.get(stageId) ?? readFigure(otherwise, option));
}

function checkStage(stages: readonly ReadStage[], stageId: string, option: string): void {
  if (stages.some((stage) => stage.stageId === stageId)) return;
  throw badFigure(option, 'no stage of the funnel', stageId);
}
