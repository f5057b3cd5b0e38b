import type { CrmOptions, CrmRecord } from '../tables/crm-export.ts';

/** What {@link bitrix24} reads. */
export interface Bitrix24Tables {
  /**
   * The items of `crm.deal.list` or of `crm.item.list` with entityTypeId 2; or the rows of the CSV file of the list of
   * deals (the gear, "Export deals to CSV", all fields), whose columns have the names that they have in the list.
   */
  readonly deals: readonly CrmRecord[];
  /** The items of `crm.stagehistory.list` with entityTypeId 2. There is no file of them. */
  readonly stageHistory?: readonly CrmRecord[] | undefined;
  /** The items of `crm.status.list` (all, or those of DEAL_STAGE and DEAL_STAGE_1, 2, …) or `crm.dealcategory.stage.list`. */
  readonly stages?: readonly CrmRecord[] | undefined;
  /** The items of `crm.category.list` with entityTypeId 2, or of `crm.dealcategory.list`: the pipelines. */
  readonly categories?: readonly CrmRecord[] | undefined;
}

/** How {@link bitrix24} reads. */
export interface Bitrix24Options extends CrmOptions {
  /** The codes of currencies by their names: the CSV file has `'Российский рубль'`, not `'RUB'`. */
  readonly currencies?: Readonly<Record<string, string>> | undefined;
  /** The column of the deals that has the reason of a loss, a field of your own. Default: the name of the lost stage. */
  readonly lossReason?: string | undefined;
  /** What an amount of zero is: Bitrix24 has zero where nobody entered one. Default `'missing'`. */
  readonly zeroAmounts?: 'missing' | 'taken' | undefined;
}
