import type { ChangeRow } from '../../import/rows/change-row.ts';
import { moneyOf, saveOf, shareIn, textIn, told, wordIn } from '../tables/cells.ts';
import { type Changes, changeRowsOf } from '../tables/crm-changes.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import type { CrmColumn, CrmReading, CrmRow } from '../tables/crm-row.ts';
import type { StageFinder } from '../tables/crm-stages.ts';
import { closeDateIn, opportunityId, type SalesforceDeals, salesforceRows, userId } from './logs.ts';

const columns = {
  at: ['CreatedDate', 'Edit Date', 'Created Date'],
  by: ['CreatedById', 'Edited By', 'Created By ID'],
  field: ['Field', 'Field / Event', 'Changed Field'],
  old: ['OldValue', 'Old Value'],
  new: ['NewValue', 'New Value'],
} satisfies Record<string, CrmColumn>;

type Fact = 'stage' | 'amount' | 'closeDate' | 'probability' | 'owner';

/** What changes, by the name of its field or by its label. */
const facts: ReadonlyMap<string | null, Fact> = /* @__PURE__ */ new Map([
  ['StageName', 'stage'],
  ['Stage', 'stage'],
  ['Amount', 'amount'],
  ['CloseDate', 'closeDate'],
  ['Close Date', 'closeDate'],
  ['Probability', 'probability'],
  ['Probability (%)', 'probability'],
  ['Owner', 'owner'],
  ['OwnerId', 'owner'],
  ['Opportunity Owner', 'owner'],
]);

/**
 * The rows of OpportunityFieldHistory: from an old value to a new one. Beside OpportunityHistory only the owners are taken,
 * for it tells the rest.
 */
export function salesforceFieldHistory(
  records: readonly CrmRecord[] | undefined,
  onlyOwners: boolean,
  stages: StageFinder,
  deals: SalesforceDeals,
  reading: CrmReading,
): ChangeRow[] {
  const rows = salesforceRows('fieldHistory', records, deals, reading);
  const closings = closingsIn(rows, stages);
  return changeRowsOf(rows, { dealId: opportunityId, at: columns.at }, (row, dealId) => {
    const fact = facts.get(wordIn(row, columns.field));
    if (fact === undefined || (onlyOwners && fact !== 'owner')) return undefined;
    const isExpectation = fact === 'closeDate' || fact === 'probability';
    if (isExpectation && closings.has(saveOf(row, columns.at))) return undefined;
    const [held, holds] = [columns.old, columns.new].map((column) => {
      return valueIn(row, column, fact, { stages, deals, currency: deals.currencyOf(dealId) });
    });
    if (holds === undefined) return undefined;
    return { by: textIn(row, columns.by), ...(held === undefined ? {} : { from: held }), ...holds };
  });
}

/** The saves that closed an opportunity: they set its close date and its probability as well. */
function closingsIn(rows: readonly CrmRow[], { stageId, outcomeOf }: StageFinder): ReadonlySet<string> {
  const closing = rows.filter((row) => {
    const stage = wordIn(row, columns.new);
    const isStage = facts.get(wordIn(row, columns.field)) === 'stage';
    return isStage && stage !== null && outcomeOf(stageId(stage, null)) !== null;
  });
  return new Set(closing.map((row) => saveOf(row, columns.at)));
}

/** What a value tells; undefined where it tells nothing or cannot be read. */
function valueIn(
  row: CrmRow,
  column: CrmColumn,
  fact: Fact,
  {
    stages,
    deals,
    currency,
  }: { readonly stages: StageFinder; readonly deals: SalesforceDeals; readonly currency: string | null },
): Changes | undefined {
  switch (fact) {
    case 'stage': {
      const stage = textIn(row, column);
      return stage === null ? undefined : { stageId: stages.stageId(stage, null) };
    }
    case 'owner': {
      const ownerId = textIn(row, column);
      // A change of owner comes twice: with the names of the owners and with their ids.
      const isOther = ownerId !== null && userId.test(ownerId) !== deals.ownersAreIds;
      return isOther ? undefined : { ownerId };
    }
    case 'amount': {
      const potential = told(row, column, moneyOf(row, column, currency));
      return potential === undefined ? undefined : { potential };
    }
    case 'closeDate': {
      const expectedCloseAt = told(row, column, closeDateIn(row, column));
      return expectedCloseAt === undefined ? undefined : { expectedCloseAt };
    }
    case 'probability': {
      const probability = told(row, column, shareIn(row, column, 100));
      return probability === undefined ? undefined : { probability };
    }
  }
}
