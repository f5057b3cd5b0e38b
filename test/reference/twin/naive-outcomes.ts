import { sumOf } from './exact.ts';
import type { NaiveBook, PricedDeal } from './naive-book.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import type { NaiveDeal, NaiveHistory } from './naive-deal.ts';
import { dealsAsked, type NaiveDealsAsked } from './naive-population.ts';
import { moneyRate, type NaiveMoneyRate, type NaiveRate, rate } from './naive-rate.ts';
import { type NaiveSummary, naiveSummary } from './naive-summary.ts';

interface NaiveWinRate {
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  readonly rate: NaiveRate;
  readonly potentialRate: NaiveMoneyRate;
  readonly wonAmount: string;
  /** Won and lost deals without a price. */
  readonly unpriced: number;
  /** Won deals of which it is not known what they were sold for, in the management currency. */
  readonly unpricedWon: number;
}

/** "`winRate` `{ won, lost, open, rate, potentialRate, wonAmount }`". */
export function naiveWinRate(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  asked: NaiveDealsAsked = {},
): NaiveWinRate {
  const deals = dealsAsked(histories, book, asked);
  const closed = deals.filter(({ status }) => status !== 'open');
  const won = deals.filter(({ status }) => status === 'won');
  return {
    won: won.length,
    lost: closed.length - won.length,
    open: deals.length - closed.length,
    // "`winRate` won / (won + lost)", the other the same in potential
    rate: rate(won.length, closed.length),
    potentialRate: moneyRate(potentialOf(won), potentialOf(closed)),
    wonAmount: sumOf(won.map(({ soldFor }) => soldFor)),
    unpriced: closed.filter(({ price }) => price === null).length,
    unpricedWon: won.filter(({ soldFor }) => soldFor === null).length,
  };
}

interface NaiveDealStatus {
  readonly statuses: readonly {
    readonly status: NaiveDeal['status'];
    readonly deals: NaiveRate;
    readonly potential: NaiveMoneyRate;
    readonly unpriced: number;
  }[];
  readonly total: { readonly deals: number; readonly potential: string; readonly unpriced: number };
}

/** Deals by status, each a share of all, in number and in potential. */
export function naiveDealStatus(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  asked: NaiveDealsAsked = {},
): NaiveDealStatus {
  const all = dealsAsked(histories, book, asked);
  const unpriced = (deals: readonly PricedDeal[]): number =>
    deals.filter(({ price }) => price === null).length;
  return {
    statuses: (['open', 'won', 'lost'] as const).map((status) => {
      const deals = all.filter((deal) => deal.status === status);
      return {
        status,
        deals: rate(deals.length, all.length),
        potential: moneyRate(potentialOf(deals), potentialOf(all)),
        unpriced: unpriced(deals),
      };
    }),
    total: { deals: all.length, potential: potentialOf(all), unpriced: unpriced(all) },
  };
}

interface NaiveSalesCycle {
  readonly won: NaiveSummary;
  readonly lost: NaiveSummary;
  readonly closed: NaiveSummary;
  readonly undated: number;
}

/** "`salesCycle` `{ won, lost, closed }: Summary` (last closing minus opening minus closed intervals)". */
export function naiveSalesCycle(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  asked: NaiveDealsAsked = {},
  clock: NaiveClock = elapsedTime,
): NaiveSalesCycle {
  const closed = dealsAsked(histories, book, asked).filter(({ status }) => status !== 'open');
  // "the opening date is not known; in no duration"
  const dated = closed.filter(({ undated }) => !undated);
  const cycles = (deals: readonly NaiveDeal[]): NaiveSummary =>
    naiveSummary(
      deals.map((deal) => openTimeOf(deal, clock)),
      clock,
    );
  return {
    won: cycles(dated.filter(({ status }) => status === 'won')),
    lost: cycles(dated.filter(({ status }) => status === 'lost')),
    closed: cycles(dated),
    undated: closed.length - dated.length,
  };
}

export function openTimeOf({ openedAt, closedAt, counted }: NaiveDeal, clock: NaiveClock): number {
  const turns = counted.filter(({ event: { type } }) =>
    ['DealWon', 'DealLost', 'DealReopened'].includes(type),
  );
  const closedTime = turns
    .map(({ event, at }, index) =>
      event.type === 'DealReopened' ? clock.between(turns[index - 1]?.at ?? at, at) : 0,
    )
    .reduce((sum, ms) => sum + ms, 0);
  return clock.between(openedAt, closedAt ?? openedAt) - closedTime;
}

function potentialOf(deals: readonly PricedDeal[]): string {
  return sumOf(deals.map(({ price }) => price));
}
