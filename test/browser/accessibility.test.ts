import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { allShown, cellsOf, describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { importByDialog } from './support/import-files.ts';
import { oddNames } from './support/odd-names.ts';

// For who does not see the page, or has no mouse.

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => {
    const { axe: checker } = globalThis as unknown as { readonly axe: typeof import('axe-core') };
    return checker.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describeInBrowser('axe finds nothing', () => {
  test.each([
    { colorScheme: 'light', width: 1600 },
    { colorScheme: 'dark', width: 1600 },
    { colorScheme: 'light', width: 360 },
    { colorScheme: 'dark', width: 360 },
  ] as const)('on the page, $colorScheme at $width pixels', async ({ colorScheme, width }) => {
    const { page } = await openDashboard({ colorScheme, viewport: { width, height: 900 } });
    expect(await violations(page)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('in the dialogs, and after an import, %s', async (colorScheme) => {
    const { page } = await openDashboard({ colorScheme });
    await page.getByRole('button', { name: 'Import files of a CRM' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await importByDialog(page, oddNames);
    await page.click('#import summary');
    expect(await violations(page)).toEqual([]);
    await page.locator('#salesFunnel tbody button').first().click();
    await page.locator('dialog.deals table').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save: Sales funnel' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await violations(page)).toEqual([]);
  });
});

describeInBrowser('with the keyboard alone', () => {
  test('one goes through the page in its order, and sees where one is', async () => {
    const { page } = await openDashboard();
    const stops: string[] = [];
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => {
          const { activeElement: at } = document;
          const isMarked = at !== null && getComputedStyle(at).outlineStyle !== 'none';
          const name = at instanceof HTMLSelectElement ? at.name : (at?.textContent ?? '');
          return `${name}${isMarked ? '' : ' unmarked'}`;
        }),
      );
    }
    expect(stops).toEqual([
      ...['Open the sample', 'Import files of a CRM', 'language'],
      ...['pipeline', 'owner', 'period', 'channel', 'Reset'],
      ...['Won and lost', 'Reasons of losses', 'Sales funnel', 'Board'],
    ]);
  });

  test('one filters, lists the deals behind a figure, and comes back to it', async () => {
    const { page } = await openDashboard();
    const before = await cellsOf(page, 'salesFunnel');
    await page.locator('select[name=owner]').focus();
    await page.keyboard.press('k'); // kari
    await allShown(page);
    expect(await cellsOf(page, 'salesFunnel')).not.toEqual(before);
    const figure = page.locator('#salesFunnel tbody button').first();
    const says = await figure.textContent();
    await figure.focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog.deals table').waitFor();
    expect(await page.locator('dialog.deals .count').textContent()).toBe(`Deals: ${says}`);
    await page.keyboard.press('Escape');
    await page.locator('dialog.deals').waitFor({ state: 'detached' });
    expect(await figure.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test('what happens is told as it happens, and each chart in words', async () => {
    const { page } = await openDashboard();
    const status = page.locator('[role=status]');
    expect([await status.getAttribute('aria-live'), await status.textContent()]).toEqual([
      'polite',
      'Up to date',
    ]);
    const told = await page.locator('#salesFunnel report-chart').first().getAttribute('aria-label');
    const [[stage = '', passed = '', lost = ''] = []] = await cellsOf(page, 'salesFunnel');
    expect(told).toContain(`${stage}: ${passed} / ${lost}`);
  });
});
