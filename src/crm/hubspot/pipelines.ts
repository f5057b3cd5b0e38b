import { flagIn, numberIn, shareIn, textIn } from '../tables/cells.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import {
  type CrmColumn,
  type CrmReading,
  type CrmRow,
  cellIn,
  crmRows,
  isRecord,
  report,
} from '../tables/crm-row.ts';
import type { CrmStage } from '../tables/crm-stages.ts';

const columns = {
  pipelineId: ['id', 'pipelineId'],
  stageId: ['id', 'stageId'],
  label: ['label'],
  order: ['displayOrder'],
  stages: ['stages'],
  isArchived: ['archived'],
  isClosed: ['isClosed'],
  probability: ['probability'],
} satisfies Record<string, CrmColumn>;

/** The pipelines of HubSpot, and the stages of all of them; undefined where the table is not given. */
export interface HubspotPipelines {
  readonly names: ReadonlyMap<string, string>;
  readonly stages: readonly CrmStage[] | undefined;
}

/** The answer about pipelines, these and their stages each in their order. */
export function readHubspotPipelines(
  pipelines: readonly CrmRecord[] | undefined,
  reading: CrmReading,
): HubspotPipelines {
  const names = new Map<string, string>();
  if (pipelines === undefined || pipelines.length === 0) return { names, stages: undefined };
  const found = new Map<string, CrmStage>();
  for (const { row, id } of inOrder(crmRows('pipelines', pipelines, null, reading), columns.pipelineId)) {
    if (names.has(id)) {
      report(row, columns.pipelineId, 'duplicate-stage', 'left-out', 'came before');
      continue;
    }
    names.set(id, textIn(row, columns.label) ?? id);
    const stages = cellIn(row, columns.stages);
    const records = Array.isArray(stages) ? stages.map(flat) : [];
    const rows = crmRows(`pipelines[${row.index}].stages`, records, null, reading);
    for (const { row: stage, id: stageId } of inOrder(rows, columns.stageId)) {
      if (found.has(stageId)) report(stage, columns.stageId, 'duplicate-stage', 'left-out', 'came before');
      else found.set(stageId, stageOf(stage, stageId, id));
    }
  }
  return { names, stages: [...found.values()] };
}

function stageOf(row: CrmRow, id: string, pipelineId: string): CrmStage {
  const probability = shareIn(row, columns.probability, 1);
  const isClosed = flagIn(row, columns.isClosed);
  // Older answers do not say which stages are closed: those that are certain.
  const isOutcome = isClosed ?? (probability === 0 || probability === 1);
  return {
    pipelineId,
    id,
    name: textIn(row, columns.label) ?? id,
    probability,
    outcome: isOutcome ? (probability === 1 ? 'won' : 'lost') : null,
    retired: flagIn(row, columns.isArchived) === true,
  };
}

/** A stage with its metadata beside it. */
function flat(stage: CrmRecord): CrmRecord {
  const metadata = isRecord(stage) ? stage['metadata'] : undefined;
  return isRecord(metadata) ? { ...metadata, ...stage } : stage;
}

function inOrder(
  rows: readonly CrmRow[],
  idColumn: CrmColumn,
): { readonly row: CrmRow; readonly id: string }[] {
  const listed = rows.flatMap((row) => {
    const id = textIn(row, idColumn);
    if (id === null) report(row, idColumn, 'missing-id', 'left-out', 'has no id');
    return id === null ? [] : [{ row, id, order: Number(numberIn(row, columns.order) ?? row.index) }];
  });
  return listed.sort((a, b) => a.order - b.order);
}

const certain: Readonly<Record<string, 'won' | 'lost'>> = { closedwon: 'won', closedlost: 'lost' };

/** What a stage of every new account means: by its id, or by its label. */
export function standardOutcome(stage: string): 'won' | 'lost' | null {
  return certain[stage.toLowerCase().replace(/[ _-]/g, '')] ?? null;
}
