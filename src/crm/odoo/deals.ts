import type { DealRow, OutcomeRow } from '../../import/rows/deal-row.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';
import { textIn } from '../tables/cells.ts';
import { report } from '../tables/crm-row.ts';
import type { Outcome } from '../tables/outcome.ts';
import { leadColumns } from './columns.ts';
import type { OdooKeys, OdooLead } from './leads.ts';
import { dayIn, given, odooFieldsIn, odooMoneyIn, odooTimeIn, relationIn } from './odoo-cells.ts';
import type { OdooOptions } from './tables.ts';

/** What else a deal's row is read by. */
export interface OdooReading {
  readonly keys: OdooKeys;
  readonly options: OdooOptions;
  readonly statusOf: (lead: OdooLead) => Outcome | null;
  /** By deal and status: when the log says that it ended so for the last time. */
  readonly closings: ReadonlyMap<string, TimeInput>;
}

/** A lead as a deal's row. */
export function odooDealRow(lead: OdooLead, reading: OdooReading): DealRow {
  const { row, id, pipelineId, stageId, team, currency, isActive, probability } = lead;
  const { keys, options } = reading;
  const status = reading.statusOf(lead);
  const createdAt = odooTimeIn(row, leadColumns.createdAt, options);
  const convertedAt = options.leads === 'taken' ? null : odooTimeIn(row, leadColumns.convertedAt, options);
  if (status === null && isActive === false) {
    const problem =
      'tells of an archived deal that is neither lost, with 0 % or a reason, nor won: it stays open';
    report(row, leadColumns.active, 'archived', 'taken', problem);
  }
  return {
    ...{ id, stageId, pipelineId, openedAt: convertedAt ?? createdAt },
    ownerId: keys.ownerId(relationIn(row, leadColumns.owner)),
    potential: odooMoneyIn(row, leadColumns.amount, currency, options),
    name: given(row, leadColumns.name, textIn),
    customerId: customerIn(lead),
    channel: relationIn(row, leadColumns.source)?.name ?? null,
    fields: { ...(team === null ? {} : { team: team.name ?? team.id ?? '' }), ...odooFieldsIn(row) },
    ...(status === null
      ? {
          stageEnteredAt: odooTimeIn(row, leadColumns.stageAt, options),
          expectedCloseAt: dayIn(row, leadColumns.expectedAt),
          probability,
        }
      : { outcome: outcomeOf(lead, status, reading) }),
  };
}

/** By which the log's closings are found. */
export function closingKey(dealId: string, status: Outcome): string {
  return `${status} ${dealId}`;
}

function customerIn({ row }: OdooLead): string | null {
  const customer = relationIn(row, leadColumns.customer);
  return customer?.id ?? customer?.name ?? null;
}

function outcomeOf(
  { row, id }: OdooLead,
  status: Outcome,
  { closings, options }: OdooReading,
): OutcomeRow | null {
  const told = closings.get(closingKey(id, status)) ?? odooTimeIn(row, leadColumns.closedAt, options);
  const at =
    told ?? odooTimeIn(row, leadColumns.stageAt, options) ?? odooTimeIn(row, leadColumns.createdAt, options);
  if (at === null) {
    report(
      row,
      leadColumns.closedAt,
      'missing-date',
      'ignored',
      `does not tell when the deal was ${status}: it stays open`,
    );
    return null;
  }
  if (told === null) {
    report(
      row,
      leadColumns.closedAt,
      'missing-date',
      'assumed',
      `does not tell when the deal was ${status}: ${String(at)} is taken`,
    );
  }
  return status === 'won'
    ? { status, at }
    : { status, at, reason: relationIn(row, leadColumns.reason)?.name ?? null };
}
