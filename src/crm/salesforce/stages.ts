import { flagIn, numberIn, shareIn, textIn } from '../tables/cells.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import { type CrmColumn, type CrmReading, type CrmRow, crmRows, report } from '../tables/crm-row.ts';
import type { CrmStage } from '../tables/crm-stages.ts';

const columns = {
  apiName: ['ApiName', 'MasterLabel', 'Stage Name'],
  label: ['MasterLabel', 'Stage Name', 'ApiName'],
  order: ['SortOrder', 'Sort Order'],
  isClosed: ['IsClosed', 'Closed'],
  isWon: ['IsWon', 'Won'],
  isActive: ['IsActive', 'Active'],
  probability: ['DefaultProbability', 'Probability (%)', 'Probability'],
} satisfies Record<string, CrmColumn>;

/** A stage as Salesforce has it: of all record types. */
export type SalesforceStage = Omit<CrmStage, 'pipelineId'>;

/** The rows of OpportunityStage in their order; undefined where the table is not given. */
export function readSalesforceStages(
  records: readonly CrmRecord[] | undefined,
  reading: CrmReading,
): SalesforceStage[] | undefined {
  if (records === undefined || records.length === 0) return;
  const stages = new Map<string, SalesforceStage & { readonly order: number }>();
  for (const row of crmRows('stages', records, null, reading)) {
    const id = textIn(row, columns.apiName);
    if (id === null) report(row, columns.apiName, 'missing-id', 'left-out', 'names no stage');
    else if (stages.has(id)) report(row, columns.apiName, 'duplicate-stage', 'left-out', 'came before');
    else stages.set(id, stageOf(row, id));
  }
  return [...stages.values()].sort((a, b) => a.order - b.order);
}

function stageOf(row: CrmRow, id: string): SalesforceStage & { readonly order: number } {
  return {
    id,
    name: textIn(row, columns.label) ?? id,
    order: Number(numberIn(row, columns.order) ?? row.index + 1),
    probability: shareIn(row, columns.probability, 100),
    outcome: salesforceOutcome(flagIn(row, columns.isClosed), flagIn(row, columns.isWon)),
    retired: flagIn(row, columns.isActive) === false,
  };
}

/** What the flags of a stage or of an opportunity say. */
export function salesforceOutcome(isClosed: boolean | null, isWon: boolean | null): 'won' | 'lost' | null {
  if (isWon) return 'won';
  return isClosed ? 'lost' : null;
}

/**
 * The stages that are outcomes, for want of the table: those in which opportunities are closed, and those that every new
 * organization has.
 */
export function outcomeStagesOf(closed: ReadonlyMap<string, 'won' | 'lost'>): SalesforceStage[] {
  const outcomes = new Map([...standardOutcomes, ...closed]);
  return [...outcomes].map(([id, outcome]) => ({ id, name: id, outcome }));
}

const standardOutcomes: readonly (readonly [stageId: string, outcome: 'won' | 'lost'])[] = [
  ['Closed Won', 'won'],
  ['Closed Lost', 'lost'],
];
