import { expect, test } from 'vitest';
import { choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { importByDialog } from './support/import-files.ts';
import { oddNames, script } from './support/odd-names.ts';

// A name from outside stays a name, wherever it is shown.

describeInBrowser('names that would run, or break what trusts them', () => {
  test('run nothing: in tables, charts, filters, tooltips, lists of deals and saved reports', async () => {
    const { page, complaints } = await openDashboard();
    await importByDialog(page, oddNames);
    for (const chart of await page.locator('report-chart').all()) {
      await chart.scrollIntoViewIfNeeded();
      const box = await chart.boundingBox();
      if (box === null) throw new Error('A chart is not there.');
      for (const share of [0.2, 0.4, 0.6, 0.8])
        await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * share);
    }
    await page.locator('#salesFunnel tbody button').first().click();
    await page.locator('dialog.deals table').waitFor();
    expect(await page.locator('dialog.deals tbody').textContent()).toContain(script);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save: Sales funnel' }).click();
    await page.fill('dialog.name input', script);
    await page.click('dialog.name button.main');
    expect(await page.locator('#saved li > span').first().textContent()).toBe(script);
    await page.getByRole('button', { name: `Show: ${script}` }).click();
    await page.locator('#saved-report tbody').waitFor();

    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => 'executed' in globalThis)).toBe(false);
    expect(
      await page.evaluate(() => Object.keys(Object.getOwnPropertyDescriptors(Object.prototype)).length),
    ).toBe(12);
    expect(complaints).toEqual([]);
  });

  test('are shown as they are, and can be filtered by', async () => {
    const { page } = await openDashboard();
    await importByDialog(page, oddNames);
    const stages = await page.locator('#salesFunnel tbody th').allTextContents();
    expect(stages.map((name) => name.slice(0, 24))).toEqual([
      script.slice(0, 24),
      '__proto__',
      'A name of three hundred ',
      'مرحلة التفاوض مع العميل',
      'All deals',
    ]);
    await choose(page, 'owner', '__proto__');
    expect(await page.locator('#ownerScorecard tbody th').allTextContents()).toContain('__proto__');
    await choose(page, 'owner', 'constructor');
    await choose(page, 'channel', 'مرحلة التفاوض مع العميل');
    expect(await page.locator('#salesFunnel tbody tr').count()).toBe(5);
  });
});
