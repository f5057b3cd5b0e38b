import { compareCodePoints } from './code-points.ts';
import { compareAmounts } from './exact.ts';
import { dateOf, type NaiveBook, type PricedDeal } from './naive-book.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { dealsAsked, type NaiveDealsAsked } from './naive-population.ts';

/** What lists are sorted by in these comparisons. */
export type NaiveSort = 'id' | 'name' | 'potential' | 'age' | 'daysInStage' | 'expectedCloseAt' | 'status';

export interface NaiveListOptions extends NaiveDealsAsked {
  readonly sort?: { readonly by: NaiveSort; readonly order: 'ascending' | 'descending' };
  readonly after?: string;
  readonly limit?: number;
  readonly asOf?: Date;
  readonly clock?: NaiveClock;
}

/** "the deals behind any book or figure": sorted by a field, missing values last, ties by id, in pages. */
export function naiveDealList(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveListOptions,
): object {
  const { sort, after, limit, asOf: date, clock = elapsedTime, ...asked } = options;
  const all = [...histories];
  const asOf = dateOf(all, book) === null ? null : (date ?? dateOf(all, book));
  const deals = asOf === null ? [] : dealsAsked(all, { ...book, asOf }, asked);
  const { by, order } = sort ?? { by: 'id', order: 'ascending' };
  const lines = deals
    .map((deal) => lineOf(deal, book, asOf ?? new Date(0), clock))
    .map((line) => ({ line, value: by === 'id' ? line.dealId : line[by] }))
    .toSorted((a, b) => {
      if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
      const sign = order === 'descending' ? -1 : 1;
      return (
        sign * (a.value === null ? 0 : compared(by, a.value, b.value as NonNullable<typeof b.value>)) ||
        compareCodePoints(a.line.dealId, b.line.dealId)
      );
    })
    .map(({ line }) => line);
  const first = after === undefined ? 0 : lines.findIndex(({ dealId }) => dealId === after) + 1;
  const rows = lines.slice(first, limit === undefined ? undefined : first + limit);
  return {
    sort: { by, order },
    deals: deals.length,
    rows,
    next: first + rows.length < lines.length ? rows.at(-1)?.dealId : null,
  };
}

function compared(by: NaiveSort, a: string | number | Date, b: string | number | Date): number {
  if (by === 'potential') return compareAmounts(String(a), String(b));
  if (typeof a === 'string') return compareCodePoints(a, String(b));
  return Number(a) - Number(b);
}

function lineOf(deal: PricedDeal, { pipelines }: NaiveBook, asOf: Date, clock: NaiveClock) {
  const end = deal.closedAt ?? asOf;
  const stay = deal.stageId === null ? undefined : deal.stays.at(-1);
  const daysFrom = (start: Date): number => clock.between(start, end) / clock.msPerDay;
  const stages = pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? [];
  return {
    dealId: deal.id,
    name: deal.name,
    ownerId: deal.ownerId,
    customerId: deal.customerId,
    pipelineId: deal.pipelineId,
    stageId: deal.stageId,
    stageName: stages.find(({ id }) => id === deal.stageId)?.name ?? deal.stageId,
    status: deal.status,
    potential: deal.price,
    potentialAsEntered: deal.potential,
    wonAmount: deal.soldFor,
    openedAt: deal.undated ? null : deal.openedAt,
    closedAt: deal.closedAt,
    expectedCloseAt: deal.expectedCloseAt,
    age: deal.undated ? null : daysFrom(deal.openedAt),
    daysInStage: stay === undefined || stay.undated ? null : daysFrom(stay.enteredAt),
  };
}
