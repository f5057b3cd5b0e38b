import { subtractMoney } from '../../money/arithmetic.ts';
import type { Money } from '../../money/money.ts';
import { reading } from '../../options.ts';
import {
  amountOfFraction,
  type Fraction,
  fraction,
  fractionOf,
  numberOf,
  plus,
  times,
} from '../../statistics/fraction.ts';
import { type StageHead, stageHead } from '../../timeline/stage-head.ts';
import { activeStageRows, checkFunnelPipeline, checkRatesLeadToWins } from '../funnel/active-stages.ts';
import type { SalesFunnel } from '../funnel/funnel.ts';
import type { ActiveFunnel } from './active-funnel.ts';

type StageForecast = Forecast['stages'][number];

/** What the open deals will bring if they go on as the closed ones did. */
export interface Forecast {
  readonly kind: 'forecast';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** What is to be expected of the open deals in one stage; null where it is not forecast. */
  readonly stages: readonly (StageHead & {
    readonly open: number;
    readonly potential: Money;
    /** The probability that a deal in this stage will be won. */
    readonly probability: number | null;
    /** Of how many closed deals the rate is that is of the fewest, of those the probability is made of; null without one. */
    readonly from: number | null;
    /** Whether these are fewer than 10: too few to rely on. */
    readonly few: boolean;
    /** open × probability. */
    readonly expectedWins: number | null;
    /** potential × probability. */
    readonly expectedPotential: Money | null;
  })[];
  readonly total: {
    readonly open: number;
    readonly potential: Money;
    readonly expectedWins: number;
    readonly expectedPotential: Money;
    /** Open deals in stages without a history to forecast them from. */
    readonly notForecast: { readonly open: number; readonly potential: Money };
    /** Open deals without a potential in the management currency. */
    readonly unpriced: number;
  };
}

/**
 * How many of the open deals will be won, with how much potential, if they go on as the closed ones did?
 *
 * `probability` of a stage = the product of the closed funnel's settled rates, passed / (passed + lost), of this stage and
 * all after it. A stage of which that is not known, or of a stage after it, is not forecast: null, never zero; its deals are
 * in `notForecast`. `from` says of how many settled deals the least founded of these rates is; `few` marks fewer than 10. Also not
 * forecast are those in stages that are retired or unknown to the pipeline. Figures are exact until the end:
 * numbers are the nearest double, amounts have 34 digits where the division does not end.
 *
 * @throws DealError `invalid-option` for funnels of different pipelines, for a closed one read with `skips: 'jumps'`, where an
 * early win passes no later stages and the product is not the share of wins, and for what is no funnel.
 *
 * @example
 * ```ts
 * const { stages } = forecast(activeFunnel(book, { pipelineId: 'sales' }), salesFunnel(book, { pipelineId: 'sales', closedDuring: '2026' }))
 * stages.map(({ stageId, probability, expectedPotential }) => [stageId, probability, expectedPotential?.amount]) // => [['contact', 0.3333333333333333, '0'], ['offer', 0.5, '100'], ['terms', 1, '0']]
 * ```
 */
export function forecast(active: ActiveFunnel, closed: SalesFunnel): Forecast {
  return reading('funnels', () => forecastOf(active, closed));
}

function forecastOf(active: ActiveFunnel, closed: SalesFunnel): Forecast {
  const { pipelineId, asOf, currency, total } = active;
  checkFunnelPipeline('closed', closed, pipelineId);
  checkRatesLeadToWins('closed', closed);
  const probabilities = probabilitiesOf(closed);
  let [wins, expected] = [fraction(0), fraction(0)];
  let [open, potential] = [total.open, total.potential];
  const stages = active.stages.map((row): StageForecast => {
    const about = { ...stageHead(row), open: row.open, potential: row.potential };
    const { probability = null, from = 0 } = probabilities.get(row.stageId) ?? {};
    if (probability === null)
      return { ...about, probability: null, from: null, few: false, ...nothingExpected };
    const winsHere = times(fraction(row.open), probability);
    const expectedHere = times(fractionOf(row.potential.amount), probability);
    [wins, expected] = [plus(wins, winsHere), plus(expected, expectedHere)];
    [open, potential] = [open - row.open, subtractMoney(potential, row.potential)];
    return {
      ...about,
      probability: numberOf(probability),
      from,
      few: from < enough,
      expectedWins: numberOf(winsHere),
      expectedPotential: { amount: amountOfFraction(expectedHere), currency },
    };
  });
  return {
    kind: 'forecast',
    pipelineId,
    asOf,
    currency,
    stages,
    total: {
      open: total.open,
      potential: total.potential,
      expectedWins: numberOf(wins),
      expectedPotential: { amount: amountOfFraction(expected), currency },
      notForecast: { open, potential },
      unpriced: total.unpriced,
    },
  };
}

const nothingExpected = { expectedWins: null, expectedPotential: null };

/** From so many deals on a rate is one to rely on. */
const enough = 10;

/** How likely deals are to be won, and from how many deals that is known. */
interface Chance {
  readonly probability: Fraction;
  readonly from: number;
}

/** How likely deals are to be won, by stage: only stages from which on all rates are known. */
function probabilitiesOf(closed: SalesFunnel): ReadonlyMap<string, Chance> {
  const probabilities = new Map<string, Chance>();
  let probability = fraction(1);
  let from = Number.POSITIVE_INFINITY;
  for (const { stageId, settledRate } of activeStageRows(closed).reverse()) {
    if (settledRate.of === 0) break;
    probability = times(probability, fraction(settledRate.count, settledRate.of));
    from = Math.min(from, settledRate.of);
    probabilities.set(stageId, { probability, from });
  }
  return probabilities;
}
