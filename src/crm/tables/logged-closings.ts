import type { ChangeRow } from '../../import/rows/change-row.ts';
import type { DealRow } from '../../import/rows/deal-row.ts';
import { isDayText, readTime, type TimeInput } from '../../time/calendar/instant-of.ts';

const aMinute = 60_000;

/**
 * Deals whose outcome is dated as their log dates it. A CRM stamps the two apart from each other, within a minute: a
 * difference that means nothing, and would be pointed out for each deal.
 */
export function withLoggedClosings(
  dealRows: readonly DealRow[],
  changeRows: readonly ChangeRow[],
  outcomeOf: (stageId: string) => 'won' | 'lost' | null,
): DealRow[] {
  const closings = new Map<string, ChangeRow[]>();
  for (const change of changeRows) {
    if (statusOf(change) === null) continue;
    const known = closings.get(change.dealId);
    if (known === undefined) closings.set(change.dealId, [change]);
    else known.push(change);
  }
  return dealRows.map((row) => {
    const { outcome } = row;
    if (!outcome || isDayText(outcome.at)) return row;
    const at = instantOfTime(outcome.at);
    const same = closings
      .get(row.id)
      ?.find(
        (change) => statusOf(change) === outcome.status && Math.abs(instantOfTime(change.at) - at) <= aMinute,
      );
    return same === undefined ? row : { ...row, outcome: { ...outcome, at: same.at } };
  });

  function statusOf({ stageId, outcome }: ChangeRow): 'won' | 'lost' | null {
    return outcome?.status ?? (typeof stageId === 'string' ? outcomeOf(stageId) : null);
  }
}

/** Comparable with the others of a deal: local times are all in one zone. */
function instantOfTime(time: TimeInput): number {
  return readTime(time, 'UTC', 'time');
}
