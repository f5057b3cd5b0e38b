import type { CrmName } from '../messages.ts';

/** What a CRM's function takes: the tables that may come as files, the first of them needed, and options of its own. */
interface CrmTables {
  readonly name: string;
  readonly tables: readonly [string, ...string[]];
  readonly hasLossReason: boolean;
  /** Whether a column can tell the pipelines. */
  readonly hasPipelineColumn?: boolean;
  /** Names of currencies in its files, and their codes. */
  readonly currencies?: string;
}

export const crmTables: Readonly<Record<CrmName, CrmTables>> = {
  hubspot: { name: 'HubSpot', tables: ['deals', 'history', 'pipelines'], hasLossReason: true },
  salesforce: {
    name: 'Salesforce',
    tables: ['opportunities', 'history', 'fieldHistory', 'stages'],
    hasLossReason: true,
    hasPipelineColumn: true,
  },
  pipedrive: { name: 'Pipedrive', tables: ['deals', 'flow', 'stages', 'pipelines'], hasLossReason: false },
  bitrix24: {
    name: 'Bitrix24',
    tables: ['deals', 'stageHistory', 'stages', 'categories'],
    hasLossReason: true,
    currencies: 'Российский рубль = RUB, Евро = EUR, Доллар США = USD',
  },
  odoo: { name: 'Odoo', tables: ['leads', 'tracking', 'messages', 'stages'], hasLossReason: false },
};
