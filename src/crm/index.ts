/**
 * dealbook/crm: the tables of well-known CRMs as the rows that `importDeals` takes. Records in, rows out: no reader of
 * files and no network is in here.
 */

export { type HubspotOptions, type HubspotTables, hubspot } from './hubspot/hubspot.ts';
export { type PipedriveTables, pipedrive } from './pipedrive/pipedrive.ts';
export { type SalesforceOptions, type SalesforceTables, salesforce } from './salesforce/salesforce.ts';
export type { CrmExport, CrmOptions, CrmProblem, CrmRecord } from './tables/crm-export.ts';
