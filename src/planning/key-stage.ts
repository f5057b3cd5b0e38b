import { checkOptions, type OptionsOf, readLater } from '../options.ts';
import { compareFractions, type Fraction, one, over } from '../statistics/fraction.ts';
import { type ReadStage, readConversion, readStages, type StageConversion } from './conversion.ts';
import { badFigure, type Figure } from './figure.ts';
import { type ExactRate, ratioOf } from './ratio.ts';

type KeyStageOptions = Parameters<typeof keyStage>[1];

const keyStageOptions: OptionsOf<KeyStageOptions> = { raiseTo: readLater };

export interface KeyStage {
  readonly kind: 'keyStage';
  /** The stage with the highest rate, of equals the last; null where no rate is known. */
  readonly key: KeyStage['ranking'][number] | null;
  /** The stage with the lowest rate before the key stage, of equals the first; null where there is none with a known rate. */
  readonly lever: KeyStage['ranking'][number] | null;
  readonly raiseTo: ExactRate;
  /** Raising the lever multiplies sales by this: raiseTo / its rate. Null without a lever, or where its rate is zero. */
  readonly gain: ExactRate | null;
  /** All stages from the lowest rate to the highest, equals in stage order; those not known come last. */
  readonly ranking: readonly {
    readonly stageId: string;
    /** Null where it is not known. */
    readonly rate: ExactRate | null;
    /** 1 / rate: the most that raising this stage alone can multiply sales by. Null for a rate of zero or not known. */
    readonly headroom: ExactRate | null;
  }[];
}

type StageHeadroom = KeyStage['ranking'][number];

/**
 * Which single improvement pays most: the key stage converts best, so what it needs is more to work on, and the lever,
 * the weakest stage before it, is what holds it back.
 *
 * key = the highest rate (of equals the last); lever = the lowest rate before it (of equals the first), null where
 * the key is the first stage; gain = the rate to raise it to / its rate now, 100 % by default, which is an upper bound.
 * A rate raised by a tenth brings a tenth more sales at any stage, so stages differ by their headroom, 1 / rate:
 * `ranking` lists them all by it. Arithmetic is exact. How sure a rate of few deals is, this does not say.
 *
 * @throws DealError `invalid-option` for no stages, a stage twice, a rate that is no share from 0 to 1, a rate to raise
 * to that is not known or below the lever's; `invalid-text`.
 *
 * @example
 * ```ts
 * const windows = [{ stageId: 'call', rate: { count: 30, of: 1000 } }, { stageId: 'measuring', rate: { count: 20, of: 30 } }]
 * const { key, lever, gain } = keyStage(windows, { raiseTo: 0.3 })
 * key?.stageId // => 'measuring'
 * lever?.stageId // => 'call'
 * gain?.value // => 10
 * ```
 */
export function keyStage(
  stages: readonly StageConversion[],
  options: {
    /** What the lever's rate is to be raised to; default 1, the most there can be. */
    readonly raiseTo?: Figure | undefined;
  } = {},
): KeyStage {
  checkOptions(options, keyStageOptions);
  const { raiseTo = 1 } = options;
  const read = readStages(stages);
  const goal = readConversion(raiseTo, 'raiseTo');
  if (goal === null) throw badFigure('raiseTo', 'not known', raiseTo);
  const known = read.filter(({ rate }) => rate !== null) as KnownStage[];
  const ranked = [...known].sort((a, b) => compareFractions(a.rate, b.rate));
  const key = ranked.at(-1);
  const before =
    key &&
    read.slice(
      0,
      read.findIndex(({ stageId }) => stageId === key.stageId),
    );
  const lever = ranked.find(({ stageId }) => before?.some((stage) => stage.stageId === stageId));
  if (lever && compareFractions(goal, lever.rate) < 0) {
    throw badFigure('raiseTo', `below the rate of ${lever.stageId}`, raiseTo);
  }
  return {
    kind: 'keyStage',
    key: key ? headroomOf(key) : null,
    lever: lever ? headroomOf(lever) : null,
    raiseTo: ratioOf(goal),
    gain: lever && lever.rate.count !== 0n ? ratioOf(over(goal, lever.rate)) : null,
    ranking: [...ranked, ...read.filter(({ rate }) => rate === null)].map(headroomOf),
  };
}

interface KnownStage extends ReadStage {
  readonly rate: Fraction;
}

function headroomOf({ stageId, rate }: ReadStage): StageHeadroom {
  const headroom = rate && rate.count !== 0n ? ratioOf(over(one, rate)) : null;
  return { stageId, rate: rate && ratioOf(rate), headroom };
}
