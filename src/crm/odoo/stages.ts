import { flagIn, numberIn, textIn } from '../tables/cells.ts';
import {
  type CrmColumn,
  type CrmReading,
  type CrmRow,
  cellIn,
  crmRows,
  idOf,
  report,
} from '../tables/crm-row.ts';
import type { CrmStage } from '../tables/crm-stages.ts';
import { databaseId, given, relationIn } from './odoo-cells.ts';
import type { OdooTables } from './tables.ts';

/** A stage as Odoo lists it. */
export interface OdooStage {
  readonly id: string;
  readonly name: string;
  readonly isWon: boolean;
  /** The teams that have it, by id or name; none: all have it. */
  readonly teams: readonly string[];
}

const columns = {
  id: ['.id', 'id', 'External ID'],
  name: ['name', 'Stage Name'],
  sequence: ['sequence', 'Sequence'],
  isWon: ['is_won', 'Is Won Stage?'],
  teams: ['team_ids', 'team_id', 'Sales Teams', 'Sales Team'],
} as const satisfies Record<string, CrmColumn>;

/** The stages in the order of Odoo's pipeline: by sequence, then by name. */
export function odooStages({ stages }: OdooTables, reading: CrmReading): OdooStage[] {
  return crmRows('stages', stages, null, reading)
    .flatMap((row) => {
      const id = databaseId(given(row, columns.id, textIn)) ?? given(row, columns.name, textIn);
      if (id === null) {
        report(row, columns.id, 'missing-id', 'left-out', 'is a stage without an id and a name');
        return [];
      }
      const name = given(row, columns.name, textIn) ?? id;
      const place = Number(given(row, columns.sequence, numberIn) ?? 0);
      return { id, name, isWon: flagIn(row, columns.isWon) === true, teams: teamsOf(row), place };
    })
    .sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The stages of one pipeline; `team` null: of the pipeline of all. */
export function stagesOfPipeline(
  stages: readonly OdooStage[],
  pipelineId: string,
  team: readonly string[] | null,
): CrmStage[] {
  return stages
    .filter(({ teams }) => team === null || teams.length === 0 || teams.some((each) => team.includes(each)))
    .map(({ id, name, isWon }) => ({ pipelineId, id, name, outcome: isWon ? 'won' : null }));
}

/** One team as [id, name], or several as a list of ids. */
function teamsOf(row: CrmRow): string[] {
  const cell = cellIn(row, columns.teams);
  const isPair = Array.isArray(cell) && typeof cell[1] === 'string';
  if (Array.isArray(cell) && !isPair) return cell.flatMap((id) => idOf(id) ?? []);
  const team = relationIn(row, columns.teams);
  return [team?.id, team?.name].flatMap((told) => told ?? []);
}
