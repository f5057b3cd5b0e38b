import type { ChangeRow } from '../../import/rows/change-row.ts';
import { momentIn, moneyOf, textIn, timeIn, told, wordIn } from '../tables/cells.ts';
import { type Changes, changeRowsOf } from '../tables/crm-changes.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import {
  type CrmColumn,
  type CrmReading,
  type CrmRow,
  cellIn,
  crmRows,
  isRecord,
} from '../tables/crm-row.ts';
import type { StageFinder } from '../tables/crm-stages.ts';

/** What the deals and the pipelines tell about the values that properties had. */
export interface HubspotDeals {
  readonly stages: StageFinder;
  /** The pipelines of the stages, where a table tells them. */
  readonly pipelineOf: ReadonlyMap<string | null, string>;
  readonly isDeleted: (dealId: string) => boolean;
  readonly currencyOf: (dealId: string) => string | null;
  readonly dealPipelineOf: (dealId: string) => string | null;
  /** Whether the deals tell the ids of their owners. */
  readonly ownersAreIds: boolean;
}

const columns = {
  dealId: ['dealId', 'deal_id', 'hs_object_id', 'Record ID'],
  at: ['timestamp', 'date_entered'],
  by: ['updatedByUserId', 'updated_by_user_id'],
  property: ['property', 'name'],
  value: ['value'],
} satisfies Record<string, CrmColumn>;
const log = { dealId: columns.dealId, at: columns.at };

/** The values that the deals come with, as rows of a table of their own. */
export function embeddedHistory(deals: readonly CrmRecord[]): CrmRecord[] {
  return deals.flatMap((deal) => {
    const histories = isRecord(deal) ? deal['propertiesWithHistory'] : undefined;
    if (!isRecord(histories)) return [];
    const properties = deal['properties'];
    const dealId = deal['id'] ?? (isRecord(properties) ? properties['hs_object_id'] : undefined);
    return Object.entries(histories).flatMap(([property, values]) =>
      Array.isArray(values)
        ? values.map((value) => (isRecord(value) ? { ...value, property, dealId } : value))
        : [],
    );
  });
}

/** The changes that the values of properties tell: each holds from its time on. */
export function hubspotHistory(
  table: string,
  records: readonly CrmRecord[] | undefined,
  deals: HubspotDeals,
  reading: CrmReading,
): ChangeRow[] {
  const rows = crmRows(table, records, columns.dealId, reading).filter(
    ({ dealId }) => dealId === null || !deals.isDeleted(dealId),
  );
  const timelines = timelinesOf(rows);
  return changeRowsOf(rows, log, (row, dealId) => {
    const changes = changesOf(row, timelines.get(dealId) ?? nothing, deals, dealId);
    return changes && { by: textIn(row, columns.by), ...changes };
  });
}

/** A table without names of properties is of stages. */
function propertyOf(row: CrmRow): string | null {
  return cellIn(row, columns.property) === null ? 'dealstage' : wordIn(row, columns.property);
}

/** What changes when a property gets a value. */
function changesOf(
  row: CrmRow,
  timelines: Timelines,
  deals: HubspotDeals,
  dealId: string,
): Changes | undefined {
  const at = momentIn(row, columns.at) ?? 0;
  switch (propertyOf(row)) {
    case 'dealstage':
      return stageChange(row, at, timelines, deals, dealId);
    case 'amount':
      return potentialOf(row, currencyAt(at, timelines, deals, dealId));
    case 'deal_currency_code': {
      const amount = timelines.get('amount')?.findLast((value) => value.at <= at);
      // An amount of the same time tells its currency itself.
      return amount && amount.at < at ? potentialOf(amount.row, textIn(row, columns.value)) : undefined;
    }
    case 'closedate': {
      // A closing sets the close date to its own time: no expectation.
      if (isClosed(at + aMinute, timelines, deals.stages)) return undefined;
      const expectedCloseAt = told(row, columns.value, timeIn(row, columns.value));
      return expectedCloseAt === undefined ? undefined : { expectedCloseAt };
    }
    case 'hubspot_owner_id':
      return deals.ownersAreIds ? { ownerId: textIn(row, columns.value) } : undefined;
    default:
      return undefined;
  }
}

/** A move, with the pipeline of the stage where the deal has been in more than one. */
function stageChange(
  row: CrmRow,
  at: number,
  timelines: Timelines,
  deals: HubspotDeals,
  dealId: string,
): Changes | undefined {
  const stage = textIn(row, columns.value);
  if (stage === null) return undefined;
  const pipelineOf = (told: string | null, when: number): string | null => {
    const known = told === null ? undefined : deals.pipelineOf.get(deals.stages.stageId(told, null));
    return known ?? valueAt('pipeline', when, timelines);
  };
  const stays = timelines.get('dealstage') ?? [];
  const pipelines = stays.map((stay) => pipelineOf(wordIn(stay.row, columns.value), stay.at));
  const isOne = new Set([deals.dealPipelineOf(dealId), ...pipelines.filter((id) => id !== null)]).size === 1;
  const pipelineId = isOne ? null : pipelineOf(stage, at);
  return {
    stageId: deals.stages.stageId(stage, pipelineId),
    ...(pipelineId === null ? {} : { pipelineId }),
  };
}

function potentialOf(row: CrmRow, currency: string | null): Changes | undefined {
  const potential = told(row, columns.value, moneyOf(row, columns.value, currency));
  return potential === undefined ? undefined : { potential };
}

/** The currency of a deal at a time; before the first that is told, that one. */
function currencyAt(at: number, timelines: Timelines, deals: HubspotDeals, dealId: string): string | null {
  const [first] = timelines.get('deal_currency_code') ?? [];
  const told = valueAt('deal_currency_code', at, timelines) ?? (first && wordIn(first.row, columns.value));
  return told ?? deals.currencyOf(dealId);
}

const aMinute = 60_000;

/** Whether a deal stands in an outcome at a time. */
function isClosed(at: number, timelines: Timelines, stages: StageFinder): boolean {
  const stage = valueAt('dealstage', at, timelines);
  return stage !== null && stages.outcomeOf(stages.stageId(stage, null)) !== null;
}

/** The values that one property of a deal had, in the order of their time. */
type Timeline = readonly { readonly at: number; readonly row: CrmRow }[];
/** Those of a deal, by the names of the properties. */
type Timelines = ReadonlyMap<string | null, Timeline>;
const nothing: Timelines = new Map();

function valueAt(property: string, at: number, timelines: Timelines): string | null {
  const value = timelines.get(property)?.findLast((each) => each.at <= at);
  return value === undefined ? null : wordIn(value.row, columns.value);
}

function timelinesOf(rows: readonly CrmRow[]): ReadonlyMap<string, Timelines> {
  const byDeal = new Map<string, Map<string | null, { at: number; row: CrmRow }[]>>();
  for (const row of rows) {
    const at = momentIn(row, columns.at);
    if (row.dealId === null || at === null) continue;
    const timelines = byDeal.get(row.dealId) ?? new Map<string | null, { at: number; row: CrmRow }[]>();
    const timeline = timelines.get(propertyOf(row)) ?? [];
    timeline.push({ at, row });
    byDeal.set(row.dealId, timelines.set(propertyOf(row), timeline));
  }
  for (const timelines of byDeal.values())
    for (const timeline of timelines.values()) timeline.sort((a, b) => a.at - b.at);
  return byDeal;
}
