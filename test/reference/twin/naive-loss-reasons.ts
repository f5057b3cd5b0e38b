import { compareCodePoints, nullLast } from './code-points.ts';
import { compareAmounts, sumOf } from './exact.ts';
import { type NaiveBook, orderOfStages, type PricedDeal, pipelineOf } from './naive-book.ts';
import type { NaiveDeal, NaiveHistory } from './naive-deal.ts';
import { isOfPipeline, type NaivePopulation, ownerOf, populationOf } from './naive-population.ts';
import { moneyRate, type NaiveMoneyRate, type NaiveRate, rate } from './naive-rate.ts';

interface NaiveLost {
  readonly lost: number;
  readonly potential: string;
}

interface NaivePlace {
  readonly pipelineId: string;
  readonly stageId: string | null;
}

interface NaiveLossReasons extends NaiveLost {
  readonly unpriced: number;
  readonly reasons: readonly {
    readonly reason: string | null;
    readonly lost: NaiveRate;
    readonly alsoNamed: number;
    readonly potential: NaiveMoneyRate;
    readonly unpriced: number;
    readonly competitors: readonly { readonly competitorId: string; readonly lost: number }[];
    readonly stages: readonly (NaivePlace & NaiveLost)[];
    readonly owners: readonly ({ readonly ownerId: string | null } & NaiveLost)[];
    readonly customers: readonly ({ readonly customerId: string | null } & NaiveLost)[];
  }[];
  /** "the `top` owner-and-stage pairs over all reasons". */
  readonly worst: readonly ({ readonly ownerId: string | null } & NaivePlace & NaiveLost)[];
}

/** Why deals were lost: by reason, and of each reason by stage, owner, client and competitor. */
export function naiveLossReasons(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaivePopulation & { readonly pipelineId?: string; readonly top?: number },
): NaiveLossReasons {
  const { pipelineId, top = 10, ...population } = options;
  const lost = populationOf(histories, book, population)
    .filter(isOfPipeline(pipelineId))
    .filter(({ status }) => status === 'lost');

  const reasonOf = (reason: string | null): NaiveLossReasons['reasons'][number] => {
    const deals = lost.filter((deal) => deal.lossReason === reason);
    return {
      reason,
      lost: rate(deals.length, lost.length),
      alsoNamed: lost.filter((deal) => deal.lossReason !== reason && namesBeside(deal, reason)).length,
      potential: moneyRate(lostIn(deals).potential, lostIn(lost).potential),
      unpriced: unpricedIn(deals),
      competitors: distinct(deals.map(competitorOf))
        .filter((competitorId) => competitorId !== null)
        .map((competitorId) => ({
          competitorId,
          lost: deals.filter((deal) => competitorOf(deal) === competitorId).length,
        })),
      stages: placesOf(deals).map((place) => ({ ...place, ...lostIn(deals.filter(isAt(place))) })),
      owners: distinct(deals.map(ownerOf)).map((ownerId) => ({
        ownerId,
        ...lostIn(deals.filter((deal) => ownerOf(deal) === ownerId)),
      })),
      customers: distinct(deals.map(({ customerId }) => customerId)).map((customerId) => ({
        customerId,
        ...lostIn(deals.filter((deal) => deal.customerId === customerId)),
      })),
    };
  };

  /** "(by pipelineId code point, then stage order: unmapped last)". */
  function placesOf(deals: readonly NaiveDeal[]): NaivePlace[] {
    return distinct(deals.map((deal) => deal.pipelineId)).flatMap((pipelineId) => {
      const stages = deals.filter((deal) => deal.pipelineId === pipelineId).map(({ stageId }) => stageId);
      const named = stages.filter((stageId) => stageId !== null);
      const order = orderOfStages(pipelineOf(book, pipelineId), named);
      return [...order, null].filter((id) => stages.includes(id)).map((stageId) => ({ pipelineId, stageId }));
    });
  }

  const pairs = distinct(lost.map(ownerOf)).flatMap((ownerId) => {
    const theirs = lost.filter((deal) => ownerOf(deal) === ownerId);
    return placesOf(theirs).map((place) => ({ ownerId, ...place, ...lostIn(theirs.filter(isAt(place))) }));
  });
  return {
    ...lostIn(lost),
    unpriced: unpricedIn(lost),
    reasons: distinct(lost.flatMap(({ lossReason, otherReasons }) => [lossReason, ...otherReasons])).map(
      reasonOf,
    ),
    // "most lost first, then greatest potential, then ownerId, pipelineId, stageId", stages in the order they are in
    worst: pairs
      .toSorted(
        (a, b) =>
          b.lost - a.lost ||
          compareAmounts(b.potential, a.potential) ||
          nullLast(a.ownerId, b.ownerId) ||
          compareCodePoints(a.pipelineId, b.pipelineId),
      )
      .slice(0, top),
  };
}

function namesBeside({ otherReasons }: NaiveDeal, reason: string | null): boolean {
  return reason !== null && otherReasons.includes(reason);
}

/** Who won what was lost: the one whom the loss named, or the latest explanation that named one. */
export function competitorOf({ counted }: NaiveDeal): string | null {
  let named: string | null = null;
  for (const { event } of counted) {
    if (event.type === 'DealLost') named = event.competitorId ?? null;
    if (event.type === 'LossExplained') named = event.competitorId ?? named;
  }
  return named;
}

function lostIn(deals: readonly PricedDeal[]): NaiveLost {
  return { lost: deals.length, potential: sumOf(deals.map(({ price }) => price)) };
}

function unpricedIn(deals: readonly PricedDeal[]): number {
  return deals.filter(({ price }) => price === null).length;
}

function isAt({ pipelineId, stageId }: NaivePlace): (deal: NaiveDeal) => boolean {
  return (deal) => deal.pipelineId === pipelineId && deal.stageId === stageId;
}

/** "code-point order (ids, texts), a missing value (null) last". */
function distinct<T extends string | null>(values: readonly T[]): T[] {
  return [...new Set(values)].toSorted(nullLast);
}
