import type { ChangeRow } from '../../import/rows/change-row.ts';
import { moneyOf, shareIn, textIn, told } from '../tables/cells.ts';
import { changeRowsOf } from '../tables/crm-changes.ts';
import type { CrmRecord } from '../tables/crm-export.ts';
import type { CrmColumn, CrmReading, CrmRow } from '../tables/crm-row.ts';
import type { StageFinder } from '../tables/crm-stages.ts';
import { closeDateIn, opportunityId, type SalesforceDeals, salesforceRows } from './logs.ts';

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
  return changeRowsOf(rows, { dealId: opportunityId, at: history.at }, (row, id) => {
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
            expectedCloseAt: told(row, history.closeDate, closeDateIn(row, history.closeDate)),
            probability: probabilityIn(row, stageId ?? null),
          }),
    };
  });
}
