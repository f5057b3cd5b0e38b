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
  report,
} from '../tables/crm-row.ts';
import {
  type CrmStage,
  pipelinesOf,
  type StageFinder,
  stageFinder,
  stagesFromRows,
} from '../tables/crm-stages.ts';
import { salesforceFieldHistory } from './field-history.ts';
import { salesforceHistory } from './history.ts';
import { closeDateIn, type SalesforceDeals, userId } from './logs.ts';
import { outcomeStagesOf, readSalesforceStages, type SalesforceStage, salesforceOutcome } from './stages.ts';

/** The tables of Salesforce: answers of its API, exports of Data Loader or of a report. */
export interface SalesforceTables {
  /** Opportunity, or a report of opportunities with Opportunity ID. */
  readonly opportunities: readonly CrmRecord[];
  /** OpportunityHistory, or a report of the type Opportunity History: stage, amount, close date and probability. */
  readonly history?: readonly CrmRecord[] | undefined;
  /** OpportunityFieldHistory, or a report of the type Opportunity Field History: the only one that tells owners. */
  readonly fieldHistory?: readonly CrmRecord[] | undefined;
  /** OpportunityStage: the stages in their order, and which of them are won and lost. */
  readonly stages?: readonly CrmRecord[] | undefined;
}

export interface SalesforceOptions extends CrmOptions {
  /** The column that tells why an opportunity was lost, such as `Loss_Reason__c`: Salesforce has none of its own. */
  readonly lossReason?: string | undefined;
  /** The column whose values are the pipelines, such as `RecordTypeId`. Default: all are in one, `opportunities`. */
  readonly pipeline?: string | undefined;
}

const salesforceOptions: OptionsOf<SalesforceOptions> = { ...crmOptions, lossReason: text, pipeline: text };

const columns = {
  id: ['Id', 'Opportunity ID'],
  name: ['Name', 'Opportunity Name'],
  stage: ['StageName', 'Stage'],
  amount: ['Amount'],
  currency: ['CurrencyIsoCode', 'Amount Currency', 'Opportunity Currency'],
  closeDate: ['CloseDate', 'Close Date'],
  createdAt: ['CreatedDate', 'Created Date'],
  isClosed: ['IsClosed', 'Closed'],
  isWon: ['IsWon', 'Won'],
  isDeleted: ['IsDeleted', 'Deleted'],
  owner: ['OwnerId', 'Owner ID', 'Opportunity Owner', 'Owner.Name'],
  account: ['AccountId', 'Account ID', 'Account Name', 'Account.Name'],
  probability: ['Probability', 'Probability (%)'],
  leadSource: ['LeadSource', 'Lead Source'],
  stageChangedAt: ['LastStageChangeDate', 'Last Stage Change Date'],
} satisfies Record<string, CrmColumn>;

const onePipeline = { id: 'opportunities', name: 'Opportunities' };

/**
 * Opportunities of Salesforce as rows to import.
 *
 * Query, or export with Data Loader, `SELECT Id, Name, StageName, Amount, CurrencyIsoCode, CloseDate, CreatedDate, IsClosed,
 * IsWon, OwnerId, AccountId, Probability, LeadSource, LastStageChangeDate FROM Opportunity`, without CurrencyIsoCode where
 * there is one currency; `SELECT OpportunityId, StageName, Amount, CloseDate, Probability, CreatedDate, CreatedById FROM
 * OpportunityHistory`; `SELECT OpportunityId, Field, OldValue, NewValue, CreatedDate, CreatedById FROM
 * OpportunityFieldHistory`; `SELECT ApiName, MasterLabel, SortOrder, IsActive, IsClosed, IsWon, DefaultProbability FROM
 * OpportunityStage`. Reports are read by the English labels of these fields; ids of 15 letters are found among those of 18.
 *
 * CloseDate is when an open opportunity is expected to close, and the day on which a closed one closed. A probability
 * counts where it is not the default of its stage. Beside `history`
 * only the owners of `fieldHistory` are taken. Stages that are not given are those the rows name; won and lost are then
 * those of opportunities with IsClosed and IsWon, and Closed Won and Closed Lost. Opportunities in the recycle bin are left
 * out.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const opportunities = [{ Id: '0065', StageName: 'Closed Won', IsClosed: true, IsWon: true, Amount: 1200, CloseDate: '2026-10-28', CreatedDate: '2026-10-01T09:00:00.000+0000' }]
 * const history = [{ OpportunityId: '0065', StageName: 'Proposal', Amount: 900, CreatedDate: '2026-10-05T10:00:00.000+0000' }]
 * const { dealRows, changeRows, outcomeStages } = salesforce({ opportunities, history }, { currency: 'NOK' })
 * dealRows[0].outcome // => { status: 'won', at: '2026-10-28', reason: null }
 * changeRows[0].potential // => { amount: '900', currency: 'NOK' }
 * outcomeStages // => { won: ['Closed Won'], lost: [] }
 * ```
 */
export function salesforce(tables: SalesforceTables, options: SalesforceOptions = {}): CrmExport {
  checkTables(tables, 'opportunities', 'history', 'fieldHistory', 'stages');
  const reading = crmReading(options, salesforceOptions);
  return readingOf('tables', () => readSalesforce(tables, options, reading));
}

/** An opportunity, and what it says about its end. */
interface Opportunity {
  readonly row: CrmRow;
  readonly id: string;
  readonly stage: string | null;
  readonly told: 'won' | 'lost' | null;
}

function readSalesforce(
  tables: SalesforceTables,
  options: SalesforceOptions,
  reading: CrmReading,
): CrmExport {
  const rows = crmRows('opportunities', tables.opportunities, columns.id, reading);
  const opportunities = rows.flatMap((row) => opportunityOf(row) ?? []);
  const given = readSalesforceStages(tables.stages, reading);
  const known = given ?? outcomeStagesOf(closedIn(opportunities));
  const stages = stageFinder(new Map(), known.map(inPipeline(onePipeline.id)));
  const dealRows = opportunities.map(dealRowReader(options, stages));
  const deals = dealsOf(rows, opportunities);
  const changeRows = [
    ...salesforceHistory(tables.history, stages, deals, reading),
    ...salesforceFieldHistory(tables.fieldHistory, tables.history !== undefined, stages, deals, reading),
  ];
  const ids = [...new Set(dealRows.map(({ pipelineId }) => pipelineId))];
  const list: readonly CrmStage[] =
    given === undefined
      ? stagesFromRows(dealRows, changeRows, stages.outcomeOf, 'stages', reading)
      : ids.flatMap((id) => given.map(inPipeline(id)));
  const names = new Map(ids.map((id) => [id, options.pipeline === undefined ? onePipeline.name : id]));
  return { dealRows, changeRows, ...pipelinesOf(names, list, dealRows), problems: reading.problems };
}

function opportunityOf(row: CrmRow): Opportunity | undefined {
  const { dealId: id } = row;
  if (id === null) report(row, columns.id, 'missing-id', 'left-out', 'has no id');
  else if (flagIn(row, columns.isDeleted)) {
    report(row, columns.isDeleted, 'deleted', 'left-out', 'says that it is in the recycle bin');
  } else {
    const told = salesforceOutcome(flagIn(row, columns.isClosed), flagIn(row, columns.isWon));
    return { row, id, stage: textIn(row, columns.stage), told };
  }
  return undefined;
}

/** Stages in which opportunities are closed. */
function closedIn(opportunities: readonly Opportunity[]): Map<string, 'won' | 'lost'> {
  return new Map(
    opportunities.flatMap(({ stage, told }): [string, 'won' | 'lost'][] =>
      stage === null || told === null ? [] : [[stage, told]],
    ),
  );
}

function inPipeline(pipelineId: string): (stage: SalesforceStage) => CrmStage {
  return (stage) => ({ ...stage, pipelineId });
}

function dealRowReader(
  options: SalesforceOptions,
  stages: StageFinder,
): (opportunity: Opportunity) => DealRow {
  const pipeline: CrmColumn | undefined = options.pipeline === undefined ? undefined : [options.pipeline];
  const reason: CrmColumn | undefined = options.lossReason === undefined ? undefined : [options.lossReason];
  return ({ row, id, stage, told }) => {
    const stageId = stage === null ? null : stages.stageId(stage, null);
    const status = told ?? (stageId === null ? null : stages.outcomeOf(stageId));
    const closeDate = closeDateIn(row, columns.closeDate);
    return {
      id,
      pipelineId: (pipeline && textIn(row, pipeline)) ?? onePipeline.id,
      openedAt: timeIn(row, columns.createdAt),
      stageId,
      stageEnteredAt: timeIn(row, columns.stageChangedAt),
      ownerId: textIn(row, columns.owner),
      potential: moneyIn(row, columns.amount, columns.currency),
      name: textIn(row, columns.name),
      customerId: textIn(row, columns.account),
      channel: textIn(row, columns.leadSource),
      probability:
        status === null ? stages.ownProbability(shareIn(row, columns.probability, 100), stageId) : null,
      expectedCloseAt: status === null ? closeDate : null,
      fields: fieldsIn(row),
      outcome:
        status === null || closeDate === null
          ? null
          : { status, at: closeDate, reason: status === 'lost' && reason ? textIn(row, reason) : null },
    };
  };
}

function dealsOf(rows: readonly CrmRow[], opportunities: readonly Opportunity[]): SalesforceDeals {
  const byShortId = new Map(rows.map(({ dealId }) => [dealId?.slice(0, 15), dealId]));
  const taken = new Map(opportunities.map(({ id, row }) => [id, row]));
  return {
    idOf: (id) => byShortId.get(id.slice(0, 15)) ?? id,
    isDeleted: (id) => byShortId.has(id.slice(0, 15)) && !taken.has(id),
    currencyOf: (id) => {
      const row = taken.get(id);
      return row === undefined ? null : wordIn(row, columns.currency);
    },
    ownersAreIds: opportunities.some(({ row }) => userId.test(wordIn(row, columns.owner) ?? '')),
  };
}
