import { readFileSync } from 'node:fs';
import { dealBook, importDeals, problemTable, rateTable, reportTable, salesFunnel } from 'dealbook';
import { bitrix24, type CrmExport, hubspot, odoo, pipedrive, salesforce } from 'dealbook/crm';
import { expect, test } from 'vitest';
import { csvRecords, csvRows } from '../../examples/support/csv.ts';
import { cellsOf, choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { type ImportForm, importByDialog } from './support/import-files.ts';

// The files of five CRMs by the dialog, and what is shown then: what the library says in Node of the same files.

const text = (file: string): string => {
  return readFileSync(new URL(`../../examples/data/crm/${file}.csv`, import.meta.url), 'utf8');
};
const rates = text('rates');

interface Case extends ImportForm {
  readonly timeZone: string;
  readonly inNode: () => CrmExport;
}

const cases: readonly Case[] = [
  {
    crm: 'HubSpot',
    files: { deals: text('hubspot/deals') },
    timeZone: 'Europe/Oslo',
    inNode: () => hubspot({ deals: csvRecords(text('hubspot/deals')) }, { currency: 'EUR' }),
  },
  {
    crm: 'Salesforce',
    files: {
      opportunities: text('salesforce/opportunities'),
      history: text('salesforce/history'),
      stages: text('salesforce/stages'),
    },
    fields: { numbers: '1,234.56', dates: 'M/D/YYYY h:mm A', lossReason: 'Loss Reason' },
    timeZone: 'America/New_York',
    inNode: () =>
      salesforce(
        {
          opportunities: csvRecords(text('salesforce/opportunities')),
          history: csvRecords(text('salesforce/history')),
          stages: csvRecords(text('salesforce/stages')),
        },
        { currency: 'EUR', numbers: '1,234.56', dates: 'M/D/YYYY h:mm A', lossReason: 'Loss Reason' },
      ),
  },
  {
    crm: 'Pipedrive',
    files: {
      deals: text('pipedrive/deals'),
      flow: text('pipedrive/flow'),
      stages: text('pipedrive/stages'),
    },
    semicolons: ['deals'],
    fields: { numbers: '1.234,56', dates: 'DD.MM.YYYY HH:mm' },
    timeZone: 'Europe/Berlin',
    inNode: () =>
      pipedrive(
        {
          deals: csvRecords(text('pipedrive/deals'), ';'),
          flow: csvRecords(text('pipedrive/flow')),
          stages: csvRecords(text('pipedrive/stages')),
        },
        { currency: 'EUR', numbers: '1.234,56', dates: 'DD.MM.YYYY HH:mm' },
      ),
  },
  {
    crm: 'Bitrix24',
    files: {
      deals: text('bitrix24/deals'),
      stageHistory: text('bitrix24/stagehistory'),
      stages: text('bitrix24/stages'),
      categories: text('bitrix24/categories'),
    },
    semicolons: ['deals'],
    fields: { dates: 'DD.MM.YYYY HH:mm:ss' },
    timeZone: 'Europe/Moscow',
    inNode: () =>
      bitrix24(
        {
          deals: csvRecords(text('bitrix24/deals'), ';'),
          stageHistory: csvRecords(text('bitrix24/stagehistory')),
          stages: csvRecords(text('bitrix24/stages')),
          categories: csvRecords(text('bitrix24/categories')),
        },
        {
          ...{ currency: 'EUR', dates: 'DD.MM.YYYY HH:mm:ss' },
          currencies: { 'Российский рубль': 'RUB', Евро: 'EUR', 'Доллар США': 'USD' },
        },
      ),
  },
  {
    crm: 'Odoo',
    files: {
      leads: text('odoo/leads'),
      tracking: text('odoo/tracking'),
      messages: text('odoo/messages'),
      stages: text('odoo/stages'),
    },
    timeZone: 'Europe/Paris',
    inNode: () =>
      odoo(
        {
          leads: csvRecords(text('odoo/leads')),
          tracking: csvRecords(text('odoo/tracking')),
          messages: csvRecords(text('odoo/messages')),
          stages: csvRecords(text('odoo/stages')),
        },
        { currency: 'EUR' },
      ),
  },
];

describeInBrowser('the files of a CRM', () => {
  test.each(cases)('$crm: what was odd, and the funnel of each pipeline', async (given) => {
    const { page, complaints } = await openDashboard();
    const { crm, files, semicolons = [], fields = {}, timeZone } = given;
    await importByDialog(page, { crm, files, semicolons, fields: { ...fields, timeZone }, rates });

    const { dealRows, changeRows, pipelines, outcomeStages, problems } = given.inNode();
    const imported = importDeals(dealRows, changeRows, pipelines, { outcomeStages, timeZone });
    const odd = problemTable([...problems, ...imported.problems]);
    expect(odd.rows.length).toBeGreaterThan(0);
    await page.click('#import summary');
    expect(await cellsOf(page, 'import')).toEqual(odd.rows.map((row) => row.map((cell) => cell.trim())));
    const { deals } = imported.counts;
    expect(await page.locator('#import .note').textContent()).toContain(
      `${deals.taken} deals taken of ${deals.given}`,
    );

    const book = dealBook(imported.histories, {
      ...{ pipelines, currency: 'EUR', timeZone },
      rates: rateTable(csvRows(rates, ['date', 'currency', 'rate']), { base: 'EUR' }),
    });
    for (const { id: pipelineId, name } of pipelines) {
      await choose(page, 'pipeline', name);
      const { rows } = reportTable(salesFunnel(book, { pipelineId }));
      expect(await cellsOf(page, 'salesFunnel')).toEqual(rows);
    }
    expect(complaints).toEqual([]);
  });
});

describeInBrowser('a column that tells the pipelines', () => {
  test('makes a pipeline of each of its values', async () => {
    const { page } = await openDashboard();
    const files = {
      opportunities: [
        'Id,Name,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon,Kind',
        '1,One,Offer,100,2026-03-01,2026-01-05T09:00:00Z,false,false,New business',
        '2,Two,Offer,200,2026-03-01,2026-01-06T09:00:00Z,false,false,Renewal',
      ].join('\n'),
    };
    await importByDialog(page, { crm: 'Salesforce', files, fields: { currency: 'NOK', pipeline: 'Kind' } });
    const names = await page.locator('select[name=pipeline] option').allTextContents();
    expect(names.toSorted()).toEqual(['New business', 'Renewal']);
    await choose(page, 'pipeline', 'Renewal');
    expect(await page.locator('#dealBoard .card strong').allTextContents()).toEqual(['Two']);
  });
});

describeInBrowser('files without a deal', () => {
  test('say so, and what was odd in them', async () => {
    const { page, complaints } = await openDashboard();
    await importByDialog(page, { crm: 'HubSpot', files: { deals: 'Record ID,Deal Name\n,Nameless\n' } });
    expect(await page.locator('main > p').textContent()).toBe('There are no deals.');
    await page.click('#import summary');
    expect(await page.locator('#import tbody').textContent()).toContain('has no id');
    await page.getByRole('button', { name: 'Open the sample' }).click();
    await page.locator('#salesFunnel tbody').waitFor();
    expect(complaints).toEqual([]);
  });
});

describeInBrowser('files that cannot be imported leave what is open', () => {
  const [{ files, crm }] = cases as [Case];
  test.each([
    ['a notation there is not', { crm, files, fields: { numbers: 'one' } }, 'invalid-option'],
    [
      'a time zone there is not',
      { crm, files, fields: { timeZone: 'Europe/Atlantis' } },
      'invalid-time-zone',
    ],
    ['a row too short', { crm, files: { deals: 'Record ID,Deal Name\n1\n' } }, 'Invalid Record Length'],
    ['rates without their column', { crm, files, rates: 'date,rate\n' }, 'has no column currency'],
  ])('%s', async (_, form: ImportForm, told) => {
    const { page } = await openDashboard();
    const before = await cellsOf(page, 'salesFunnel');
    await importByDialog(page, form);
    expect(await page.locator('[role=status]').textContent()).toContain(told);
    expect(await cellsOf(page, 'salesFunnel')).toEqual(before);
    await choose(page, 'owner', 'kari');
    expect(await cellsOf(page, 'salesFunnel')).not.toEqual(before);
  });
});
