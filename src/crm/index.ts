/**
 * dealbook/crm: the tables of well-known CRMs as the rows that `importDeals` takes. Records in, rows out: no reader of files
 * and no network is in here.
 */
export type { CrmExport, CrmOptions, CrmProblem, CrmRecord } from './crm-export.ts';
export { type HubspotOptions, type HubspotTables, hubspot } from './hubspot.ts';
export { type PipedriveTables, pipedrive } from './pipedrive.ts';
export { type SalesforceOptions, type SalesforceTables, salesforce } from './salesforce.ts';
