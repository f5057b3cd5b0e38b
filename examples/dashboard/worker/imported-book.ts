import { type DealBook, dealBook, importDeals, problemTable, rateTable } from 'dealbook';
import { bitrix24, type CrmExport, type CrmRecord, hubspot, odoo, pipedrive, salesforce } from 'dealbook/crm';
import { csvRecords, csvRows } from '../../support/csv.ts';
import type { CrmName, ImportedFiles, ImportFindings } from '../messages.ts';

/** The functions that read a CRM's tables; what of the tables and options each takes, it says itself. */
const readers: Readonly<Record<CrmName, (tables: never, options: never) => CrmExport>> = {
  hubspot,
  salesforce,
  pipedrive,
  bitrix24,
  odoo,
};

/** The book of a CRM's files, and what was odd in them. */
export async function importedBook(
  files: ImportedFiles,
  onProgress: (progress: { readonly deals: number; readonly of: number }) => void,
): Promise<{ readonly book: DealBook; readonly found: ImportFindings }> {
  const { crm, currency, timeZone, numbers, dates, lossReason, pipeline, currencies, rates, locale } = files;
  const tables: Record<string, CrmRecord[]> = {};
  for (const [name, { file, separator }] of Object.entries(files.tables))
    tables[name] = csvRecords(await file.text(), separator);
  // Not every CRM takes the last three, and what it does not take it refuses.
  const written = {
    ...{ currency, numbers, dates },
    ...(lossReason === undefined ? {} : { lossReason }),
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(currencies === undefined ? {} : { currencies }),
  };
  const given = readers[crm](tables as never, written as never);
  const { dealRows, changeRows, pipelines, outcomeStages } = given;
  const options = { outcomeStages, timeZone, onProgress };
  const { histories, problems, counts } = importDeals(dealRows, changeRows, pipelines, options);
  const book = dealBook(histories, { pipelines, currency, timeZone, ...(await ratesIn(rates)) });
  const { deals, changes } = counts;
  return {
    book,
    found: {
      problems: problemTable([...given.problems, ...problems], { locale }),
      deals: { given: deals.given, taken: deals.taken },
      changes: { given: changes.given, taken: changes.taken },
    },
  };
}

async function ratesIn(rates: ImportedFiles['rates']) {
  if (rates === undefined) return {};
  const rows = csvRows(await rates.file.text(), ['date', 'currency', 'rate']);
  return { rates: rateTable(rows, { base: rates.base }) };
}
