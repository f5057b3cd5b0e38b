import type { DealEvent } from '../../../src/deal/event.ts';
import { nullLast } from './code-points.ts';
import { sumOf } from './exact.ts';
import { dateOf, headOfStage, type NaiveBook, type NaiveHead, pipelineOf } from './naive-book.ts';
import type { NaiveDeal, NaiveHistory } from './naive-deal.ts';
import { type NaiveFunnel, naiveDealsIn, naiveFunnel } from './naive-funnel.ts';
import { ownerOf, populationIn } from './naive-population.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import type { NaiveFunnelOptions } from './naive-shown.ts';

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
  /** Whether a deal of the report is open yet. */
  readonly provisional: boolean;
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

export type NaiveOwnerScorecardOptions = Omit<
  NaiveFunnelOptions,
  'stageOwnerId' | 'strict' | 'within' | 'potentialAt' | 'clock'
> & {
  readonly minEntered?: number;
  readonly credit?: 'closer' | 'opener' | 'stage';
  readonly owners?: readonly (string | null)[];
};

/**
 * "owner x stage, `stepRate` of `salesFunnel` of that owner's deals"; "`credit: 'closer'` (default) `| 'opener' | 'stage'`":
 * of the deals that an owner opened, or of the stages that were that owner's.
 */
export function naiveOwnerScorecard(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveOwnerScorecardOptions,
): NaiveOwnerScorecard {
  const { minEntered = 1, credit = 'closer', owners: named = [], ...asked } = options;
  const all = [...histories];
  const asOf = dateOf(all, book);
  const dated = asOf === null ? book : { ...book, asOf };
  const deals = populationIn(asked.pipelineId, all, book, asked);
  const whose = credit === 'opener' ? ({ openedBy }: NaiveDeal) => openedBy : ownerOf;
  const inStages = deals.flatMap(({ counted }) => counted).flatMap(({ event }) => ownersIn(event));
  const candidates = credit === 'stage' ? inStages : deals.map(whose);
  const rows = naiveFunnel(all, book, asked).stages;

  function scoreOf(
    isTheirs: (deal: NaiveDeal) => boolean,
    own: Partial<NaiveFunnelOptions> = {},
  ): NaiveScore<NaiveTeamCell> {
    const theirs = deals.filter(isTheirs).map(({ id }) => id);
    const chosen = all.filter((history) => theirs.includes(history[0]?.dealId ?? ''));
    const { total, stages }: NaiveFunnel = naiveFunnel(chosen, dated, { ...asked, ...own });
    const shown = naiveDealsIn(chosen, dated, { ...asked, ...own })({ cell: 'won' });
    const won = deals.filter(({ id }) => shown.includes(id));
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
  const scores = [...new Set([...candidates, ...named])]
    .toSorted(nullLast)
    .map((ownerId) => ({
      ownerId,
      ...(credit === 'stage'
        ? scoreOf(() => true, { stageOwnerId: ownerId })
        : scoreOf((deal) => whose(deal) === ownerId)),
    }))
    .filter(({ ownerId, deals: count }) => count > 0 || named.includes(ownerId));
  // Deals without an owner have a row, but neither rank nor gap.
  const owned = scores.filter(({ ownerId }) => ownerId !== null);
  const stepRatesAt = (index: number): NaiveRate[] =>
    owned.map(({ stages }) => stages[index]?.stepRate ?? rate(0, 0));
  const winRates = owned.map(({ winRate }) => winRate);
  return {
    provisional: naiveDealsIn(all, book, asked)({ cell: 'open' }).length > 0,
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
        best: owned
          .flatMap(({ ownerId }) => ownerId ?? [])
          .filter((_, owner) => rankOf(rates[owner] ?? rate(0, 0), rates, minEntered) === 1),
      };
    }),
  };
}

function ownersIn(event: DealEvent): (string | null)[] {
  return event.type === 'DealOpened' || event.type === 'DealReassigned' ? [event.ownerId] : [];
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
