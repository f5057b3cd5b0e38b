import { flagIn, numberIn, shareIn, textIn } from '../tables/cells.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import { type CrmColumn, type CrmReading, type CrmRow, crmRows, report } from '../tables/crm-row.ts';
import type { CrmStage } from '../tables/crm-stages.ts';

const columns = {
  id: ['id'],
  name: ['name'],
  order: ['order_nr'],
  pipeline: ['pipeline_id'],
  pipelineName: ['pipeline_name'],
  probability: ['deal_probability'],
  usesProbability: ['is_deal_probability_enabled', 'deal_probability'],
  pipelineUsesProbability: ['pipeline_deal_probability'],
  isActive: ['active_flag', 'active'],
  isDeleted: ['is_deleted'],
} satisfies Record<string, CrmColumn>;

/** The pipelines of Pipedrive, and the stages of all of them; undefined where no table tells stages. */
export interface PipedriveStages {
  readonly names: ReadonlyMap<string, string>;
  readonly stages: readonly CrmStage[] | undefined;
}

/** The answers about pipelines and stages, each in its order. */
export function readPipedriveStages(
  pipelines: readonly CrmRecord[] | undefined,
  stages: readonly CrmRecord[] | undefined,
  reading: CrmReading,
): PipedriveStages {
  const names = new Map<string, string>();
  const weighted = new Set<string>();
  for (const { row, id } of inOrder(crmRows('pipelines', pipelines, null, reading))) {
    names.set(id, textIn(row, columns.name) ?? id);
    if (flagIn(row, columns.usesProbability)) weighted.add(id);
  }
  if (stages === undefined || stages.length === 0) return { names, stages: undefined };
  const found = new Map<string, CrmStage>();
  for (const { row, id } of inOrder(crmRows('stages', stages, null, reading))) {
    const pipelineId = textIn(row, columns.pipeline);
    if (pipelineId === null) report(row, columns.pipeline, 'missing-id', 'left-out', 'names no pipeline');
    else if (found.has(id)) report(row, columns.id, 'duplicate-stage', 'left-out', 'came before');
    else {
      const isWeighted = weighted.has(pipelineId) || flagIn(row, columns.pipelineUsesProbability) === true;
      found.set(id, stageOf(row, id, pipelineId, isWeighted));
      if (!names.has(pipelineId)) names.set(pipelineId, textIn(row, columns.pipelineName) ?? pipelineId);
    }
  }
  return { names, stages: [...found.values()] };
}

function stageOf(row: CrmRow, id: string, pipelineId: string, isWeighted: boolean): CrmStage {
  return {
    pipelineId,
    id,
    name: textIn(row, columns.name) ?? id,
    // A pipeline that does not weigh its deals has stages of 100 % that nobody meant.
    probability: isWeighted ? shareIn(row, columns.probability, 100) : null,
    retired: flagIn(row, columns.isActive) === false || flagIn(row, columns.isDeleted) === true,
  };
}

function inOrder(rows: readonly CrmRow[]): { readonly row: CrmRow; readonly id: string }[] {
  const listed = rows.flatMap((row) => {
    const id = textIn(row, columns.id);
    if (id === null) report(row, columns.id, 'missing-id', 'left-out', 'has no id');
    return id === null ? [] : [{ row, id, order: Number(numberIn(row, columns.order) ?? row.index + 1) }];
  });
  return listed.sort((a, b) => a.order - b.order);
}
