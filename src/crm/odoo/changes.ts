import type { ChangedFacts, ChangeRow } from '../../import/rows/change-row.ts';
import { numberIn } from '../tables/cells.ts';
import { type CrmColumn, type CrmReading, type CrmRow, crmRows } from '../tables/crm-row.ts';
import type { OdooKeys } from './leads.ts';
import { messageFinder, type OdooMessage } from './messages.ts';
import { given } from './odoo-cells.ts';
import type { OdooOptions, OdooTables } from './tables.ts';
import { type OdooField, trackedField, trackedValue } from './tracking.ts';

const idColumn: CrmColumn = ['.id', 'id', 'ID'];

/** What else the log is read by. */
export interface OdooLogReading {
  readonly keys: OdooKeys;
  readonly options: OdooOptions;
  readonly currencyOf: (dealId: string) => string | null;
  /** The stage that a deal stands in now. */
  readonly stageOf: (dealId: string) => string | null;
  /** Leads that are no deals: the log tells of them too. */
  readonly leftOut: ReadonlySet<string>;
  /** Deals that are archived without being lost: that tells nothing of them. */
  readonly archived: ReadonlySet<string>;
}

/** The values of one message. */
interface Logged {
  readonly message: OdooMessage;
  readonly place: number;
  now: ChangedFacts;
  from: ChangedFacts;
  isActive?: boolean;
  reason: string | null;
}

/** The changes that the log tells, one a message, in the order in which they were logged. */
export function odooChanges(tables: OdooTables, log: OdooLogReading, reading: CrmReading): ChangeRow[] {
  const rows = crmRows('tracking', tables.tracking, null, reading);
  const messageOf = messageFinder(tables, log.options, reading);
  const logged = new Map<string, Logged>();
  let fields = 0;
  for (const row of rows) {
    const field = trackedField(row);
    if (field === undefined) continue;
    fields += 1;
    const message = messageOf(row);
    if (message !== undefined && !log.leftOut.has(message.dealId)) addValue(logged, row, field, message, log);
  }
  if (rows.length > 0 && fields === 0) noteNoField(rows.length, reading);
  const changes = [...logged.values()].sort((a, b) => a.place - b.place).flatMap(changesOf);
  return log.options.pipelines === 'by-team' ? withStages(changes, log) : changes;
}

/** A deal that goes to another team stays in its stage, which the log does not tell again. */
function withStages(changes: readonly ChangeRow[], { stageOf }: OdooLogReading): ChangeRow[] {
  const stages = new Map<string, string | null | undefined>();
  for (const { dealId, stageId, from } of changes) {
    if (stageId && !stages.has(dealId)) stages.set(dealId, from?.stageId);
  }
  return changes.map((change) => {
    const {
      dealId,
      pipelineId,
      stageId = stages.has(dealId) ? stages.get(dealId) : stageOf(dealId),
    } = change;
    stages.set(dealId, stageId);
    if (pipelineId === undefined || change.stageId !== undefined) return change;
    return { ...change, stageId, from: { ...change.from, stageId } };
  });
}

function addValue(
  logged: Map<string, Logged>,
  row: CrmRow,
  field: OdooField,
  message: OdooMessage,
  { keys, options, currencyOf, archived }: OdooLogReading,
): void {
  const { key, dealId } = message;
  const known = { keys, options, currency: currencyOf(dealId) };
  const ofDeal = { ...row, dealId };
  const place = Number(given(row, idColumn, numberIn) ?? 0);
  const before = trackedValue(ofDeal, field, 0, known);
  const after = trackedValue(ofDeal, field, 1, known);
  const entry = logged.get(key) ?? { message, place, now: {}, from: {}, reason: null };
  logged.set(key, entry);
  entry.now = { ...entry.now, ...after.facts };
  entry.from = { ...entry.from, ...before.facts };
  if (after.isActive !== undefined && !archived.has(dealId)) entry.isActive = after.isActive;
  entry.reason = after.reason ?? entry.reason;
}

/** A message that tells only why a deal was lost changes nothing that a log of changes has. */
function changesOf({ message: { dealId, at, by }, now, from, isActive, reason }: Logged): ChangeRow[] {
  const outcome =
    isActive === undefined ? undefined : isActive ? null : ({ status: 'lost', reason } as const);
  if (outcome === undefined && Object.keys(now).length === 0) return [];
  const change: ChangeRow = { dealId, at, ...(by === null ? {} : { by }), ...now };
  return [
    {
      ...change,
      ...(Object.keys(from).length === 0 ? {} : { from }),
      ...(outcome === undefined ? {} : { outcome }),
    },
  ];
}

function noteNoField(count: number, reading: CrmReading): void {
  const message = `tracking: none of ${count} rows tells of a field that is read: are the fields called in another language?`;
  const problem = {
    in: 'tracking',
    index: null,
    dealId: null,
    field: null,
    code: 'unknown-fields',
    message,
  } as const;
  reading.problems.push({ ...problem, input: '', effect: 'ignored' });
}
