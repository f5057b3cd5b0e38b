import type { Amount } from './exact.ts';
import { type NaiveBook, pipelineOf, stagesOnTheWay } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  amountOrNull,
  compareFractions,
  exactOrNull,
  fraction,
  fractionOf,
  minus,
  type NaiveExact,
  type NaiveFraction,
  over,
  times,
} from './naive-fraction.ts';
import { type NaiveOwnerScorecardOptions, naiveOwnerScorecard } from './naive-owner-scorecard.ts';
import type { NaiveRate } from './naive-rate.ts';

interface NaiveAsBest {
  readonly entered: number;
  readonly won: number;
  readonly wins: NaiveExact | null;
  readonly moreWins: NaiveExact | null;
  readonly moreSold: Amount;
}

interface NaiveAllAsBest {
  readonly provisional: boolean;
  readonly stages: readonly {
    readonly stageId: string;
    readonly team: NaiveRate;
    readonly best: NaiveRate | null;
    readonly owners: readonly string[];
  }[];
  readonly owners: readonly (NaiveAsBest & { readonly ownerId: string | null })[];
  readonly total: NaiveAsBest;
}

/** What every owner would have won at the best rate of all owners in each stage that deals go through. */
export function naiveAllAsBest(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveOwnerScorecardOptions,
): NaiveAllAsBest {
  const { team, owners } = naiveOwnerScorecard(histories, book, options);
  const { minEntered = 1, pipelineId } = options;
  const onTheWay = stagesOnTheWay(pipelineOf(book, pipelineId));

  const stages = onTheWay.map((stageId) => {
    // Who has enough deals there, and is somebody.
    const able = owners.flatMap(({ ownerId, stages: cells }) => {
      const rate = cells.find((cell) => cell.stageId === stageId)?.stepRate;
      const isRanked = rate !== undefined && rate.of > 0 && rate.of >= minEntered;
      return ownerId === null || !isRanked ? [] : [{ ownerId, rate, exact: fraction(rate.count, rate.of) }];
    });
    const best = able.filter(({ exact }) => able.every((other) => compareFractions(other.exact, exact) <= 0));
    return {
      stageId,
      team: team.stages.find((cell) => cell.stageId === stageId)?.stepRate as NaiveRate,
      best: best[0]?.rate ?? null,
      owners: best.map(({ ownerId }) => ownerId),
    };
  });
  const bests = stages.flatMap(({ best }) => (best === null ? [] : [fraction(best.count, best.of)]));
  const chance = stages.length > 0 && bests.length === stages.length ? times(...bests) : null;
  const mean = over(fractionOf(team.wonAmount), fraction(team.won - team.unpricedWon));

  function asBest({ won, stages: cells }: Pick<typeof team, 'won' | 'stages'>): NaiveAsBest {
    const entered = cells.find(({ stageId }) => stageId === onTheWay[0])?.entered ?? 0;
    const wins: NaiveFraction | null = chance && times(fraction(entered), chance);
    const more = wins && minus(wins, fraction(won));
    return {
      entered,
      won,
      wins: exactOrNull(wins),
      moreWins: exactOrNull(more),
      moreSold: amountOrNull(more && mean && times(more, mean)),
    };
  }

  return {
    provisional: team.open > 0,
    stages,
    owners: owners.map(({ ownerId, ...score }) => ({ ownerId, ...asBest(score) })),
    total: asBest(team),
  };
}
