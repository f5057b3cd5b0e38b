import { nullLast } from './code-points.ts';
import { sumOf } from './exact.ts';
import { dateOf, headOfStage, type NaiveBook, type NaiveHead, pipelineOf } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { type NaiveFunnel, naiveFunnel } from './naive-funnel.ts';
import { endingIn, type NaivePopulation, ownerOf, populationIn } from './naive-population.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import type { NaiveReadingOptions } from './naive-reading.ts';

interface NaiveTeamCell {
  readonly stageId: string;
  readonly entered: number;
  readonly stepRate: NaiveRate;
}

interface NaiveScore<C> {
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  readonly winRate: NaiveRate;
  readonly totalRate: NaiveRate;
  readonly wonAmount: string;
  readonly unpricedWon: number;
  readonly stages: readonly C[];
}

interface NaiveOwnerCell extends NaiveTeamCell {
  readonly rank: number | null;
  readonly gap: number | null;
}

interface NaiveOwnerScorecard {
  readonly team: NaiveScore<NaiveTeamCell>;
  readonly owners: readonly (NaiveScore<NaiveOwnerCell> & {
    readonly ownerId: string | null;
    readonly rank: number | null;
  })[];
  readonly stages: readonly (NaiveHead & {
    readonly team: NaiveRate;
    readonly lowest: number | null;
    readonly highest: number | null;
    readonly best: readonly string[];
  })[];
}

/** "owner x stage, `stepRate` of `salesFunnel` of that owner's deals." */
export function naiveOwnerScorecard(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaivePopulation &
    NaiveReadingOptions & { readonly pipelineId: string; readonly minEntered?: number },
): NaiveOwnerScorecard {
  const { minEntered = 1, ...asked } = options;
  const all = [...histories];
  const asOf = dateOf(all, book);
  const dated = asOf === null ? book : { ...book, asOf };
  const deals = populationIn(asked.pipelineId, all, book, asked);
  const ids = [...new Set(deals.map(ownerOf))].toSorted(nullLast);
  const rows = naiveFunnel(all, book, asked).stages;

  function scoreOf(isTheirs: (ownerId: string | null) => boolean): NaiveScore<NaiveTeamCell> {
    const own = deals.filter((deal) => isTheirs(ownerOf(deal)));
    const chosen = all.filter((history) => own.some(({ id }) => id === history[0]?.dealId));
    const { total, stages }: NaiveFunnel = naiveFunnel(chosen, dated, asked);
    const won = own.filter((deal) => endingIn(deal, asked.pipelineId) === 'won');
    return {
      deals: total.deals,
      won: total.won,
      lost: total.lost,
      open: total.open,
      winRate: total.winRate,
      totalRate: total.totalRate,
      wonAmount: sumOf(won.map(({ soldFor }) => soldFor)),
      unpricedWon: won.filter(({ soldFor }) => soldFor === null).length,
      stages: rows.map(({ stageId }) => {
        const row = stages.find((other) => other.stageId === stageId);
        return { stageId, entered: row?.entered ?? 0, stepRate: row?.stepRate ?? rate(0, 0) };
      }),
    };
  }

  const team = scoreOf(() => true);
  const scores = ids.map((ownerId) => ({ ownerId, ...scoreOf((id) => id === ownerId) }));
  // Deals without an owner have a row, but neither rank nor gap.
  const owned = scores.filter(({ ownerId }) => ownerId !== null);
  const stepRatesAt = (index: number): NaiveRate[] =>
    owned.map(({ stages }) => stages[index]?.stepRate ?? rate(0, 0));
  const winRates = owned.map(({ winRate }) => winRate);
  return {
    team,
    owners: scores.map((score) => ({
      ...score,
      rank: score.ownerId === null ? null : rankOf(score.winRate, winRates, minEntered),
      stages: score.stages.map((cell, index) => ({
        ...cell,
        rank: score.ownerId === null ? null : rankOf(cell.stepRate, stepRatesAt(index), minEntered),
        gap: score.ownerId === null ? null : gapOf(cell.stepRate, team.stages[index]?.stepRate, minEntered),
      })),
    })),
    stages: rows.map(({ stageId }, index) => {
      const rates = stepRatesAt(index);
      const values = rates.filter(isRanked(minEntered)).map(({ value }) => value ?? 0);
      return {
        ...headOfStage(pipelineOf(book, asked.pipelineId), stageId),
        team: team.stages[index]?.stepRate ?? rate(0, 0),
        lowest: values.length === 0 ? null : Math.min(...values),
        highest: values.length === 0 ? null : Math.max(...values),
        best: ids
          .filter((id) => id !== null)
          .filter((_, owner) => rankOf(rates[owner] ?? rate(0, 0), rates, minEntered) === 1),
      };
    }),
  };
}

/** "owners with entered >= minEntered"; of nothing there is no rate. */
function isRanked(least: number): (rate: NaiveRate) => boolean {
  return ({ of }) => of > 0 && of >= least;
}

/** "rank 1 = highest stepRate […] (equal rates share the rank; competition ranking 1,1,3)". */
function rankOf(own: NaiveRate, all: readonly NaiveRate[], least: number): number | null {
  if (!isRanked(least)(own)) return null;
  const better = all.filter(isRanked(least)).filter((other) => other.count * own.of > own.count * other.of);
  return better.length + 1;
}

/** "gap = own value - team's value", "the plain difference of the two doubles". */
function gapOf(own: NaiveRate, team: NaiveRate | undefined, least: number): number | null {
  if (!isRanked(least)(own) || own.value === null) return null;
  return own.value - (team?.value ?? Number.NaN);
}
