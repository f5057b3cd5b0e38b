import type { ChangeRow } from '../../import/rows/change-row.ts';
import type { Money } from '../../money/money.ts';
import {
  momentIn,
  moneyOf,
  saveOf,
  shareIn,
  textIn,
  timeIn,
  told,
  utcTimeIn,
  wordIn,
} from '../tables/cells.ts';
import { type Changes, changeRowsOf } from '../tables/crm-changes.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import { type CrmColumn, type CrmReading, type CrmRow, crmRows, isRecord } from '../tables/crm-row.ts';
import type { StageFinder } from '../tables/crm-stages.ts';

/** What the deals and the stages tell about the items of the flow. */
export interface PipedriveDeals {
  readonly stages: StageFinder;
  /** The pipelines of the stages, where a table tells them. */
  readonly pipelineOf: ReadonlyMap<string | null, string>;
  readonly isDeleted: (dealId: string) => boolean;
  readonly currencyOf: (dealId: string) => string | null;
  /** The potential of a deal now, in a currency. */
  readonly potentialOf: (dealId: string, currency: string | null) => Money | null | undefined;
  /** Whether the deals tell the names of their owners, of their stages and pipelines, not the ids. */
  readonly ownersAreNamed: boolean;
  readonly stagesAreNamed: boolean;
}

const columns = {
  object: ['object'],
  dealId: ['item_id', 'deal_id'],
  at: ['log_time', 'time', 'timestamp'],
  by: ['user_id', 'actor_user_id'],
  field: ['field_key'],
  old: ['old_value'],
  new: ['new_value'],
} satisfies Record<string, CrmColumn>;
const named = {
  old: ['old_value_formatted', 'additional_data_old_value_formatted', 'old_value'],
  new: ['new_value_formatted', 'additional_data_new_value_formatted', 'new_value'],
} satisfies Record<string, CrmColumn>;

/** The changes among the items of the flow of deals; what else is in it, activities and notes, is passed over. */
export function pipedriveFlow(
  items: readonly CrmRecord[] | undefined,
  deals: PipedriveDeals,
  reading: CrmReading,
): ChangeRow[] {
  const rows = crmRows('flow', items?.map(flat), columns.dealId, reading).filter(
    (row) =>
      ['dealChange', null].includes(wordIn(row, columns.object)) &&
      (row.dealId === null || !deals.isDeleted(row.dealId)),
  );
  const beside = { lost_reason: besideOf(rows, 'lost_reason'), pipeline_id: besideOf(rows, 'pipeline_id') };
  const potentials = pipedrivePotentials(rows, deals);
  const log = { dealId: columns.dealId, at: columns.at, readTime: utcTimeIn };
  return changeRowsOf(rows, log, (row) => {
    const changes = changesOf(row, deals, beside) ?? potentials.get(row);
    return changes && { by: textIn(row, columns.by), ...changes };
  });
}

/**
 * The potentials that changes of values and currencies lead from and to. A change of the one leaves the other as it was:
 * what it was is told by the deal now and by the changes since, so they are read backwards.
 */
function pipedrivePotentials(rows: readonly CrmRow[], deals: PipedriveDeals): ReadonlyMap<CrmRow, Changes> {
  const byDeal = new Map<string, CrmRow[]>();
  for (const row of rows) {
    if (row.dealId === null || !['value', 'currency'].includes(wordIn(row, columns.field) ?? '')) continue;
    byDeal.set(row.dealId, [...(byDeal.get(row.dealId) ?? []), row]);
  }
  return new Map([...byDeal].flatMap(([dealId, changes]) => potentialsOf(dealId, changes, deals)));
}

function potentialsOf(
  dealId: string,
  changes: readonly CrmRow[],
  { currencyOf, potentialOf }: PipedriveDeals,
): [CrmRow, Changes][] {
  let currency = currencyOf(dealId);
  let valueIn = (inCurrency: string | null): Money | null | undefined => potentialOf(dealId, inCurrency);
  return latestFirst(changes).map((row) => {
    if (wordIn(row, columns.field) === 'currency') {
      const [held, holds] = [textIn(row, columns.old), textIn(row, columns.new)];
      currency = held;
      return [row, { from: { potential: valueIn(held) }, potential: valueIn(holds) }];
    }
    const side = (column: CrmColumn) => (inCurrency: string | null) =>
      told(row, column, moneyOf(row, column, inCurrency));
    valueIn = side(columns.old);
    return [row, { from: { potential: valueIn(currency) }, potential: side(columns.new)(currency) }];
  });
}

/** The changes of a deal from the latest on, whichever way the log runs. */
function latestFirst(changes: readonly CrmRow[]): CrmRow[] {
  const listed = changes.map((row) => ({ row, at: momentIn(row, columns.at) ?? 0 }));
  const isNewestFirst = (listed[0]?.at ?? 0) >= (listed.at(-1)?.at ?? 0);
  const ordered = isNewestFirst ? listed : listed.toReversed();
  return ordered.sort((a, b) => b.at - a.at).map(({ row }) => row);
}

/** An item with its data beside it, as a table has it. */
function flat(item: CrmRecord): CrmRecord {
  const data = isRecord(item) ? item['data'] : undefined;
  const change = isRecord(data) ? { ...item, ...data } : item;
  const additional = isRecord(change) ? change['additional_data'] : undefined;
  return isRecord(additional) ? { ...change, ...additional } : change;
}

/** What one save changed of two fields comes as two items of one time: those of a field, by deal and time. */
function besideOf(rows: readonly CrmRow[], field: string): ReadonlyMap<string, CrmRow> {
  return new Map(
    rows.filter((row) => wordIn(row, columns.field) === field).map((row) => [saveOf(row, columns.at), row]),
  );
}

type Beside = Readonly<Record<'lost_reason' | 'pipeline_id', ReadonlyMap<string, CrmRow>>>;

function changesOf(row: CrmRow, deals: PipedriveDeals, beside: Beside): Changes | undefined {
  switch (wordIn(row, columns.field)) {
    case 'stage_id':
      return stageChange(row, deals, beside.pipeline_id.get(saveOf(row, columns.at)));
    case 'status': {
      const reason = beside.lost_reason.get(saveOf(row, columns.at));
      return outcomeChange(textIn(row, columns.new), reason ? textIn(reason, columns.new) : null);
    }
    case 'user_id':
    case 'owner_id': {
      const [held, holds] = deals.ownersAreNamed ? [named.old, named.new] : [columns.old, columns.new];
      return { from: { ownerId: textIn(row, held) }, ownerId: textIn(row, holds) };
    }
    case 'expected_close_date': {
      const [held, holds] = [columns.old, columns.new].map((column) =>
        told(row, column, timeIn(row, column)),
      );
      return holds === undefined ? undefined : { from: { expectedCloseAt: held }, expectedCloseAt: holds };
    }
    case 'probability': {
      const [held, holds] = [columns.old, columns.new].map((side) =>
        told(row, side, shareIn(row, side, 100)),
      );
      return holds === undefined ? undefined : { from: { probability: held }, probability: holds };
    }
    default:
      return undefined;
  }
}

/** A move; where the stage is one of another pipeline, with the transfer. */
function stageChange(row: CrmRow, deals: PipedriveDeals, transfer: CrmRow | undefined): Changes | undefined {
  const { stages, pipelineOf, stagesAreNamed } = deals;
  const placeIn = (side: 'old' | 'new'): Changes => {
    const stage = textIn(row, (stagesAreNamed ? named : columns)[side]);
    const stageId = stage === null ? null : stages.stageId(stage, null);
    const pipeline = transfer ? textIn(transfer, (stagesAreNamed ? named : columns)[side]) : null;
    return { stageId, pipelineId: pipelineOf.get(stageId) ?? pipeline };
  };
  const [held, holds] = [placeIn('old'), placeIn('new')];
  if (holds.stageId === null) return undefined;
  if (held.pipelineId !== holds.pipelineId) return { from: held, ...holds };
  return { from: { stageId: held.stageId }, stageId: holds.stageId };
}

function outcomeChange(status: string | null, reason: string | null): Changes | undefined {
  switch (status?.toLowerCase()) {
    case 'won':
      return { outcome: { status: 'won' } };
    case 'lost':
      return { outcome: { status: 'lost', reason } };
    case 'open':
      return { outcome: null };
    default:
      return undefined; // deleted: such deals are not taken
  }
}
