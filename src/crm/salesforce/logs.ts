import type { TimeInput } from '../../time/calendar/instant-of.ts';
import { timeIn } from '../tables/cells.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import { type CrmColumn, type CrmReading, type CrmRow, crmRows } from '../tables/crm-row.ts';

/** What the opportunities tell about the rows of the logs. */
export interface SalesforceDeals {
  /** The id as the opportunities have it: reports write 15 letters of it, the API 18. */
  readonly idOf: (id: string) => string;
  readonly isDeleted: (id: string) => boolean;
  readonly currencyOf: (dealId: string) => string | null;
  readonly ownersAreIds: boolean;
}

/** Where the logs have the opportunity. */
export const opportunityId: CrmColumn = ['OpportunityId', 'Opportunity ID', 'Opportunity.Id'];
/** The id of a user, or of a queue. */
export const userId: RegExp = /^00[5G][0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/;

/** The rows of a log, but those of deleted opportunities. */
export function salesforceRows(
  table: string,
  records: readonly CrmRecord[] | undefined,
  { idOf, isDeleted }: SalesforceDeals,
  reading: CrmReading,
): CrmRow[] {
  const rows = crmRows(table, records, opportunityId, reading);
  const own = rows.map((row) => (row.dealId === null ? row : { ...row, dealId: idOf(row.dealId) }));
  return own.filter((row) => row.dealId === null || !isDeleted(row.dealId));
}

const dayAtMidnight = /^(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?(?:Z|\+00:?00)$/;

/** A close date: a day, also where a program wrote it as that day's midnight in UTC. */
export function closeDateIn(row: CrmRow, column: CrmColumn): TimeInput | null {
  const time = timeIn(row, column);
  const [, day] = typeof time === 'string' ? (dayAtMidnight.exec(time) ?? []) : [];
  return day ?? time;
}
