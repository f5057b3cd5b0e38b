import { dealBook, importDeals, ownerScorecard, rateTable, reportTable, salesFunnel } from 'dealbook';
import { salesforce } from 'dealbook/crm';
import { expect, test } from 'vitest';
import { csvRecords, csvRows } from '../../examples/support/csv.ts';
import { cellsOf, chartFigures, choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { importByDialog } from './support/import-files.ts';
import { salesforceFiles } from './support/large-files.ts';
import { layoutProblems } from './support/layout-problems.ts';

// More deals than a page can list, and more owners than a chart has room for.

const { tables, rates } = salesforceFiles(2_000);
const timeZone = 'Europe/Oslo';

function bookInNode() {
  const { opportunities, history, stages } = tables;
  const given = salesforce(
    {
      opportunities: csvRecords(opportunities),
      history: csvRecords(history),
      stages: csvRecords(stages),
    },
    { currency: 'NOK', lossReason: 'Reason' },
  );
  const { dealRows, changeRows, pipelines, outcomeStages } = given;
  const { histories } = importDeals(dealRows, changeRows, pipelines, { outcomeStages, timeZone });
  const table = rateTable(csvRows(rates, ['date', 'currency', 'rate']), { base: 'EUR' });
  return dealBook(histories, { pipelines, currency: 'NOK', rates: table, timeZone });
}

describeInBrowser('thousands of deals of two hundred owners', () => {
  test('have the figures of the library, in tables that show all rows when asked', async () => {
    const { page, complaints } = await openDashboard();
    const fields = { currency: 'NOK', timeZone, lossReason: 'Reason' };
    await importByDialog(page, { crm: 'Salesforce', files: tables, fields, rates });
    const book = bookInNode();
    const pipelineId = 'opportunities';
    expect(await cellsOf(page, 'salesFunnel')).toEqual(reportTable(salesFunnel(book, { pipelineId })).rows);

    const { rows } = reportTable(ownerScorecard(book, { pipelineId }));
    expect(rows).toHaveLength(201);
    expect(await cellsOf(page, 'ownerScorecard')).toEqual(rows.slice(0, 40));
    await page.locator('#ownerScorecard').getByRole('button', { name: 'Show all rows (201)' }).click();
    expect(await cellsOf(page, 'ownerScorecard')).toEqual(rows);

    await choose(page, 'period', '2025');
    const funnel = salesFunnel(book, { pipelineId, closedDuring: '2025' });
    expect(await cellsOf(page, 'salesFunnel')).toEqual(reportTable(funnel).rows);
    expect(await layoutProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('are drawn as the company, and the owners of most deals', async () => {
    const { page } = await openDashboard();
    const fields = { currency: 'NOK', timeZone, lossReason: 'Reason' };
    await importByDialog(page, { crm: 'Salesforce', files: tables, fields, rates });
    expect((await chartFigures(page, 'salesByPeriod', 0)).map(([name]) => name)).toEqual(['Company']);
    const names = await page.locator('#ownerScorecard report-chart').evaluate((drawn) => {
      const { chart } = drawn as unknown as { chart: { getOption(): { yAxis: { data: string[] }[] } } };
      return chart.getOption().yAxis[0]?.data;
    });
    expect(names).toHaveLength(16); // the team comes first
  });
});
