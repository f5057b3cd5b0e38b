import type { ChangeRow } from '../../import/rows/change-row.ts';
import { moneyOf, saveOf, shareIn, textIn, timeIn, told } from '../tables/cells.ts';
import { type Changes, changeRowsOf } from '../tables/crm-changes.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import { type CrmColumn, type CrmReading, type CrmRow, crmRows } from '../tables/crm-row.ts';
import type { StageFinder } from '../tables/crm-stages.ts';

/** What the opportunities tell about the rows of the logs. */
export interface SalesforceDeals {
  /** The id as the opportunities have it: reports write 15 letters of it, the API 18. */
  readonly idOf: (id: string) => string;
  readonly isDeleted: (id: string) => boolean;
  readonly currencyOf: (dealId: string) => string | null;
  readonly ownersAreIds: boolean;
}

const dealId: CrmColumn = ['OpportunityId', 'Opportunity ID', 'Opportunity.Id'];
const history = {
  at: ['CreatedDate', 'Last Modified', 'Last Modified Date', 'Created Date'],
  by: ['CreatedById', 'Last Modified By', 'Created By ID', 'Created By'],
  stage: ['StageName', 'To Stage', 'Stage Name', 'Stage'],
  fromStage: ['From Stage'],
  amount: ['Amount'],
  currency: ['CurrencyIsoCode', 'Amount Currency', 'Currency ISO Code'],
  closeDate: ['CloseDate', 'Close Date'],
  probability: ['Probability', 'Probability (%)'],
} satisfies Record<string, CrmColumn>;

/** The rows of OpportunityHistory: each tells all values it has from its date on. */
export function salesforceHistory(
  records: readonly CrmRecord[] | undefined,
  stages: StageFinder,
  deals: SalesforceDeals,
  reading: CrmReading,
): ChangeRow[] {
  const rows = salesforceRows('history', records, deals, reading);
  const probabilityIn = (row: CrmRow, stageId: string | null): number | null | undefined => {
    const probability = told(row, history.probability, shareIn(row, history.probability, 100));
    return probability === undefined ? undefined : stages.ownProbability(probability, stageId);
  };
  return changeRowsOf(rows, { dealId, at: history.at }, (row, id) => {
    const stage = textIn(row, history.stage);
    const from = textIn(row, history.fromStage);
    const stageId = stage === null ? undefined : stages.stageId(stage, null);
    const isClosing = stageId !== undefined && stages.outcomeOf(stageId) !== null;
    const currency = textIn(row, history.currency) ?? deals.currencyOf(id);
    return {
      by: textIn(row, history.by),
      ...(from === null ? {} : { from: { stageId: stages.stageId(from, null) } }),
      stageId,
      potential: told(row, history.amount, moneyOf(row, history.amount, currency)),
      // A closing sets the close date to its own day and the probability to 0 or 100: no expectations.
      ...(isClosing
        ? {}
        : {
            expectedCloseAt: told(row, history.closeDate, timeIn(row, history.closeDate)),
            probability: probabilityIn(row, stageId ?? null),
          }),
    };
  });
}

const fieldHistory = {
  at: ['CreatedDate', 'Edit Date', 'Created Date'],
  by: ['CreatedById', 'Edited By', 'Created By ID'],
  field: ['Field', 'Field / Event', 'Changed Field'],
  old: ['OldValue', 'Old Value'],
  new: ['NewValue', 'New Value'],
} satisfies Record<string, CrmColumn>;

/** What changes, by the name of its field or by its label. */
const kinds: Readonly<Record<string, 'stage' | 'amount' | 'closeDate' | 'probability' | 'owner'>> = {
  StageName: 'stage',
  Stage: 'stage',
  Amount: 'amount',
  CloseDate: 'closeDate',
  'Close Date': 'closeDate',
  Probability: 'probability',
  'Probability (%)': 'probability',
  Owner: 'owner',
  OwnerId: 'owner',
  'Opportunity Owner': 'owner',
};

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
  const closings = new Set<string>();
  const kindOf = (row: CrmRow): string => kinds[textIn(row, fieldHistory.field) ?? ''] ?? '';
  const rows = salesforceRows('fieldHistory', records, deals, reading);
  for (const row of rows) {
    if (kindOf(row) !== 'stage') continue;
    const stage = textIn(row, fieldHistory.new);
    if (stage !== null && stages.outcomeOf(stages.stageId(stage, null)) !== null)
      closings.add(saveOf(row, fieldHistory.at));
  }
  const isExpectation = ['closeDate', 'probability'];
  return changeRowsOf(rows, { dealId, at: fieldHistory.at }, (row, id) => {
    const kind = kindOf(row);
    if (onlyOwners && kind !== 'owner') return;
    if (isExpectation.includes(kind) && closings.has(saveOf(row, fieldHistory.at))) return;
    const [held, holds] = [fieldHistory.old, fieldHistory.new].map((column) =>
      valueIn(row, column, kind, id),
    );
    if (holds === undefined) return;
    return { by: textIn(row, fieldHistory.by), ...(held === undefined ? {} : { from: held }), ...holds };
  });

  function valueIn(row: CrmRow, column: CrmColumn, kind: string, id: string): Changes | undefined {
    if (kind === 'stage') {
      const stage = textIn(row, column);
      return stage === null ? undefined : { stageId: stages.stageId(stage, null) };
    }
    if (kind === 'owner') {
      const ownerId = textIn(row, column);
      // A change of owner comes twice: with the names of the owners and with their ids.
      const isOther = ownerId !== null && userId.test(ownerId) !== deals.ownersAreIds;
      return isOther ? undefined : { ownerId };
    }
    if (kind === 'amount') return telling('potential', moneyOf(row, column, deals.currencyOf(id)));
    if (kind === 'closeDate') return telling('expectedCloseAt', timeIn(row, column));
    return kind === 'probability' ? telling('probability', shareIn(row, column, 100)) : undefined;

    function telling(name: keyof Changes, value: unknown): Changes | undefined {
      const holds = told(row, column, value);
      return holds === undefined ? undefined : { [name]: holds };
    }
  }
}

/** The id of a user, or of a queue. */
export const userId: RegExp = /^00[5G][0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/;

function salesforceRows(
  table: string,
  records: readonly CrmRecord[] | undefined,
  { idOf, isDeleted }: SalesforceDeals,
  reading: CrmReading,
): CrmRow[] {
  const rows = crmRows(table, records, dealId, reading);
  const own = rows.map((row) => (row.dealId === null ? row : { ...row, dealId: idOf(row.dealId) }));
  return own.filter((row) => row.dealId === null || !isDeleted(row.dealId));
}
