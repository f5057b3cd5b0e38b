import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { allShown, choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';

// A figure that is pressed lists the deals behind it: as many as it says.

/** The dialog of deals that a press opens: how many there are, their rows on all pages; closed again. */
async function dealsOf(
  page: Page,
  figure: Locator,
): Promise<{ readonly count: number; readonly ids: string[] }> {
  await figure.click();
  const dialog = page.locator('dialog.deals');
  const ids: string[] = [];
  const rows = dialog.locator('tbody tr');
  while (true) {
    await dialog.locator('table').waitFor();
    const first = await rows.first().textContent();
    ids.push(...(await rows.locator('th').allTextContents()));
    const next = dialog.getByRole('button', { name: 'Next page' });
    if (!(await next.isVisible())) break;
    await next.click();
    await page.waitForFunction(
      (text) => document.querySelector('dialog tbody tr')?.textContent !== text,
      first,
    );
  }
  const count = Number((await dialog.locator('.count').textContent())?.split(': ')[1]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  return { count, ids };
}

/** The figures of a report's table that count deals: the column, what it says, and where to press. */
async function countsIn(page: Page, report: string, columns: readonly string[]) {
  const heads = await page.locator(`#${report} thead th`).allTextContents();
  const found: { readonly column: string; readonly says: number; readonly button: Locator }[] = [];
  for (const row of await page.locator(`#${report} tbody tr`).all())
    for (const column of columns) {
      const cell = row.locator(':scope > *').nth(heads.indexOf(column));
      const button = cell.locator('button');
      const text = (await cell.textContent()) ?? '';
      if ((await button.count()) === 1) found.push({ column, says: Number(text), button });
      else expect([report, column, text]).toEqual([report, column, '0']); // only nothing cannot be pressed
    }
  return found;
}

describeInBrowser('a figure that is pressed lists its deals', () => {
  test.each([
    ['winRate', ['Won', 'Lost', 'Open']],
    ['salesFunnel', ['Passed', 'Lost', 'Open']],
    ['dealBoard', ['Open']],
    ['forecast', ['Open']],
    ['weightedPipeline', ['Open']],
    ['ownerScorecard', ['Deals', 'Open']],
    ['lossReasons', ['Lost']],
    ['pipelineMovements', ['Deals']],
  ])('in the table of %s', async (report, columns) => {
    const { page } = await openDashboard();
    const figures = await countsIn(page, report, columns);
    expect(figures.length).toBeGreaterThan(0);
    for (const { column, says, button } of figures) {
      const { count, ids } = await dealsOf(page, button);
      expect([report, column, count, ids.length]).toEqual([report, column, says, says]);
      expect(new Set(ids).size).toBe(says);
    }
  });

  test('also what was sold, what deals are of a manager in a stage, and an open pipeline of then', async () => {
    const { page } = await openDashboard();
    await choose(page, 'period', '2026-10');
    const cell = (report: string, row: number, column: number): Locator =>
      page.locator(`#${report} tbody tr`).nth(row).locator(':scope > *').nth(column).locator('button');
    const won = Number(await page.locator('#winRate tbody td').first().textContent());
    expect((await dealsOf(page, page.locator('#winRate tbody button').last())).count).toBe(won);
    const columns = await page.locator('#salesByPeriod thead th').count();
    expect((await dealsOf(page, cell('salesByPeriod', 0, columns - 2))).count).toBe(won);
    const lines = await page.locator('#pipelineMovements tbody tr').allTextContents();
    const begin = await cell('pipelineMovements', 0, 1).textContent();
    expect(lines[0]).toContain('Open at the beginning');
    expect((await dealsOf(page, cell('pipelineMovements', 0, 1))).count).toBe(Number(begin));
    const end = lines.length - 1;
    const atEnd = Number(await cell('pipelineMovements', end, 1).textContent());
    expect((await dealsOf(page, cell('pipelineMovements', end, 2))).count).toBe(atEnd);
  });

  test('and a bar of a chart', async () => {
    const { page } = await openDashboard();
    const { x, y } = await lostInSecondStage(page);
    const lost = await page.locator('#salesFunnel tbody tr').nth(1).locator('td').nth(1).textContent();
    await page.mouse.click(x, y);
    await page.locator('dialog.deals table').waitFor();
    expect(await page.locator('dialog.deals .count').textContent()).toBe(`Deals: ${lost}`);
  });
});

describeInBrowser('a bar that is pointed at tells its figure', () => {
  test('at once, and still after the chart was drawn anew beneath', async () => {
    const { page } = await openDashboard();
    const figure = async (): Promise<string> => {
      const text = await page.locator('#salesFunnel tbody tr').nth(1).locator('td').nth(1).textContent();
      return `Lost: ${text}Were`;
    };
    const { x, y } = await lostInSecondStage(page);
    await page.mouse.move(x, y);
    const told = page.locator('#salesFunnel report-chart').first().locator(':scope > div').last();
    await expect.poll(() => told.textContent()).toContain(await figure());

    await page.locator('select[name=period]').evaluate((filter: HTMLSelectElement) => {
      const month = [...filter.options].find(({ label }) => label === '2026-10');
      filter.value = month?.value ?? '';
      filter.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await allShown(page);
    const moved = await lostInSecondStage(page);
    await page.mouse.move(moved.x, moved.y);
    await expect.poll(() => told.textContent()).toContain(await figure());
  });
});

/** The middle of the bar of the deals lost in the second stage. */
async function lostInSecondStage(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const chart = page.locator('#salesFunnel report-chart').first();
  await chart.scrollIntoViewIfNeeded();
  return chart.evaluate((drawn) => {
    const { chart } = drawn as unknown as Drawn;
    const layout = chart.getModel().getSeries()[1]?.getData().getItemLayout(1) as Layout;
    const { left, top } = drawn.getBoundingClientRect();
    return { x: left + layout.x + layout.width / 2, y: top + layout.y + layout.height / 2 };

    interface Layout {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
    interface Drawn {
      readonly chart: {
        getModel(): { getSeries(): { getData(): { getItemLayout(index: number): unknown } }[] };
      };
    }
  });
}
