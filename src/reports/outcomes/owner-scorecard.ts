import { bookRows, checkReport, type DealBook, priceSum, withRows } from '../../book/book.ts';
import { salesOf } from '../../book/readers/amounts.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, oneOf, text, wholeNumber } from '../../options.ts';
import { type CountRate, rate } from '../../statistics/rate.ts';
import { compareTextOrNone } from '../../text.ts';
import { type StageHead, stageHead } from '../../timeline/stage-head.ts';
import type { SalesFunnel } from '../funnel/funnel.ts';
import {
  type FunnelPopulation,
  type FunnelPopulationOptions,
  funnelDeals,
  funnelPopulationOptions,
  readFunnelPopulation,
  type StageReportOptions,
} from '../funnel/funnel-deals.ts';
import { type FunnelReading, funnelReadingOptions } from '../funnel/funnel-reading.ts';
import { pipelineRows } from '../funnel/pipeline-population.ts';
import { salesFunnel } from '../funnel/sales-funnel.ts';
import { rowsShown } from '../funnel/shown/shown-wholly.ts';
import { creditedRows } from './credit.ts';
import { ownerList } from './owner-list.ts';
import { type Ranking, ranked } from './ranking.ts';

export interface OwnerScorecardOptions extends FunnelPopulationOptions, FunnelReading {
  readonly pipelineId: string;
  /**
   * To whom a deal goes: to who closed it, or has it while it is open (`closer`, default); to who opened it (`opener`); or
   * each stage of it to who worked there (`stage`), as with `stageOwnerId` of a funnel.
   */
  readonly credit?: 'closer' | 'opener' | 'stage' | undefined;
  /** Owners with fewer deals in a stage have no rank there; default 1. */
  readonly minEntered?: number | undefined;
  /** Owners to list even where they have no deals. */
  readonly owners?: readonly (string | null)[] | undefined;
}

/** The options it takes. */
export const ownerScorecardOptions: OptionsOf<OwnerScorecardOptions> = {
  pipelineId: text,
  ...funnelPopulationOptions,
  ...funnelReadingOptions,
  credit: oneOf('closer', 'opener', 'stage'),
  minEntered: wholeNumber,
  owners: ownerList,
};

type Score = Omit<OwnerScorecard['team'], 'stages'>;
type StageScore = OwnerScorecard['team']['stages'][number];

/** Who is good at what. */
export interface OwnerScorecard extends FunnelPopulation {
  readonly kind: 'ownerScorecard';
  readonly pipelineId: string;
  readonly skips: NonNullable<FunnelReading['skips']>;
  readonly returns: NonNullable<FunnelReading['returns']>;
  readonly minEntered: number;
  /** Absent where it was not asked for. */
  readonly credit?: 'closer' | 'opener' | 'stage';
  readonly asOf: Date | null;
  readonly currency: string;
  /** Whether ranks, ranges, gaps and bests may change yet: deals counted here are still open (`team.open` above 0). */
  readonly provisional: boolean;
  readonly team: {
    readonly deals: number;
    readonly won: number;
    readonly lost: number;
    readonly open: number;
    /** won / (won + lost). */
    readonly winRate: CountRate;
    /** won / deals. */
    readonly totalRate: CountRate;
    /** What the won deals were sold for, each fixed at its win. */
    readonly wonAmount: Money;
    /** Won deals without an amount in the management currency. */
    readonly unpricedWon: number;
    /** How each stage went. */
    readonly stages: readonly {
      readonly stageId: string;
      readonly entered: number;
      /** Of the deals that entered here, those that entered the next stage; for the last stage, those won. */
      readonly stepRate: CountRate;
    }[];
  };
  /** In code-point order; deals without an owner last, under null, with neither rank nor gap. */
  readonly owners: readonly (Omit<OwnerScorecard['team'], 'stages'> & {
    readonly ownerId: string | null;
    /** By win rate, among owners with enough closed deals. */
    readonly rank: number | null;
    /** How a stage went for one owner; without a rate, or with too few deals, there is neither rank nor gap. */
    readonly stages: readonly (OwnerScorecard['team']['stages'][number] & {
      /** 1 for the highest rate; equal rates share a rank, and the next one is as if they did not (1, 1, 3). */
      readonly rank: number | null;
      /** The owner's rate − the team's. */
      readonly gap: number | null;
    })[];
  })[];
  /** The rates of one stage, from owner to owner. */
  readonly stages: readonly (StageHead & {
    readonly team: CountRate;
    /** Among the owners with enough deals. */
    readonly lowest: number | null;
    readonly highest: number | null;
    /** The owners with the highest rate. */
    readonly best: readonly string[];
  })[];
}

/**
 * Who is good at what? Owners against each other and against the team, stage by stage.
 *
 * The deals of `salesFunnel` with the same options; a closed one is its owner's at the closing (`closedBy`), an open one
 * its owner's as of the book, so the owners add up to the team. With `credit: 'opener'` it is its first owner's; with `'stage'`
 * each stage of it is its owner's when the deal left that stage last, or now: the cells of the stages add up to the team's,
 * and a deal is among those of everyone who worked on it. `stepRate` = of the deals that entered the stage, those
 * that entered the next one (last stage: won). Ranks, range and best are among the owners with at least `minEntered`
 * deals in the stage; `rank` of an owner is by win rate, among those with as many closed deals. An owner is listed
 * with at least one deal, and one named in `owners` with none too: zero deals, no rates, no ranks. A deal
 * still open has not gone on from its stage, and is in no win rate: while there are any, ranks are `provisional`, and `open`
 * of each owner says how many. Deals without an owner have a row, and no rank: nobody is good at them.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { owners, stages } = ownerScorecard(book, { pipelineId: 'sales' })
 * owners.map(({ ownerId, rank, stages: [contact] }) => [ownerId, rank, contact?.stepRate.value, contact?.gap]) // => [['kari', 1, 1, 0.25], ['ola', 2, 0.5, -0.25]]
 * stages[0].best // => ['kari']
 * ownerScorecard(book, { pipelineId: 'sales', credit: 'stage' }).owners.map(({ ownerId, deals }) => [ownerId, deals]) // => [['kari', 2], ['ola', 2]]
 * ```
 */
export function ownerScorecard(book: DealBook, options: OwnerScorecardOptions): OwnerScorecard {
  checkReport(book, options, ownerScorecardOptions);
  const { pipelineId, minEntered = 1, skips, returns, credit } = options;
  const population = readFunnelPopulation(book, options);
  const { overlapping, enteredDuring } = population;
  const rows = pipelineRows(book, pipelineId, population);
  const asked = { pipelineId, skips, returns, overlapping, enteredDuring };
  const all = withRows(book, rows);
  const whole = salesFunnel(all, asked);
  const credited = creditedRows(book, rows, pipelineId, credit ?? 'closer');
  const named = new Set(options.owners);
  const funnels = [...new Set([...credited.keys(), ...named])]
    .map((ownerId) => {
      const { rows: theirs, cutGroup } = credited.get(ownerId) ?? { rows: new Int32Array(0) };
      const mine = withRows(book, theirs, cutGroup);
      const own = credit === 'stage' ? { ...asked, stageOwnerId: ownerId } : asked;
      const funnel = salesFunnel(mine, own);
      return { ownerId, funnel, score: scoreOf(mine, own, funnel) };
    })
    .filter(({ ownerId, funnel }) => funnel.total.deals > 0 || named.has(ownerId))
    .sort((a, b) => compareTextOrNone(a.ownerId, b.ownerId));
  const rates = whole.stages.map((stage) => rankedIn(stage.stageId, funnels, minEntered));
  const winRates = ranked(
    funnels.map(({ ownerId, funnel }) => ({ ownerId, rate: funnel.total.winRate })),
    minEntered,
  );
  return {
    kind: 'ownerScorecard',
    pipelineId,
    ...population,
    skips: whole.skips,
    returns: whole.returns,
    minEntered,
    ...(credit === undefined ? {} : { credit }),
    asOf: book.asOf,
    currency: book.currency,
    provisional: whole.total.open > 0,
    team: {
      ...scoreOf(all, asked, whole),
      stages: whole.stages.map(({ stageId, entered, stepRate }) => ({ stageId, entered, stepRate })),
    },
    owners: funnels.map(({ ownerId, funnel, score }) => ({
      ownerId,
      ...score,
      rank: winRates.rankOf.get(ownerId) ?? null,
      stages: whole.stages.map(({ stageId, stepRate: team }, index) => {
        const { entered, stepRate } = cellOf(funnel, stageId);
        const rank = rates[index]?.rankOf.get(ownerId) ?? null;
        const gap = rank === null ? null : Number(stepRate.value) - Number(team.value);
        return { stageId, entered, stepRate, rank, gap };
      }),
    })),
    stages: whole.stages.map((row, index) => {
      const { lowest, highest, best } = rates[index] as Ranking;
      return { ...stageHead(row), team: row.stepRate, lowest, highest, best };
    }),
  };
}

/** What the deals of a book come to, of which the funnel with these options was made. */
function scoreOf(book: DealBook, options: StageReportOptions, { pipelineId, total }: SalesFunnel): Score {
  const { shown } = funnelDeals(book, options);
  const won = rowsWithStatus(book, rowsInPipeline(book, bookRows(book), pipelineId), 'won');
  const { amount, unpriced } = priceSum(
    book,
    salesOf(book),
    shown === null ? won : rowsShown(book, won, shown),
  );
  return {
    deals: total.deals,
    won: total.won,
    lost: total.lost,
    open: total.open,
    winRate: total.winRate,
    totalRate: total.totalRate,
    wonAmount: { amount, currency: book.currency },
    unpricedWon: unpriced,
  };
}

function cellOf(funnel: SalesFunnel, stageId: string): StageScore {
  const row = funnel.stages.find((stage) => stage.stageId === stageId);
  return row ?? { stageId, entered: 0, stepRate: rate(0, 0) };
}

function rankedIn(
  stageId: string,
  owners: readonly { readonly ownerId: string | null; readonly funnel: SalesFunnel }[],
  atLeast: number,
): Ranking {
  return ranked(
    owners.map(({ ownerId, funnel }) => ({ ownerId, rate: cellOf(funnel, stageId).stepRate })),
    atLeast,
  );
}
