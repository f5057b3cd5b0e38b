import { flagIn, shareIn, textIn } from '../tables/cells.ts';
import { type CrmReading, type CrmRow, crmRows, report } from '../tables/crm-row.ts';
import type { Outcome } from '../tables/outcome.ts';
import { leadColumns } from './columns.ts';
import { databaseId, given, keyBy, type Relation, relationIn } from './odoo-cells.ts';
import type { OdooStage } from './stages.ts';
import type { OdooOptions, OdooTables } from './tables.ts';

/** How records that cells tell are called in the rows that are made. */
export interface OdooKeys {
  readonly stageId: (stage: Relation | null) => string | null;
  readonly ownerId: (user: Relation | null) => string | null;
  readonly pipelineId: (team: Relation | null) => string;
  /** The pipelines that were asked for, with the team whose each is. */
  readonly teams: ReadonlyMap<string, Relation | null>;
  /** What stages are called whose ids were asked for. */
  readonly stageNames: ReadonlyMap<string, string>;
}

/** A lead that is taken for a deal. */
export interface OdooLead {
  readonly row: CrmRow;
  readonly id: string;
  readonly stageId: string | null;
  readonly pipelineId: string;
  readonly team: Relation | null;
  readonly currency: string | null;
  /** False: archived; null where nothing tells. */
  readonly isActive: boolean | null;
  readonly probability: number | null;
}

/** The leads that are to be deals, and the ids of those that are not. */
export function odooLeads(
  { leads }: OdooTables,
  options: OdooOptions,
  reading: CrmReading,
): { readonly rows: readonly CrmRow[]; readonly leftOut: ReadonlySet<string> } {
  const rows = crmRows('leads', leads, leadColumns.id, reading).map((row) => ({
    ...row,
    dealId: databaseId(row.dealId),
  }));
  const leftOut = new Set<string>();
  const taken = rows.filter((row) => {
    if (row.dealId === null) report(row, leadColumns.id, 'missing-id', 'left-out', 'has no id');
    else if (options.leads !== 'taken' && /^lead$/i.test(given(row, leadColumns.type, textIn) ?? ''))
      leftOut.add(row.dealId);
    else return true;
    return false;
  });
  const { length: of } = rows;
  if (leftOut.size > 0) {
    const message = `leads: ${leftOut.size} of ${of} are leads, not opportunities, and left out.`;
    const problem = {
      in: 'leads',
      index: null,
      dealId: null,
      field: 'type',
      code: 'not-a-deal',
      message,
    } as const;
    reading.problems.push({ ...problem, input: 'lead', effect: 'left-out' });
  }
  return { rows: taken, leftOut };
}

/** How stages, owners and pipelines are called, so that the leads, the stages and the log agree. */
export function odooKeys(
  rows: readonly CrmRow[],
  stages: readonly OdooStage[],
  options: OdooOptions,
): OdooKeys {
  const stageKey = keyBy(rows, leadColumns.stage);
  const teamKey = keyBy(rows, leadColumns.team);
  const ids = new Set(stages.map(({ id }) => id));
  const teams = new Map<string, Relation | null>();
  const stageNames = new Map<string, string>();
  const byName = new Map(stages.toReversed().map(({ id, name }) => [name, id]));
  return {
    ownerId: keyBy(rows, leadColumns.owner),
    ...{ teams, stageNames },
    pipelineId: (team) => {
      const id = options.pipelines === 'by-team' ? (teamKey(team) ?? 'none') : 'crm';
      if (!teams.has(id)) teams.set(id, team);
      return id;
    },
    stageId: (stage) => {
      if (stage?.id && ids.has(stage.id)) return stage.id;
      const id = (stage?.name ? byName.get(stage.name) : undefined) ?? stageKey(stage);
      if (id !== null && stage?.name && !stageNames.has(id)) stageNames.set(id, stage.name);
      return id;
    },
  };
}

/** What tells of a lead how it stands. */
export function leadIn(row: CrmRow, keys: OdooKeys): OdooLead {
  const currency = relationIn(row, leadColumns.currency);
  const team = relationIn(row, leadColumns.team);
  return {
    ...{ row, id: row.dealId ?? '', team, pipelineId: keys.pipelineId(team) },
    stageId: keys.stageId(relationIn(row, leadColumns.stage)),
    currency: currency?.name ?? currency?.id ?? null,
    isActive: flagIn(row, leadColumns.active),
    probability: given(row, leadColumns.probability, (cells, column) => shareIn(cells, column, 100)),
  };
}

/**
 * How a lead ended: won with 100 % or in a won stage; lost when it is archived with 0 % or a reason. Archived alone is
 * neither.
 */
export function statusOf(lead: OdooLead, isWonStage: (stageId: string) => boolean): Outcome | null {
  const { row, stageId, isActive, probability } = lead;
  const told = (given(row, leadColumns.wonStatus, textIn) ?? '').toLowerCase();
  if (told === 'won' || told === 'lost') return told;
  const hasReason = relationIn(row, leadColumns.reason) !== null;
  const isHopeless = probability === null || probability === 0;
  if (isActive === false && (isHopeless || hasReason)) return 'lost';
  if (isActive === null && probability === 0 && hasReason) return 'lost';
  return probability === 1 || (stageId !== null && isWonStage(stageId)) ? 'won' : null;
}
