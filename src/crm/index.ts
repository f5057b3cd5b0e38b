/**
 * dealbook/crm: the tables of well-known CRMs as the rows that `importDeals` takes. Records in, rows out: no reader of
 * files and no network is in here.
 */

export { bitrix24 } from './bitrix24/bitrix24.ts';
export type { Bitrix24Options, Bitrix24Tables } from './bitrix24/tables.ts';
export { type HubspotOptions, type HubspotTables, hubspot } from './hubspot/hubspot.ts';
export { odoo } from './odoo/odoo.ts';
export type { OdooOptions, OdooTables } from './odoo/tables.ts';
export { type PipedriveTables, pipedrive } from './pipedrive/pipedrive.ts';
export { type SalesforceOptions, type SalesforceTables, salesforce } from './salesforce/salesforce.ts';
export type { CrmExport, CrmOptions, CrmProblem, CrmRecord } from './tables/crm-export.ts';
