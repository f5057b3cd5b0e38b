import { checkOption, list, object } from '../options.ts';
import { compareFractions, type Fraction, one, over, times } from '../statistics/fraction.ts';
import { checkText } from '../text.ts';
import { badFigure, type Figure, isQuotient, readFigure } from './figure.ts';

export type Conversion = StageConversion['rate'];

/** A stage and its conversion: of what enters it, the share that goes on to the next, from the last stage to won. */
export interface StageConversion {
  readonly stageId: string;
  /**
   * A share from 0 to 1 as planning takes it: `count` / `of`, as every rate of a report has it, or a plain decimal, where
   * a number counts as the shortest decimal that reads back as it. Null, or nothing to divide by, is not known.
   */
  readonly rate: Figure | null;
}

/** A stage with its exact conversion, null where it is not known. */
export interface ReadStage {
  readonly stageId: string;
  readonly rate: Fraction | null;
}

/** The stages of a funnel, checked: at least one, each once. */
export function readStages(stages: readonly StageConversion[]): ReadStage[] {
  checkOption('stages', stages, list);
  if (stages.length === 0) throw badFigure('stages', 'without a stage', '[]');
  const seen = new Set<string>();
  return stages.map((stage, index) => {
    checkOption(`stages[${index}]`, stage, object);
    const { stageId, rate } = stage;
    checkText(stageId, `stages[${index}].stageId`);
    if (seen.has(stageId)) throw badFigure('stages', 'a list with one stage twice', stageId);
    seen.add(stageId);
    return { stageId, rate: readConversion(rate, `stages[${index}].rate`) };
  });
}

/** The exact share that a conversion is, null where it is not known. */
export function readConversion(conversion: Conversion, option: string): Fraction | null {
  if (conversion === null) return null;
  if (!isQuotient(conversion)) {
    const share = readFigure(conversion, option);
    if (compareFractions(share, one) > 0) throw badFigure(option, 'above 1', conversion);
    return share;
  }
  checkOption(option, conversion, object);
  const count = readFigure(conversion.count, `${option}.count`);
  const of = readFigure(conversion.of, `${option}.of`);
  if (compareFractions(count, of) > 0) throw badFigure(`${option}.count`, 'above `of`', conversion.count);
  return of.count === 0n ? null : over(count, of);
}

/** The conversion of all stages together, null where one is not known. */
export function totalOf(stages: readonly ReadStage[]): Fraction | null {
  return stages.reduce<Fraction | null>((total, { rate }) => total && rate && times(total, rate), one);
}
