import type { ChangeRow } from '../../import/rows/change-row.ts';
import { timeIn } from '../tables/cells.ts';
import type { CrmColumn, CrmRow } from '../tables/crm-row.ts';
import type { StageFinder } from '../tables/crm-stages.ts';

const byId = /^\ufeff?hs_(v2_)?date_entered_(.+)$/;
const byLabel = /^\ufeff?date entered ["'](.+) \((.+)\)["']$/i;

/** A column that tells when deals entered a stage. */
interface StageDate {
  readonly column: CrmColumn;
  readonly stageId: string;
  readonly pipelineId: string | null;
}

/**
 * The columns of a table that tell when deals entered which stage; of two for one stage that of the newer kind. The names of
 * properties hold the id of the stage in small letters, with `_` for what is no letter or digit, and at times a number more.
 */
export function stageDateColumns(
  headers: Iterable<string>,
  stages: StageFinder,
  stageIds: Iterable<string>,
  pipelineOf: ReadonlyMap<string | null, string>,
): StageDate[] {
  const known = new Map([...stageIds].map((id) => [id.toLowerCase().replace(/[^a-z0-9]/g, '_'), id]));
  const found = new Map<string, StageDate & { readonly isNew: boolean }>();
  for (const header of headers) {
    const date = stageDateOf(header);
    if (date === undefined || (found.get(date.stageId)?.isNew && !date.isNew)) continue;
    found.set(date.stageId, date);
  }
  return [...found.values()];

  function stageDateOf(header: string): (StageDate & { readonly isNew: boolean }) | undefined {
    const column: CrmColumn = [header];
    const [, isNew, name] = byId.exec(header) ?? [];
    if (name !== undefined) {
      if (name === 'current_stage') return undefined;
      const shorter = name.replace(/_\d+$/, '');
      const stageId = known.get(name) ?? known.get(shorter) ?? shorter;
      return { column, stageId, pipelineId: pipelineOf.get(stageId) ?? null, isNew: isNew !== undefined };
    }
    const [, stage, pipeline] = byLabel.exec(header) ?? [];
    if (stage === undefined || pipeline === undefined) return undefined;
    const pipelineId = stages.pipelineId(pipeline);
    return { column, stageId: stages.stageId(stage, pipelineId), pipelineId, isNew: true };
  }
}

/** The moves that a deal's row tells by the dates of its stages; of its own pipeline where the columns tell which. */
export function stageDatesOf(
  row: CrmRow,
  dealId: string,
  pipelineId: string,
  columns: readonly StageDate[],
): ChangeRow[] {
  return columns.flatMap(({ column, stageId, pipelineId: ofPipeline }) => {
    if (ofPipeline !== null && ofPipeline !== pipelineId) return [];
    const at = timeIn(row, column);
    return at === null ? [] : [{ dealId, at, stageId }];
  });
}
