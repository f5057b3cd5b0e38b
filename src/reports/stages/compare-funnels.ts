import type { Money } from '../../money/money.ts';
import { checkOptions, list, type OptionsOf, reading } from '../../options.ts';
import {
  amountOfFraction,
  type Fraction,
  fraction,
  fractionOf,
  minus,
  numberOf,
  over,
  times,
} from '../../statistics/fraction.ts';
import { type CountRate, rate } from '../../statistics/rate.ts';
import { type StageHead, stageHead } from '../../timeline/stage-head.ts';
import { activeStageRows, checkFunnelPipeline, checkRatesLeadToWins } from '../funnel/active-stages.ts';
import type { SalesFunnel, StageRow } from '../funnel/funnel.ts';
import { besidePublished, type PublishedComparison, type PublishedRate } from './published-rates.ts';

type Worth = Pick<FunnelComparison['total'], 'deals' | 'potential'>;
/** Two funnels of one pipeline, and what their difference is worth. */
export interface FunnelComparison {
  readonly kind: 'compareFunnels';
  readonly pipelineId: string;
  readonly currency: string;
  /** One stage of two funnels. */
  readonly stages: readonly (StageHead &
    Pick<FunnelComparison['total'], 'deals' | 'potential'> & {
      /** The step rate of the actual funnel. */
      readonly rate: CountRate;
      readonly reference: CountRate;
      /** rate − reference. */
      readonly difference: number | null;
    })[];
  readonly total: {
    /** What the difference comes to: deals won more, or fewer if negative. */
    readonly deals: number | null;
    /** `deals` × the mean potential of a won deal; null where none has one. */
    readonly potential: Money | null;
    readonly won: number;
    /** won / deals of the actual funnel. */
    readonly rate: CountRate;
    readonly reference: CountRate;
  };
  /** Rates that others published beside the actual ones, in the order given; absent where none was. */
  readonly published?: readonly PublishedComparison[];
}

interface CompareFunnelsOptions {
  readonly published?: readonly PublishedRate[] | undefined;
}

const compareFunnelsOptions: OptionsOf<CompareFunnelsOptions> = { published: list };

/**
 * What is the difference between two funnels of a pipeline worth: an owner's and the team's, this year's and last year's?
 *
 * Per stage that deals go through: `rate` and `reference` are the step rates of the two funnels; `deals` = how many deals
 * more were won (fewer: negative) than if this stage alone had gone as in the reference = won × (1 − reference / rate);
 * in the total, than if all stages had = won − entered of the first stage × all step rates of the reference. `potential` =
 * deals × the mean potential of the deals won, of those that have one. The figures are exact until the end: numbers are the
 * nearest double, amounts have 34 digits where the division does not end. Where a rate is missing, or would be divided by
 * zero, they are null. A rate that somebody published, of a stage or of all deals, is told by a name: `deals` = won × (1 − published /
 * rate). Stages are in the order of the actual funnel; those only the reference has come last.
 *
 * @throws DealError `invalid-option` for funnels of different pipelines, for one read with `skips: 'jumps'`, whose rates do not
 * lead to the wins, for what is no funnel, and for a published rate that is no share from 0 to 1 or of a stage there is not.
 *
 * @example
 * ```ts
 * const [team, kari] = [book, selectDeals(book, { field: 'ownerId', value: 'kari' })].map((each) => salesFunnel(each, { pipelineId: 'sales' }))
 * const { stages } = compareFunnels(team, kari)
 * stages.map(({ stageId, difference, deals }) => [stageId, difference, deals]) // => [['contact', -0.25, -0.3333333333333333], ['offer', -0.16666666666666666, -0.5], ['terms', 0, 0]]
 * compareFunnels(team, kari, { published: [{ name: 'Rival', rate: '0.2' }] }).published?.map(({ rate, published, deals }) => [rate.value, published, deals]) // => [[0.25, 0.2, 0.2]]
 * ```
 */
export function compareFunnels(
  actual: SalesFunnel,
  reference: SalesFunnel,
  options: {
    /** Rates of others, such as a competitor's, to show beside. */
    readonly published?: readonly PublishedRate[] | undefined;
  } = {},
): FunnelComparison {
  checkOptions(options, compareFunnelsOptions);
  const { published } = options;
  return reading('funnels', () => ({
    ...compared(actual, reference),
    ...(published === undefined
      ? {}
      : { published: besidePublished(actual, activeStageRows(actual), published) }),
  }));
}

function compared(actual: SalesFunnel, reference: SalesFunnel): FunnelComparison {
  const { pipelineId, currency, total } = actual;
  checkFunnelPipeline('reference', reference, pipelineId);
  checkRatesLeadToWins('actual', actual);
  checkRatesLeadToWins('reference', reference);
  const [rows, others] = [activeStageRows(actual), activeStageRows(reference)];
  const [rates, otherRates] = [ratesIn(rows), ratesIn(others)];
  const missing = others.filter(({ stageId }) => !rates.has(stageId));
  const worthOf = (deals: Fraction | null): Worth => ({
    deals: deals && numberOf(deals),
    potential: deals && potentialOf(deals, actual),
  });
  return {
    kind: 'compareFunnels',
    pipelineId,
    currency,
    stages: [...rows, ...missing].map((row) => {
      const { stageId } = row;
      const [mine, other] = [rates.get(stageId) ?? rate(0, 0), otherRates.get(stageId) ?? rate(0, 0)];
      const [here, there] = [exact(mine), exact(other)];
      const share = here && there && (here.count === 0n ? null : over(there, here));
      return {
        ...stageHead(row),
        rate: { ...mine },
        reference: { ...other },
        difference: here && there && numberOf(minus(here, there)),
        ...worthOf(share && times(fraction(total.won), minus(fraction(1), share))),
      };
    }),
    total: {
      won: total.won,
      rate: { ...total.totalRate },
      reference: { ...reference.total.totalRate },
      ...worthOf(moreThanExpected(total.won, rows[0], others)),
    },
  };
}

/** Deals won − those that would have been, had each stage gone as in the reference. */
function moreThanExpected(
  won: number,
  first: StageRow | undefined,
  others: readonly StageRow[],
): Fraction | null {
  if (first === undefined || others.length === 0) return null;
  let expected = fraction(first.entered);
  for (const { stepRate } of others) {
    const step = exact(stepRate);
    if (step === null) return null;
    expected = times(expected, step);
  }
  return minus(fraction(won), expected);
}

function ratesIn(rows: readonly StageRow[]): ReadonlyMap<string, CountRate> {
  return new Map(rows.map(({ stageId, stepRate }) => [stageId, stepRate]));
}

function exact({ count, of }: CountRate): Fraction | null {
  return of === 0 ? null : fraction(count, of);
}

function potentialOf(deals: Fraction, { total, currency }: SalesFunnel): Money | null {
  if (total.pricedWon === 0) return null;
  const mean = times(fractionOf(total.potential.won.amount), fraction(1, total.pricedWon));
  return { amount: amountOfFraction(times(deals, mean)), currency };
}
