// From the files of five CRMs to their sales funnels: examples/data/crm, as each of them exports its deals, with the dirt
// that such files have. What is odd about them is shown, and the rest goes in.
//
//   npx tsx examples/import-crm.ts            all of them
//   npx tsx examples/import-crm.ts odoo       one

import { readFileSync } from 'node:fs';
import {
  dealBook,
  importDeals,
  problemTable,
  rateTable,
  reportTable,
  salesFunnel,
  textTable,
} from 'dealbook';
import { bitrix24, type CrmExport, hubspot, odoo, pipedrive, salesforce } from 'dealbook/crm';
import { csvRecords, csvRows } from './support/csv.ts';

const text = (file: string): string => readFileSync(`${import.meta.dirname}/data/crm/${file}`, 'utf8');
const rates = rateTable(csvRows(text('rates.csv'), ['date', 'currency', 'rate']), { base: 'EUR' });

/** Each CRM: how its files are read, and the zone of their times. */
const crms: Readonly<Record<string, () => readonly [tables: CrmExport, timeZone: string]>> = {
  // The export of deals: labels for columns, a date for each stage, a byte order mark.
  hubspot: () => [hubspot({ deals: csvRecords(text('hubspot/deals.csv')) }), 'Europe/Oslo'],

  // Reports in American notation, and the stages from Data Loader. No zone, so that of the company.
  salesforce: () => [
    salesforce(
      {
        opportunities: csvRecords(text('salesforce/opportunities.csv')),
        history: csvRecords(text('salesforce/history.csv')),
        stages: csvRecords(text('salesforce/stages.csv')),
      },
      { currency: 'USD', numbers: '1,234.56', dates: 'M/D/YYYY h:mm A', lossReason: 'Loss Reason' },
    ),
    'America/New_York',
  ],

  // The export of deals, saved by a spreadsheet in Germany, and the flow of changes and the stages from the API.
  pipedrive: () => [
    pipedrive(
      {
        deals: csvRecords(text('pipedrive/deals.csv'), ';'),
        flow: csvRecords(text('pipedrive/flow.csv')),
        stages: csvRecords(text('pipedrive/stages.csv')),
      },
      { currency: 'EUR', numbers: '1.234,56', dates: 'DD.MM.YYYY HH:mm' },
    ),
    'Europe/Berlin',
  ],

  // The file of the list of deals, in Russian, with names for ids and a row a product; the rest from the API.
  bitrix24: () => [
    bitrix24(
      {
        deals: csvRecords(text('bitrix24/deals.csv'), ';'),
        stageHistory: csvRecords(text('bitrix24/stagehistory.csv')),
        stages: csvRecords(text('bitrix24/stages.csv')),
        categories: csvRecords(text('bitrix24/categories.csv')),
      },
      { dates: 'DD.MM.YYYY HH:mm:ss', currencies: { 'Российский рубль': 'RUB', Евро: 'EUR' } },
    ),
    'Europe/Moscow',
  ],

  // The export of opportunities, archived ones too, in local times; the log and its messages from the API, in UTC.
  odoo: () => [
    odoo({
      leads: csvRecords(text('odoo/leads.csv')),
      tracking: csvRecords(text('odoo/tracking.csv')),
      messages: csvRecords(text('odoo/messages.csv')),
      stages: csvRecords(text('odoo/stages.csv')),
    }),
    'Europe/Paris',
  ],
};

const asked = process.argv.slice(2);
for (const [name, read] of Object.entries(crms)) {
  if (asked.length === 0 || asked.includes(name)) show(name, ...read());
}

function show(name: string, tables: CrmExport, timeZone: string): void {
  const { dealRows, changeRows, pipelines, outcomeStages } = tables;
  const options = { outcomeStages, timeZone, onProgress: showProgress };
  const { histories, problems, counts } = importDeals(dealRows, changeRows, pipelines, options);
  const { deals, changes } = counts;
  console.log(
    `\n${name}: ${deals.taken} of ${deals.given} deals, ${changes.taken} of ${changes.given} changes`,
  );
  console.log('\nWhat was odd');
  console.log(textTable(problemTable([...tables.problems, ...problems])));

  const book = dealBook(histories, { pipelines, currency: 'EUR', rates, timeZone });
  for (const { id: pipelineId, name: pipeline } of pipelines) {
    console.log(`\nThe funnel of ${pipeline} as of ${book.asOf?.toISOString().slice(0, 10)}`);
    console.log(textTable(reportTable(salesFunnel(book, { pipelineId }), { locale: 'en-GB' })));
  }
}

/** A long import says how far it is; a short one is done before anybody could read it. */
function showProgress({ deals, of }: { readonly deals: number; readonly of: number }): void {
  if (of > 10_000) process.stderr.write(`\r${deals} of ${of} deals${deals === of ? '\n' : ''}`);
}
