import { buffer } from 'node:stream/consumers';
import {
  csvTable,
  decodeVariant,
  ownerScorecard,
  pipelineMovements,
  reportTable,
  runReport,
  salesFunnel,
} from 'dealbook';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { csvRecords } from '../../examples/support/csv.ts';
import { cellsOf, choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { importByDialog } from './support/import-files.ts';
import { oddNames } from './support/odd-names.ts';
import { sampleInNode } from './support/sample-in-node.ts';

// What is taken along: tables as CSV, and reports as the variants they are saved as.

const book = sampleInNode();

async function downloaded(
  page: Page,
  button: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: `${await buffer(await download.createReadStream())}` };
}

describeInBrowser('a report as CSV', () => {
  test('is the table of the library, marked as UTF-8', async () => {
    const { page } = await openDashboard();
    const { name, text } = await downloaded(page, 'CSV: Sales funnel');
    const table = reportTable(salesFunnel(book, { pipelineId: 'solar' }));
    expect([name, text]).toEqual(['Sales funnel.csv', `\ufeff${csvTable(table)}`]);
  });

  test('has semicolons in a language whose decimals have commas', async () => {
    const { page } = await openDashboard({ locale: 'nb-NO' });
    const { name, text } = await downloaded(page, 'CSV: Selgere etter trinn');
    const table = reportTable(ownerScorecard(book, { pipelineId: 'solar' }), { locale: 'nb' });
    expect([name, text]).toEqual(['Selgere etter trinn.csv', `\ufeff${csvTable(table, { separator: ';' })}`]);
  });

  test('calculates nothing, whatever somebody is called', async () => {
    const { page } = await openDashboard();
    await importByDialog(page, oddNames);
    const { text } = await downloaded(page, 'CSV: Managers by stage');
    const names = csvRecords(text).map(({ Owner: owner }) => owner);
    expect(names).toContain(`'=HYPERLINK("http://example.com")`);
    expect(names.filter((name) => /^[=+\-@]/.test(name ?? ''))).toEqual([]);
  });
});

describeInBrowser('the deals behind a figure as CSV', () => {
  test('are all of them, not only the page that is shown', async () => {
    const { page } = await openDashboard();
    const figure = page.locator('#salesFunnel tbody button').first();
    const says = Number(await figure.textContent());
    await figure.click();
    await page.locator('dialog.deals table').waitFor();
    const { name, text } = await downloaded(page, 'CSV');
    expect([name, csvRecords(text).length]).toEqual(['Deals.csv', says]);
    expect(says).toBeGreaterThan(await page.locator('dialog.deals tbody tr').count());
  });
});

describeInBrowser('a report that is saved', () => {
  test('is shown again with its own filters, also when the page was left', async () => {
    const { page } = await openDashboard();
    await choose(page, 'owner', 'kari');
    await choose(page, 'period', 'Last month');
    const saved = await cellsOf(page, 'salesFunnel');
    await page.getByRole('button', { name: 'Save: Sales funnel' }).click();
    await page.fill('dialog.name input', 'Kari, last month');
    await page.keyboard.press('Enter');

    await page.reload();
    await page.waitForSelector('main[aria-busy=false]');
    expect(await cellsOf(page, 'salesFunnel')).not.toEqual(saved);
    await page.getByRole('button', { name: 'Show: Kari, last month' }).click();
    await page.locator('#saved-report tbody').waitFor();
    expect(await cellsOf(page, 'saved-report')).toEqual(saved);
  });

  test('is taken along as the variant that runReport runs: last month is told anew each time', async () => {
    const { page } = await openDashboard();
    await choose(page, 'owner', 'ola');
    await choose(page, 'channel', 'website');
    await choose(page, 'period', 'Last quarter');
    const shown = await cellsOf(page, 'pipelineMovements');
    await page.getByRole('button', { name: 'Save: Movements of the open pipeline' }).click();
    await page.fill('dialog.name input', 'Movements');
    await page.keyboard.press('Enter');
    const { name, text } = await downloaded(page, 'JSON: Movements');
    const variant = decodeVariant(JSON.parse(text));
    expect(name).toBe('Movements.json');
    expect(variant).toMatchObject({
      report: 'pipelineMovements',
      options: {
        ...{ pipelineId: 'solar', ownerId: 'ola', during: { last: 'quarter' } },
        filter: { field: 'channel', value: 'website' },
      },
    });
    const report = runReport(book, variant, { at: book.asOf as Date, reports: { pipelineMovements } });
    if (Array.isArray(report)) throw new Error('It is not grouped.');
    expect(reportTable(report).rows).toEqual(shown);
  });

  test('can be removed; what another program left in its place does no harm', async () => {
    const { page, complaints } = await openDashboard();
    await page.getByRole('button', { name: 'Save: Reasons of losses' }).click();
    await page.keyboard.press('Enter');
    expect(await page.locator('#saved li > span:first-child').allTextContents()).toEqual([
      'Reasons of losses',
    ]);
    await page.getByRole('button', { name: 'Remove: Reasons of losses' }).click();
    expect(await page.locator('#saved li').allTextContents()).toEqual(['Nothing is saved yet.']);
    await page.evaluate(() => {
      localStorage.setItem('dealbook.dashboard.variants', '[{"report":1},null,"x"');
    });
    await page.reload();
    await page.waitForSelector('main[aria-busy=false]');
    expect(await page.locator('#saved li').allTextContents()).toEqual(['Nothing is saved yet.']);
    expect(complaints).toEqual([]);
  });
});
