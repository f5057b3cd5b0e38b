import type { Amount } from './exact.ts';
import { headOfStage, type NaiveBook, type NaiveHead, pipelineOf, stagesOnTheWay } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  amountOrNull,
  fraction,
  fractionOf,
  minus,
  type NaiveFraction,
  numberOrNull,
  over,
  times,
} from './naive-fraction.ts';
import { type NaiveFunnel, naiveFunnel } from './naive-funnel.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import type { NaiveFunnelOptions } from './naive-shown.ts';

interface NaiveWorth {
  readonly deals: number | null;
  readonly potential: Amount;
}

/** A rate of others: of a stage, or of all deals. */
interface NaivePublished {
  readonly name: string;
  readonly stageId?: string;
  readonly rate: string;
}

interface NaiveComparison {
  readonly stages: readonly (NaiveHead &
    NaiveWorth & {
      readonly rate: NaiveRate;
      readonly reference: NaiveRate;
      readonly difference: number | null;
    })[];
  readonly total: NaiveWorth & {
    readonly won: number;
    readonly reference: NaiveRate;
    readonly rate: NaiveRate;
  };
  readonly published?: readonly {
    readonly name: string;
    readonly stageId: string | null;
    readonly published: number;
    readonly rate: NaiveRate;
    readonly difference: number | null;
    readonly deals: number | null;
  }[];
}

/** What the difference between two funnels of one pipeline is worth, in deals and in money, stage by stage of the pipeline. */
export function naiveCompareFunnels(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: {
    readonly actual: NaiveFunnelOptions;
    readonly reference: NaiveFunnelOptions;
    readonly published?: readonly NaivePublished[];
  },
): NaiveComparison {
  const all = [...histories];
  const actual = naiveFunnel(all, book, options.actual);
  const reference = naiveFunnel(all, book, options.reference);
  const mapped = stagesOnTheWay(pipelineOf(book, options.actual.pipelineId));
  const won = fraction(actual.total.won);
  const each = averagePotential(actual);

  const worth = (deals: NaiveFraction | null): NaiveWorth => ({
    deals: numberOrNull(deals),
    potential: amountOrNull(deals === null || each === null ? null : times(deals, each)),
  });

  const first = actual.stages.find(({ stageId }) => stageId === mapped[0]);
  const rates = mapped.map((id) => exact(rateIn(reference, id)));
  const known = rates.filter((one) => one !== null);
  const isWhole = first !== undefined && known.length === mapped.length;
  return {
    stages: mapped.map((stageId) => {
      const own = rateIn(actual, stageId);
      const other = rateIn(reference, stageId);
      const [a, b] = [exact(own), exact(other)];
      const isKnown = a !== null && b !== null;
      // "won x (1 - reference/rate), null if rate is 0 or null"
      const ratio = isKnown ? over(b, a) : null;
      return {
        ...headOfStage(pipelineOf(book, options.actual.pipelineId), stageId),
        rate: own,
        reference: other,
        difference: numberOrNull(isKnown ? minus(a, b) : null),
        ...worth(ratio === null ? null : times(won, minus(fraction(1), ratio))),
      };
    }),
    total: {
      won: actual.total.won,
      reference: reference.total.totalRate,
      rate: actual.total.totalRate,
      // "deals = won - entered of the first stage x product of the reference's step rates"
      ...worth(isWhole ? minus(won, times(fraction(first.entered), ...known)) : null),
    },
    ...(options.published === undefined
      ? {}
      : { published: options.published.map((each) => besidePublished(each, actual)) }),
  };
}

/** "`deals` = won × (1 − published / rate)"; of all stages together the rate is won / deals. */
function besidePublished(
  { name, stageId, rate: theirs }: NaivePublished,
  actual: NaiveFunnel,
): NonNullable<NaiveComparison['published']>[number] {
  const rate = stageId === undefined ? actual.total.totalRate : rateIn(actual, stageId);
  const [ours, others] = [exact(rate), fractionOf(theirs)];
  const ratio = ours === null ? null : over(others, ours);
  return {
    name,
    stageId: stageId ?? null,
    published: Number(theirs),
    rate,
    difference: numberOrNull(ours === null ? null : minus(ours, others)),
    deals: numberOrNull(
      ratio === null ? null : minus(fraction(actual.total.won), times(fraction(actual.total.won), ratio)),
    ),
  };
}

/** Of a stage that is missing there is no rate: nothing of nothing. */
function rateIn({ stages }: NaiveFunnel, stageId: string): NaiveRate {
  return stages.find((row) => row.stageId === stageId)?.stepRate ?? rate(0, 0);
}

function exact({ count, of }: NaiveRate): NaiveFraction | null {
  return of === 0 ? null : fraction(count, of);
}

/** "potential of actual's won / priced won deals; null if none priced". */
function averagePotential({ total }: NaiveFunnel): NaiveFraction | null {
  return over(fractionOf(total.potential.won), fraction(total.pricedWon));
}
