import { invalidOption } from '../../errors.ts';
import type { Decimal } from '../../money/decimal.ts';
import { computedDigits } from '../../money/money.ts';
import { plainDecimal } from '../../money/plain-decimal.ts';
import { checkOption, checkOptions, list, type OptionsOf, readLater, text } from '../../options.ts';
import {
  type Fraction,
  fraction,
  fractionOf,
  minus,
  numberOf,
  over,
  times,
} from '../../statistics/fraction.ts';
import { type CountRate, rate } from '../../statistics/rate.ts';
import { preview } from '../../text.ts';
import type { SalesFunnel, StageRow } from '../funnel/funnel.ts';

/** A rate that somebody published: a competitor, a trade association. */
export interface PublishedRate {
  /** Whose it is. */
  readonly name: string;
  /** Of which stage it is the step rate; absent: won / all deals. */
  readonly stageId?: string | undefined;
  /** From 0 to 1: a plain decimal. */
  readonly rate: Decimal.Value;
}

const publishedOptions: OptionsOf<PublishedRate> = { name: text, stageId: text, rate: readLater };

/** A published rate beside that of the actual funnel. */
export interface PublishedComparison {
  readonly name: string;
  /** Null: of all stages together. */
  readonly stageId: string | null;
  readonly published: number;
  readonly rate: CountRate;
  /** rate − published. */
  readonly difference: number | null;
  /** Deals won more than at the published rate, or fewer if negative. */
  readonly deals: number | null;
}

/** What published rates are beside those of a funnel. */
export function besidePublished(
  { total }: SalesFunnel,
  stages: readonly StageRow[],
  published: readonly PublishedRate[],
): PublishedComparison[] {
  checkOption('published', published, list);
  return published.map((each, index) => {
    checkOptions(each, publishedOptions, `published[${index}]`);
    checkOption('name', each.name, text);
    const theirs = readShare(each.rate, `published[${index}].rate`);
    const row = each.stageId === undefined ? undefined : stageOf(stages, each.stageId);
    const own = row === undefined ? total.totalRate : row.stepRate;
    const ours = own.of === 0 ? null : fraction(own.count, own.of);
    return {
      name: each.name,
      stageId: each.stageId ?? null,
      published: numberOf(theirs),
      rate: rate(own.count, own.of),
      difference: ours && numberOf(minus(ours, theirs)),
      deals: ours && moreWon(total.won, ours, theirs),
    };
  });
}

/** won × (1 − published / rate): of all stages together, won − published × deals. */
function moreWon(won: number, ours: Fraction, theirs: Fraction): number | null {
  if (ours.count === 0n) return null;
  return numberOf(times(fraction(won), minus(fraction(1), over(theirs, ours))));
}

function stageOf(stages: readonly StageRow[], stageId: string): StageRow {
  const row = stages.find((stage) => stage.stageId === stageId);
  if (row === undefined) throw invalidOption('published', `no stage of the funnel: ${preview(stageId)}`);
  return row;
}

function readShare(input: Decimal.Value, option: string): Fraction {
  const share = plainDecimal(input, computedDigits);
  if (share === undefined || share.isNegative() || share.gt(1))
    throw invalidOption(option, `no plain decimal from 0 to 1: ${preview(input)}`);
  return fractionOf(share);
}
