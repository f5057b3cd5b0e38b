import type { DealRow, OutcomeRow } from '../../import/rows/deal-row.ts';
import { reading as readingOf } from '../../options.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';
import {
  fieldsIn,
  flagIn,
  moneyIn,
  moneyOf,
  shareIn,
  textIn,
  timeIn,
  told,
  utcTimeIn,
  wordIn,
} from '../tables/cells.ts';
import type { CrmExport, CrmOptions, CrmRecord } from '../tables/crm-export.ts';
import {
  type CrmColumn,
  type CrmReading,
  type CrmRow,
  cellIn,
  checkTables,
  crmOptions,
  crmReading,
  crmRows,
  hasColumn,
  idOf,
  isRecord,
  report,
} from '../tables/crm-row.ts';
import { pipelinesOf, type StageFinder, stageFinder, stagesFromRows } from '../tables/crm-stages.ts';
import { withLoggedClosings } from '../tables/logged-closings.ts';
import { type PipedriveDeals, pipedriveFlow } from './flow.ts';
import { readPipedriveStages } from './stages.ts';

/** The tables of Pipedrive: answers of its API, or its export of deals. */
export interface PipedriveTables {
  /** The deals: `data` of `/deals` of the API, of either version, or an export, with the column Deal - ID. */
  readonly deals: readonly CrmRecord[];
  /** `data` of `/v1/deals/{id}/flow` of all deals, or of `/v1/deals/{id}/changelog` with the `deal_id` added to each. */
  readonly flow?: readonly CrmRecord[] | undefined;
  /** `data` of `/stages`. */
  readonly stages?: readonly CrmRecord[] | undefined;
  /** `data` of `/pipelines`. */
  readonly pipelines?: readonly CrmRecord[] | undefined;
}

const columns = {
  id: ['id', 'Deal - ID'],
  title: ['title', 'Deal - Title'],
  stage: ['stage_id', 'Deal - Stage', 'Deal - Stage (pipeline)'],
  pipeline: ['pipeline_id', 'Deal - Pipeline'],
  value: ['value', 'Deal - Value'],
  currency: ['currency', 'Deal - Currency of Value', 'Deal - Currency'],
  ownerId: ['user_id', 'owner_id'],
  owner: ['Deal - Owner'],
  organization: ['org_id', 'Deal - Organization ID', 'Deal - Organization'],
  status: ['status', 'Deal - Status'],
  isDeleted: ['is_deleted', 'deleted'],
  lostReason: ['lost_reason', 'Deal - Lost reason'],
  expectedCloseAt: ['expected_close_date', 'Deal - Expected close date'],
  probability: ['probability', 'Deal - Probability'],
  channel: ['channel', 'Deal - Source channel'],
} satisfies Record<string, CrmColumn>;

/** Times in the answers of the API, in UTC, and in exports, in the zone of whoever exported. */
const times = {
  added: [['add_time'], ['Deal - Deal created', 'Deal - Creation date']],
  stageChanged: [['stage_change_time'], ['Deal - Last stage change']],
  won: [['won_time'], ['Deal - Won time']],
  lost: [['lost_time'], ['Deal - Lost time']],
  closed: [['close_time'], ['Deal - Deal closed on', 'Deal - Closed on']],
  updated: [['update_time'], ['Deal - Update time']],
} satisfies Record<string, readonly [CrmColumn, CrmColumn]>;

const onePipeline = 'deals';

/**
 * Deals of Pipedrive as rows to import.
 *
 * `deals` are what `GET /v1/deals` or `GET /api/v2/deals` lists, deals of all statuses, or the file that the list of deals
 * exports, with English column names. `flow` is what `GET /v1/deals/{id}/flow?items=dealChange` lists of one deal after
 * another, newest first as it comes. `stages` and `pipelines` are those lists of the API; of a pipeline without listed
 * stages those the rows name are taken, in the order of their naming.
 *
 * Won and lost are statuses in Pipedrive, beside the stage: there are no outcome stages, and a deal closes in the stage it
 * is in. Times of the API are UTC; those of an export are local times of whoever exported it, so import them in that zone.
 * The customer is the organization. A stage's probability counts where its pipeline says that it weighs deals. A closed
 * deal that does not say when it closed is taken to have closed at its last update; deleted deals are left out.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const deals = [{ id: 7, stage_id: 2, pipeline_id: 1, value: 900, currency: 'NOK', status: 'won', add_time: '2026-10-01 09:00:00', won_time: '2026-10-28 15:30:00' }]
 * const flow = [{ object: 'dealChange', data: { item_id: 7, field_key: 'stage_id', old_value: '1', new_value: '2', log_time: '2026-10-05 10:00:00' } }]
 * const { dealRows, changeRows, pipelines } = pipedrive({ deals, flow })
 * dealRows[0].outcome // => { status: 'won', at: '2026-10-28 15:30:00Z', reason: null }
 * changeRows[0] // => { dealId: '7', at: '2026-10-05 10:00:00Z', by: null, from: { stageId: '1' }, stageId: '2' }
 * pipelines[0].stages.map(({ id }) => id) // => ['1', '2']
 * ```
 */
export function pipedrive(tables: PipedriveTables, options: CrmOptions = {}): CrmExport {
  checkTables(tables, 'deals', 'flow', 'stages', 'pipelines');
  const reading = crmReading(options, crmOptions);
  return readingOf('tables', () => readPipedrive(tables, reading));
}

function readPipedrive(tables: PipedriveTables, reading: CrmReading): CrmExport {
  const rows = crmRows('deals', tables.deals, columns.id, reading);
  const { names, stages } = readPipedriveStages(tables.pipelines, tables.stages, reading);
  const finder = stageFinder(names, stages ?? []);
  const pipelineOf = new Map((stages ?? []).map(({ id, pipelineId }) => [id, pipelineId]));
  const asTold = rows.flatMap((row) => dealRowOf(row, finder, pipelineOf) ?? []);
  const taken = new Set(asTold.map(({ id }) => id));
  const byId = new Map(rows.map((row) => [row.dealId, row]));
  const isExport = !rows.some((row) => hasColumn(row, columns.ownerId));
  const deals: PipedriveDeals = {
    stages: finder,
    pipelineOf,
    isDeleted: (id) => byId.has(id) && !taken.has(id),
    currencyOf: (id) => {
      const row = byId.get(id);
      return row === undefined ? null : wordIn(row, columns.currency);
    },
    potentialOf: (id, currency) => {
      const row = byId.get(id);
      return row && told(row, columns.value, moneyOf(row, columns.value, currency));
    },
    ownersAreNamed: isExport,
    stagesAreNamed: isExport && stages === undefined,
  };
  const changeRows = pipedriveFlow(tables.flow, deals, reading);
  const dealRows = withLoggedClosings(asTold, changeRows, () => null);
  const named = stagesFromRows(dealRows, changeRows, () => null, 'stages', reading, stages);
  const list = [...(stages ?? []), ...named];
  return { dealRows, changeRows, ...pipelinesOf(names, list, dealRows), problems: reading.problems };
}

function dealRowOf(
  row: CrmRow,
  stages: StageFinder,
  pipelineOf: ReadonlyMap<string | null, string>,
): DealRow | undefined {
  const { dealId: id } = row;
  const status = textIn(row, columns.status)?.toLowerCase() ?? null;
  if (id === null) report(row, columns.id, 'missing-id', 'left-out', 'has no id');
  else if (status === 'deleted' || flagIn(row, columns.isDeleted)) {
    const column = status === 'deleted' ? columns.status : columns.isDeleted;
    report(row, column, 'deleted', 'left-out', 'says that it is deleted');
  } else {
    const pipeline = referenceIn(row, columns.pipeline);
    const told = pipeline === null ? null : stages.pipelineId(pipeline);
    const stage = referenceIn(row, columns.stage);
    const stageId = stage === null ? null : stages.stageId(stage, told);
    return {
      id,
      pipelineId: told ?? pipelineOf.get(stageId) ?? onePipeline,
      openedAt: timeOfEither(row, times.added),
      stageId,
      stageEnteredAt: timeOfEither(row, times.stageChanged),
      ownerId: referenceIn(row, columns.ownerId) ?? textIn(row, columns.owner),
      potential: moneyIn(row, columns.value, columns.currency),
      name: textIn(row, columns.title),
      customerId: referenceIn(row, columns.organization),
      channel: textIn(row, columns.channel),
      probability: shareIn(row, columns.probability, 100),
      expectedCloseAt: timeIn(row, columns.expectedCloseAt),
      fields: fieldsIn(row),
      outcome: outcomeIn(row, status),
    };
  }
  return undefined;
}

/** An id that the API gives as it is, or with what it is the id of. */
function referenceIn(row: CrmRow, column: CrmColumn): string | null {
  const cell = cellIn(row, column);
  return isRecord(cell) ? idOf(cell['value'] ?? cell['id']) : textIn(row, column);
}

function timeOfEither(row: CrmRow, [utc, local]: readonly [CrmColumn, CrmColumn]): TimeInput | null {
  return utcTimeIn(row, utc) ?? timeIn(row, local);
}

function outcomeIn(row: CrmRow, word: string | null): OutcomeRow | null {
  const status = word ?? statusOf(row);
  if (status === 'open') return null;
  if (status !== 'won' && status !== 'lost') {
    report(row, columns.status, 'unknown-status', 'ignored', 'is not open, won, lost or deleted');
    return null;
  }
  const reason = status === 'lost' ? textIn(row, columns.lostReason) : null;
  const at = timeOfEither(row, times[status]) ?? timeOfEither(row, times.closed);
  if (at !== null) return { status, at, reason };
  const last =
    timeOfEither(row, times.updated) ??
    timeOfEither(row, times.stageChanged) ??
    timeOfEither(row, times.added);
  const effect = last === null ? 'ignored' : 'assumed';
  const problem = last === null ? 'has no date of its closing' : 'has no date of its closing but its last';
  report(row, times[status][0], 'missing-date', effect, problem);
  return last === null ? null : { status, at: last, reason };
}

/** What the times tell where no column tells the status. */
function statusOf(row: CrmRow): 'open' | 'won' | 'lost' {
  if (timeOfEither(row, times.won) !== null) return 'won';
  return timeOfEither(row, times.lost) === null ? 'open' : 'lost';
}
