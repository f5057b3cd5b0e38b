import type { ChangeRow } from '../../import/rows/change-row.ts';
import type { DealRow } from '../../import/rows/deal-row.ts';
import { type OptionsOf, reading as readingOf, text } from '../../options.ts';
import { fieldsIn, flagIn, moneyIn, shareIn, textIn, timeIn, wordIn } from '../tables/cells.ts';
import type { CrmExport, CrmOptions, CrmRecord } from '../tables/crm-export.ts';
import {
  type CrmColumn,
  type CrmReading,
  type CrmRow,
  checkTables,
  crmOptions,
  crmReading,
  crmRows,
  hasColumn,
  headersIn,
  isRecord,
  report,
} from '../tables/crm-row.ts';
import {
  type CrmStage,
  pipelinesOf,
  type StageFinder,
  stageFinder,
  stagesFromRows,
} from '../tables/crm-stages.ts';
import { withLoggedClosings } from '../tables/logged-closings.ts';
import { embeddedHistory, type HubspotDeals, hubspotHistory } from './history.ts';
import { readHubspotPipelines, standardOutcome } from './pipelines.ts';
import { stageDateColumns, stageDatesOf } from './stage-dates.ts';

/** The tables of HubSpot: answers of its API, or an export of deals. */
export interface HubspotTables {
  /** The deals: `results` of `/crm/v3/objects/deals`, or an export, with the column Record ID. */
  readonly deals: readonly CrmRecord[];
  /**
   * The values that properties of deals had: `dealId`, `property`, `value`, `timestamp`, `updatedByUserId`; without
   * `property` all are of `dealstage`. Answers with `propertiesWithHistory` bring them with the deals.
   */
  readonly history?: readonly CrmRecord[] | undefined;
  /** `results` of `/crm/v3/pipelines/deals`. */
  readonly pipelines?: readonly CrmRecord[] | undefined;
}

export interface HubspotOptions extends CrmOptions {
  /** The column that tells why a deal was lost, where it is not `closed_lost_reason`. */
  readonly lossReason?: string | undefined;
}

const hubspotOptions: OptionsOf<HubspotOptions> = { ...crmOptions, lossReason: text };

const columns = {
  id: ['hs_object_id', 'id', 'Record ID', 'Deal ID'],
  name: ['dealname', 'Deal Name'],
  stage: ['dealstage', 'Deal Stage'],
  pipeline: ['pipeline', 'Pipeline'],
  amount: ['amount', 'Amount'],
  currency: ['deal_currency_code', 'Currency'],
  closeDate: ['closedate', 'Close Date'],
  createdAt: ['createdate', 'Create Date', 'createdAt'],
  ownerId: ['hubspot_owner_id'],
  owner: ['Deal owner'],
  company: [
    'hs_primary_associated_company',
    'Associated Company IDs (Primary)',
    'Associated Company (Primary)',
  ],
  source: ['hs_analytics_source', 'Original Traffic Source', 'Original Source Type'],
  probability: ['hs_deal_stage_probability', 'Deal probability'],
  stageEnteredAt: ['hs_v2_date_entered_current_stage', 'Date entered current stage'],
  isWon: ['hs_is_closed_won', 'Is Closed Won'],
  isLost: ['hs_is_closed_lost', 'Is Closed Lost'],
  isClosed: ['hs_is_closed', 'Is Deal Closed?'],
  lossReason: ['closed_lost_reason', 'Closed Lost Reason'],
  isArchived: ['archived'],
} satisfies Record<string, CrmColumn>;

/**
 * Deals of HubSpot as rows to import.
 *
 * `deals` are the results of `GET /crm/v3/objects/deals` with the `properties` dealname, dealstage, pipeline, amount,
 * deal_currency_code, closedate, createdate, hubspot_owner_id, hs_is_closed_won, hs_is_closed, closed_lost_reason,
 * hs_deal_stage_probability and hs_v2_date_entered_current_stage, and with `propertiesWithHistory` of dealstage, pipeline,
 * amount, deal_currency_code, closedate and hubspot_owner_id; or the file of an export with the English labels of these,
 * whose times are local times of the account. A history that another program keeps goes into `history`.
 *
 * A deal without a history of its stage has the moves that the columns `hs_v2_date_entered_<stage>`, or the older
 * `hs_date_entered_<stage>`, tell, in exports `Date entered "<stage> (<pipeline>)"`: one a stage, when it was last entered, so
 * what went before a return is not told. The close date is when an open deal is expected to close, and when a closed one did.
 * A deal's probability counts where it is not its stage's. Without `pipelines` the stages are those the rows name; won and
 * lost are those of deals that say so, and Closed Won and Closed Lost. Archived deals are left out.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const stages = [{ id: 'contractsent', label: 'Contract sent', metadata: { isClosed: 'false', probability: '0.9' } }, { id: 'closedwon', label: 'Closed won', metadata: { isClosed: 'true', probability: '1.0' } }]
 * const history = { dealstage: [{ value: 'closedwon', timestamp: '2026-10-28T15:30:00Z' }, { value: 'contractsent', timestamp: '2026-10-01T09:00:00Z' }] }
 * const deals = [{ id: '7', properties: { pipeline: 'default', dealstage: 'closedwon', amount: '900', createdate: '2026-10-01T09:00:00Z', closedate: '2026-10-28T15:30:00Z' }, propertiesWithHistory: history }]
 * const { dealRows, changeRows, outcomeStages } = hubspot({ deals, pipelines: [{ id: 'default', label: 'Sales', stages }] }, { currency: 'NOK' })
 * dealRows[0].outcome // => { status: 'won', at: '2026-10-28T15:30:00Z', reason: null }
 * changeRows.map(({ stageId }) => stageId) // => ['closedwon', 'contractsent']
 * outcomeStages // => { won: ['closedwon'], lost: [] }
 * ```
 */
export function hubspot(tables: HubspotTables, options: HubspotOptions = {}): CrmExport {
  checkTables(tables, 'deals', 'history', 'pipelines');
  const reading = crmReading(options, hubspotOptions);
  return readingOf('tables', () => readHubspot(tables, options, reading));
}

function readHubspot(tables: HubspotTables, options: HubspotOptions, reading: CrmReading): CrmExport {
  const rows = crmRows('deals', tables.deals.map(flat), columns.id, reading);
  const { names, stages: given } = readHubspotPipelines(tables.pipelines, reading);
  const deals = rows.flatMap((row) => dealOf(row, stageFinder(names, []).pipelineId) ?? []);
  const found = stageFinder(names, given ?? outcomesIn(deals));
  const stages: StageFinder = given === undefined ? { ...found, outcomeOf: withStandard(found) } : found;
  const changeRows = changesOfDeals(tables, rows, deals, given, stages, reading);
  const asTold = deals.map(dealRowReader(options, stages));
  const dealRows = withLoggedClosings(asTold, changeRows, stages.outcomeOf);
  const named = stagesFromRows(dealRows, changeRows, stages.outcomeOf, 'pipelines', reading, given);
  const list = [...(given ?? []), ...named];
  return { dealRows, changeRows, ...pipelinesOf(names, list, dealRows), problems: reading.problems };
}

/** A deal of the API with its properties beside it, as an export has them. */
function flat(deal: CrmRecord): CrmRecord {
  const properties = isRecord(deal) ? deal['properties'] : undefined;
  return isRecord(properties) ? { ...deal, ...properties } : deal;
}

/** A deal, and what it says about its end. */
interface HubspotDeal {
  readonly row: CrmRow;
  readonly id: string;
  readonly pipelineId: string;
  readonly stage: string | null;
  readonly told: 'won' | 'lost' | null;
}

function dealOf(row: CrmRow, pipelineIdOf: (text: string) => string): HubspotDeal | undefined {
  const { dealId: id } = row;
  if (id === null) report(row, columns.id, 'missing-id', 'left-out', 'has no id');
  else if (flagIn(row, columns.isArchived)) {
    report(row, columns.isArchived, 'deleted', 'left-out', 'says that it is archived');
  } else {
    const pipeline = textIn(row, columns.pipeline) ?? 'default';
    const stage = textIn(row, columns.stage);
    const suffix = ` (${pipeline})`; // where the account has more than one pipeline
    return {
      row,
      id,
      pipelineId: pipelineIdOf(pipeline),
      stage: stage?.endsWith(suffix) ? stage.slice(0, -suffix.length) : stage,
      told: toldOutcome(row),
    };
  }
  return undefined;
}

function toldOutcome(row: CrmRow): 'won' | 'lost' | null {
  const [isWon, isLost, isClosed] = [columns.isWon, columns.isLost, columns.isClosed].map((column) =>
    flagIn(row, column),
  );
  if (isWon) return 'won';
  return isLost || isClosed ? 'lost' : null;
}

/** The stages in which deals are closed, for want of the pipelines. */
function outcomesIn(deals: readonly HubspotDeal[]): CrmStage[] {
  return deals.flatMap(({ pipelineId, stage, told }) =>
    stage === null || told === null ? [] : [{ pipelineId, id: stage, name: stage, outcome: told }],
  );
}

function withStandard({ outcomeOf }: StageFinder): StageFinder['outcomeOf'] {
  return (stageId) => outcomeOf(stageId) ?? standardOutcome(stageId);
}

function dealRowReader(options: HubspotOptions, stages: StageFinder): (deal: HubspotDeal) => DealRow {
  const reason: CrmColumn = options.lossReason === undefined ? columns.lossReason : [options.lossReason];
  return ({ row, id, pipelineId, stage, told }) => {
    const stageId = stage === null ? null : stages.stageId(stage, pipelineId);
    const status = told ?? (stageId === null ? null : stages.outcomeOf(stageId));
    const closeDate = timeIn(row, columns.closeDate);
    const probability = status === null ? shareIn(row, columns.probability, 1) : null;
    return {
      id,
      pipelineId,
      openedAt: timeIn(row, columns.createdAt),
      stageId,
      stageEnteredAt: timeIn(row, columns.stageEnteredAt),
      ownerId: textIn(row, columns.ownerId) ?? textIn(row, columns.owner),
      potential: moneyIn(row, columns.amount, columns.currency),
      name: textIn(row, columns.name),
      customerId: textIn(row, columns.company),
      channel: textIn(row, columns.source),
      probability: stages.ownProbability(probability, stageId),
      expectedCloseAt: status === null ? closeDate : null,
      fields: fieldsIn(row),
      outcome:
        status === null || closeDate === null
          ? null
          : { status, at: closeDate, reason: status === 'lost' ? textIn(row, reason) : null },
    };
  };
}

/** The changes of the histories, and of deals without a history of their stage those that dates of stages tell. */
function changesOfDeals(
  tables: HubspotTables,
  rows: readonly CrmRow[],
  deals: readonly HubspotDeal[],
  given: readonly CrmStage[] | undefined,
  stages: StageFinder,
  reading: CrmReading,
): ChangeRow[] {
  const byId = new Map(deals.map((deal) => [deal.id, deal]));
  const all = new Set(rows.map(({ dealId }) => dealId));
  const known: HubspotDeals = {
    stages,
    pipelineOf: new Map((given ?? []).map(({ id, pipelineId }) => [id, pipelineId])),
    isDeleted: (id) => all.has(id) && !byId.has(id),
    currencyOf: (id) => {
      const deal = byId.get(id);
      return deal === undefined ? null : wordIn(deal.row, columns.currency);
    },
    dealPipelineOf: (id) => byId.get(id)?.pipelineId ?? null,
    ownersAreIds: rows.some((row) => hasColumn(row, columns.ownerId)),
  };
  const told = [
    ...hubspotHistory('history', tables.history, known, reading),
    ...hubspotHistory('propertiesWithHistory', embeddedHistory(tables.deals), known, reading),
  ];
  const moved = new Set(told.flatMap(({ dealId, stageId }) => (stageId ? [dealId] : [])));
  const [first] = rows;
  if (first === undefined) return told;
  const stageIds = given?.map(({ id }) => id) ?? deals.flatMap(({ stage }) => stage ?? []);
  const dates = stageDateColumns(headersIn(first), stages, stageIds, known.pipelineOf);
  const others = deals.filter(({ id }) => !moved.has(id));
  return [...told, ...others.flatMap(({ row, id, pipelineId }) => stageDatesOf(row, id, pipelineId, dates))];
}
