import { type Amount, type NaiveAverage, sumOf } from './exact.ts';
import { dateOf, type NaiveBook } from './naive-book.ts';
import { type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import { type NaiveHistory, naiveDeals } from './naive-deal.ts';
import { amountOf, amountOrNull, fraction, fractionOf, numberOrNull, over, times } from './naive-fraction.ts';
import { openTimeOf } from './naive-outcomes.ts';
import { isOfPipeline, populationOf } from './naive-population.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import { type NaiveSummary, naiveSummary } from './naive-summary.ts';

interface NaiveSalesVelocity {
  readonly opened: number;
  readonly days: number;
  readonly arrivalsPerDay: number | null;
  readonly winRate: NaiveRate;
  readonly averageWonAmount: NaiveAverage | null;
  readonly perDay: Amount;
  readonly cycle: NaiveSummary;
  readonly openByLittle: number | null;
  readonly open: number;
  readonly unpricedWon: number;
}

/** "velocity = arrivals per day x win probability x average won amount, a Money per day, null if a factor is missing." */
export function naiveSalesVelocity(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: {
    readonly during: NaivePeriodInput;
    readonly pipelineId?: string;
    readonly clock?: NaiveClock;
  },
): NaiveSalesVelocity {
  const { during, pipelineId, clock = elapsedTime } = options;
  const all = [...histories];
  const { start, end } = periodOf(during, book);
  const opened = populationOf(all, book, { openedDuring: during }).filter(isOfPipeline(pipelineId));
  const closed = populationOf(all, book, { closedDuring: during }).filter(isOfPipeline(pipelineId));
  const won = closed.filter(({ status }) => status === 'won');
  const sold = won.flatMap(({ soldFor }) => soldFor ?? []);

  const length = fraction(clock.between(start, end), clock.msPerDay);
  const arrivals = over(fraction(opened.length), length);
  const average = over(fractionOf(sumOf(sold)), fraction(sold.length));
  const chance = over(fraction(won.length), fraction(closed.length));
  const cycle = naiveSummary(
    closed.filter(({ undated }) => !undated).map((deal) => openTimeOf(deal, clock)),
    clock,
  );
  const arrivalsPerDay = numberOrNull(arrivals);
  return {
    opened: opened.length,
    days: clock.between(start, end) / clock.msPerDay,
    arrivalsPerDay,
    winRate: rate(won.length, closed.length),
    averageWonAmount: average && { total: sumOf(sold), count: sold.length, value: amountOf(average) },
    perDay: amountOrNull(arrivals && chance && average && times(arrivals, chance, average)),
    cycle,
    openByLittle: arrivalsPerDay === null || cycle.mean === null ? null : arrivalsPerDay * cycle.mean,
    open: openJustBefore(end),
    unpricedWon: won.length - sold.length,
  };

  /**
   * "open = deals open at the end": "a report over a period from snapshots […] ends just before `end`"; a deal deleted
   * since is "in no report after it".
   */
  function openJustBefore(end: Date): number {
    const asOf = dateOf(all, book);
    if (asOf === null) return 0;
    const there = naiveDeals(all, book).map(({ id }) => id);
    const then = new Date(Math.min(asOf.getTime(), end.getTime() - 1));
    return naiveDeals(all, { ...book, asOf: then })
      .filter(isOfPipeline(pipelineId))
      .filter(({ id, status }) => status === 'open' && there.includes(id)).length;
  }
}
