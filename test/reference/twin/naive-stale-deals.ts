import type { DealEvent } from '../../../src/deal/event.ts';
import { compareCodePoints } from './code-points.ts';
import type { Amount } from './exact.ts';
import {
  dateOf,
  headOfStage,
  type NaiveBook,
  type NaiveHead,
  type PricedDeal,
  pipelineOf,
  pricedDeals,
} from './naive-book.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import { keptEvents, type NaiveHistory } from './naive-deal.ts';
import { isOfPipeline } from './naive-population.ts';

interface NaiveStaleDeals {
  readonly open: number;
  readonly withoutLimit: number;
  readonly undated: number;
  readonly deals: readonly (NaiveHead & {
    readonly dealId: string;
    readonly ownerId: string | null;
    readonly days: number;
    readonly limit: number;
    readonly over: number;
    readonly potential: Amount;
  })[];
}

/** "open deals that have been in their stage (or without anything recorded) for more days than the stage's `staleAfterDays`". */
export function naiveStaleDeals(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: {
    readonly pipelineId: string;
    readonly asOf?: Date;
    readonly since?: 'stage' | 'activity';
    readonly clock?: NaiveClock;
  },
): NaiveStaleDeals {
  const { pipelineId, since = 'stage', clock = elapsedTime } = options;
  const all = [...histories];
  const asOf = options.asOf ?? dateOf(all, book) ?? new Date(0);
  const { stages } = pipelineOf(book, pipelineId);
  const keptOf = ({ id }: PricedDeal): DealEvent[] =>
    keptEvents(all.find(([opening]) => opening?.dealId === id) ?? [], { ...book, asOf });
  const open = (dateOf(all, book) === null ? [] : pricedDeals(all, { ...book, asOf }))
    .filter(isOfPipeline(pipelineId))
    .filter(({ status }) => status === 'open');

  const limited = open.flatMap((deal) => {
    const limit = stages.find(({ id }) => id === deal.stageId)?.staleAfterDays;
    return limit === undefined ? [] : [{ deal, limit }];
  });
  const dated = limited.flatMap(({ deal, limit }) => {
    const from = since === 'stage' ? inStageSince(deal) : activeAt(deal, keptOf(deal), asOf);
    return from === null ? [] : [{ deal, limit, days: clock.between(from, asOf) / clock.msPerDay }];
  });
  return {
    open: open.length,
    withoutLimit: open.length - limited.length,
    undated: limited.length - dated.length,
    deals: dated
      .filter(({ days, limit }) => days > limit)
      .map(({ deal, limit, days }) => ({
        dealId: deal.id,
        ownerId: deal.ownerId,
        ...headOfStage(pipelineOf(book, pipelineId), deal.stageId ?? ''),
        days,
        limit,
        over: days - limit,
        potential: deal.price,
      }))
      // "most days over first, then id"
      .toSorted((a, b) => b.over - a.over || compareCodePoints(a.dealId, b.dealId)),
  };
}

/** Null: it is not known since when. */
function inStageSince(deal: PricedDeal): Date | null {
  const stay = deal.stays.find(({ leftAt }) => leftAt === null);
  return stay === undefined || stay.undated ? null : stay.enteredAt;
}

/**
 * "the latest instant of anything recorded", whether it counts or not; "an interaction counts at its own `at` where that is
 * not after asOf, else when it was linked"; null: "the latest activity is at the instant of an opening on an unknown date".
 */
function activeAt({ undated, openedAt }: PricedDeal, kept: readonly DealEvent[], asOf: Date): Date | null {
  let latest = openedAt;
  for (const event of kept) {
    const { at } = event;
    const own = event.type === 'InteractionLinked' ? event.interaction.at : at;
    const instant = own.getTime() <= asOf.getTime() ? own : at;
    if (instant.getTime() > latest.getTime()) latest = instant;
  }
  return undated && latest.getTime() === openedAt.getTime() ? null : latest;
}
