import type { ChangeRow } from '../../import/rows/change-row.ts';
import { numberIn, textIn, timeIn } from '../tables/cells.ts';
import { type CrmColumn, type CrmReading, type CrmRow, cellIn, crmRows, report } from '../tables/crm-row.ts';
import type { Outcome } from '../tables/outcome.ts';
import { type Bitrix24Stages, outcomeIn, pipelineIdIn } from './stages.ts';
import type { Bitrix24Tables } from './tables.ts';

const columns = {
  id: ['ID'],
  owner: ['OWNER_ID'],
  at: ['CREATED_TIME'],
  stage: ['STAGE_ID'],
  category: ['CATEGORY_ID'],
  semantics: ['STAGE_SEMANTIC_ID'],
} as const satisfies Record<string, CrmColumn>;

/** A stage that a deal entered, or in which it was created. */
export type Bitrix24Move = ChangeRow & { readonly stageId: string; readonly pipelineId: string };

/** The history of stages, in the order in which it was written; what it tells of outcomes is added to `told`. */
export function bitrix24Moves(
  tables: Bitrix24Tables,
  stages: Bitrix24Stages,
  told: Map<string, Outcome | null>,
  reading: CrmReading,
): Bitrix24Move[] {
  const rows = crmRows('stageHistory', tables.stageHistory, columns.owner, reading);
  const moves = rows.flatMap((row) => {
    const move = moveIn(row, stages);
    if (move === undefined) return [];
    const outcome = outcomeIn(row, columns.semantics);
    if (outcome !== undefined) told.set(move.stageId, outcome);
    return { move, place: Number(numberIn(row, columns.id) ?? 0) };
  });
  return moves.sort((a, b) => a.place - b.place).map(({ move }) => move);
}

function moveIn(row: CrmRow, stages: Bitrix24Stages): Bitrix24Move | undefined {
  const { dealId } = row;
  const stage = textIn(row, columns.stage);
  const at = timeIn(row, columns.at, 'left-out');
  if (dealId === null) report(row, columns.owner, 'missing-id', 'left-out', 'tells no deal');
  else if (stage === null) report(row, columns.stage, 'missing-stage', 'left-out', 'tells no stage');
  else if (at !== null) {
    const category = textIn(row, columns.category);
    const pipelineId = category === null ? pipelineIdIn(stage) : stages.pipelineIdOf(category);
    return { dealId, at, pipelineId, stageId: stages.stageOf(pipelineId, stage)?.id ?? stage };
  }
  if (cellIn(row, columns.at) === null) report(row, columns.at, 'missing-date', 'left-out', 'tells no time');
  return;
}
