import { numberIn, textIn } from '../tables/cells.ts';
import {
  type CrmColumn,
  type CrmReading,
  type CrmRow,
  cellIn,
  crmRows,
  idOf,
  isRecord,
  report,
} from '../tables/crm-row.ts';
import type { CrmStage } from '../tables/crm-stages.ts';
import type { Outcome } from '../tables/outcome.ts';
import type { Bitrix24Tables } from './tables.ts';

/** What Bitrix24 lists of pipelines and stages, and how exports, which have their names, are read by it. */
export interface Bitrix24Stages {
  /** The names of the pipelines by their ids. */
  readonly pipelineNames: Map<string, string>;
  readonly stages: readonly CrmStage[];
  /** The id of a pipeline that is told by its id or its name; a name that is not listed is an id. */
  readonly pipelineIdOf: (text: string) => string;
  /** The stage of a pipeline that is told by its id or its name. */
  readonly stageOf: (pipelineId: string, text: string) => CrmStage | undefined;
}

/** How a deal ended in a stage: null for a step; undefined where nothing tells. */
type Told = Outcome | null | undefined;

const outcomeBySemantics: Readonly<Record<string, Outcome | null>> = {
  ...{ s: 'won', success: 'won', 'стадия "сделка заключена"': 'won' },
  ...{ f: 'lost', failure: 'lost', apology: 'lost', 'группа стадий "сделка провалена"': 'lost' },
  ...{ p: null, process: null, 'группа стадий "сделка в работе"': null },
};

/** The first pipeline, which `crm.dealcategory.list` does not list. */
const general = { id: '0', name: 'General' } as const;

const columns = {
  id: ['ID'],
  name: ['NAME'],
  sort: ['SORT'],
  status: ['STATUS_ID', 'statusId'],
  entity: ['ENTITY_ID', 'entityId'],
  semantics: ['SEMANTICS'],
  extra: ['EXTRA'],
} as const satisfies Record<string, CrmColumn>;

/** Reads the lists of pipelines and stages. */
export function bitrix24Stages(tables: Bitrix24Tables, reading: CrmReading): Bitrix24Stages {
  const stages = listedStages(crmRows('stages', tables.stages, null, reading));
  const pipelineNames = namesOf(crmRows('categories', tables.categories, null, reading), stages);
  const pipelineIds = new Map([...pipelineNames].map(([id, name]) => [name, id]));
  const byName = new Map(stages.map((stage) => [keyOf(stage.pipelineId, stage.name), stage]));
  const byId = new Map(stages.map((stage) => [keyOf(stage.pipelineId, stage.id), stage]));
  return {
    pipelineNames,
    stages,
    pipelineIdOf: (text) => (pipelineNames.has(text) ? text : (pipelineIds.get(text) ?? text)),
    stageOf: (pipelineId, text) => byId.get(keyOf(pipelineId, text)) ?? byName.get(keyOf(pipelineId, text)),
  };
}

/** The pipeline that an id of a stage tells: 'C2:NEW' is of 2, 'NEW' of the first. */
export function pipelineIdIn(stageId: string): string {
  return /^C(\d+):/.exec(stageId)?.[1] ?? general.id;
}

/** What an id of a stage tells: these two are in every account and cannot be deleted. */
export function systemOutcomeOf(stageId: string): Outcome | null {
  const id = stageId.replace(/^C\d+:/, '');
  return id === 'WON' ? 'won' : id === 'LOSE' ? 'lost' : null;
}

/** What the semantics of a stage tell. */
export function outcomeIn(row: CrmRow, column: CrmColumn): Told {
  return outcomeOf(cellIn(row, column));
}

function outcomeOf(semantics: unknown): Told {
  const text = idOf(semantics)?.toLowerCase();
  return text !== undefined && Object.hasOwn(outcomeBySemantics, text) ? outcomeBySemantics[text] : undefined;
}

function namesOf(rows: readonly CrmRow[], stages: readonly CrmStage[]): Map<string, string> {
  const names = sorted(rows).flatMap((row): [string, string][] => {
    const id = textIn(row, columns.id);
    if (id !== null) return [[id, textIn(row, columns.name) ?? id]];
    report(row, columns.id, 'missing-id', 'left-out', 'is a pipeline without an id');
    return [];
  });
  const isListed = names.some(([id]) => id === general.id);
  const isUsed = stages.some(({ pipelineId }) => pipelineId === general.id);
  return new Map(isUsed && !isListed ? [[general.id, general.name], ...names] : names);
}

/** The stages in their order; where no semantics are told, those after the won one are failures, as in Bitrix24. */
function listedStages(rows: readonly CrmRow[]): CrmStage[] {
  const wonIn = new Set<string>();
  return sorted(rows).flatMap((row) => {
    const stage = stageIn(row);
    if (stage === undefined) return [];
    const told = semanticsOf(row) ?? systemOutcomeOf(stage.id);
    if (told === 'won') wonIn.add(stage.pipelineId);
    return { ...stage, outcome: told ?? (wonIn.has(stage.pipelineId) ? 'lost' : null) };
  });
}

function stageIn(row: CrmRow): Omit<CrmStage, 'outcome'> | undefined {
  const entity = textIn(row, columns.entity);
  const ofPipeline = /^DEAL_STAGE(?:_(\d+))?$/.exec(entity ?? '');
  if (entity !== null && ofPipeline === null) return; // of something else: `crm.status.list` lists all that has stages
  const id = textIn(row, columns.status);
  if (id === null) {
    report(row, columns.status, 'missing-id', 'left-out', 'is a stage without an id');
    return;
  }
  const pipelineId = ofPipeline === null ? pipelineIdIn(id) : (ofPipeline[1] ?? general.id);
  return { pipelineId, id, name: textIn(row, columns.name) ?? id };
}

function semanticsOf(row: CrmRow): Told {
  const extra = cellIn(row, columns.extra);
  return outcomeIn(row, columns.semantics) ?? (isRecord(extra) ? outcomeOf(extra['SEMANTICS']) : undefined);
}

/** In the order in which the CRM shows them. */
function sorted(rows: readonly CrmRow[]): CrmRow[] {
  return rows
    .map((row) => ({ row, place: Number(numberIn(row, columns.sort) ?? 0) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

function keyOf(pipelineId: string, text: string): string {
  return `${pipelineId} ${text}`;
}
