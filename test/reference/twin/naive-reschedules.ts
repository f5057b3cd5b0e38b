import { nullLast } from './code-points.ts';
import type { NaiveBook } from './naive-book.ts';
import { isIn, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import { type NaiveDeal, type NaiveHistory, naiveDeals } from './naive-deal.ts';
import { isOfPipeline } from './naive-population.ts';
import { type NaiveSummary, naiveSummary } from './naive-summary.ts';

interface NaiveChanges {
  readonly changes: number;
  readonly pushed: number;
  readonly pulled: number;
  readonly set: number;
  readonly cleared: number;
}

interface NaiveReschedules extends NaiveChanges {
  readonly deals: number;
  readonly days: NaiveSummary;
  readonly owners: readonly (NaiveChanges & { readonly ownerId: string | null })[];
}

interface Change {
  readonly dealId: string;
  readonly ownerId: string | null;
  readonly at: Date;
  readonly from: Date | null;
  readonly to: Date | null;
}

/**
 * "every change of the expected close recorded in the period (also those out and back)", "a change to the same date (or
 * from none to none) is in `changes` only".
 */
export function naiveReschedules(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: { readonly during: NaivePeriodInput; readonly pipelineId?: string },
): NaiveReschedules {
  const during = periodOf(options.during, book);
  const changes = naiveDeals(histories, book)
    .filter(isOfPipeline(options.pipelineId))
    .flatMap(changesOf)
    .filter(({ at }) => isIn(at, during));
  const owners = [...new Set(changes.map(({ ownerId }) => ownerId))].toSorted(nullLast);
  return {
    ...counted(changes),
    deals: new Set(changes.map(({ dealId }) => dealId)).size,
    days: naiveSummary(
      changes.flatMap(({ from, to }) =>
        from && to && from.getTime() !== to.getTime() ? [to.getTime() - from.getTime()] : [],
      ),
    ),
    owners: owners.map((ownerId) => ({
      ownerId,
      ...counted(changes.filter((change) => change.ownerId === ownerId)),
    })),
  };
}

function changesOf({ id, counted }: NaiveDeal): Change[] {
  const changes: Change[] = [];
  let ownerId: string | null = null;
  let expected: Date | null = null;
  for (const { event, at } of counted) {
    if (event.type === 'DealOpened' || event.type === 'DealReassigned') ownerId = event.ownerId;
    if (event.type === 'DealOpened') expected = event.expectedCloseAt ?? null;
    if (event.type === 'DealRescheduled') {
      const from: Date | null = expected;
      const to = event.expectedCloseAt;
      changes.push({ dealId: id, ownerId, at, from, to });
      expected = to;
    }
  }
  return changes;
}

function counted(changes: readonly Change[]): NaiveChanges {
  return {
    changes: changes.length,
    pushed: changes.filter(({ from, to }) => from && to && to > from).length,
    pulled: changes.filter(({ from, to }) => from && to && to < from).length,
    set: changes.filter(({ from, to }) => from === null && to !== null).length,
    cleared: changes.filter(({ from, to }) => from !== null && to === null).length,
  };
}
