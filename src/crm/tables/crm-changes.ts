import type { ChangeRow } from '../../import/rows/change-row.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';
import { timeIn } from './cells.ts';
import type { CrmProblem } from './crm-export.ts';
import { type CrmColumn, type CrmRow, cellIn, report } from './crm-row.ts';

/** What a row of a log tells beside its deal and its date. */
export type Changes = Omit<ChangeRow, 'dealId' | 'at'>;

/** Where a log has the deal and the date, and how its dates are read. */
export interface LogColumns {
  readonly dealId: CrmColumn;
  readonly at: CrmColumn;
  readonly readTime?: (row: CrmRow, column: CrmColumn, effect: CrmProblem['effect']) => TimeInput | null;
}

/** The changes of the rows of a log; a row without a deal or a date tells none, which is a problem. */
export function changeRowsOf(
  rows: readonly CrmRow[],
  { dealId, at, readTime = timeIn }: LogColumns,
  changesOf: (row: CrmRow, dealId: string) => Changes | undefined,
): ChangeRow[] {
  return rows.flatMap((row) => {
    if (row.dealId === null) {
      report(row, dealId, 'missing-id', 'left-out', 'names no deal');
      return [];
    }
    if (cellIn(row, at) === null) {
      report(row, at, 'missing-date', 'left-out', 'does not say when');
      return [];
    }
    const time = readTime(row, at, 'left-out');
    const changes = time === null ? undefined : changesOf(row, row.dealId);
    return time === null || changes === undefined ? [] : [{ dealId: row.dealId, at: time, ...changes }];
  });
}
