import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { importByDialog } from './support/import-files.ts';
import { layoutProblems } from './support/layout-problems.ts';
import { oddNames } from './support/odd-names.ts';

// What the page looks like, at the widths of a telephone, a tablet and a screen. The pictures are kept for people to look at.

const folder = resolve('node_modules/.cache/screenshots');
mkdirSync(folder, { recursive: true });

const widths = [360, 800, 1600];
const schemes = ['light', 'dark'] as const;
const languages = [
  { language: 'en', locale: 'en-GB' },
  { language: 'nb', locale: 'nb-NO' },
  { language: 'ru', locale: 'ru-RU' },
];

async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

describeInBrowser('the page', () => {
  for (const width of widths) {
    test.each(languages)(`of $language fits ${width} pixels`, async ({ language, locale }) => {
      const { page, complaints } = await openDashboard({ viewport: { width, height: 900 }, locale });
      expect(await layoutProblems(page)).toEqual([]);
      await keepPicture(page, `sample-${language}-${width}`);
      expect(complaints).toEqual([]);
    });

    test.each(schemes)(`with names that nobody should give fits ${width} pixels, %s`, async (colorScheme) => {
      const viewport = { width, height: 900 };
      const { page, complaints } = await openDashboard({ viewport, colorScheme });
      await importByDialog(page, oddNames);
      expect(await page.locator('[role=status]').textContent()).toBe('Up to date');
      expect(await layoutProblems(page)).toEqual([]);
      await keepPicture(page, `names-${colorScheme}-${width}`);
      expect(complaints).toEqual([]);
    });
  }

  test('would be found not to fit: cut, over something else, in a chart too low, with a bar turned over', async () => {
    const { page } = await openDashboard();
    const style =
      '#lossReasons { margin-left: -200px } h1 { width: 40px; overflow: hidden; white-space: nowrap }';
    await page.addStyleTag({ content: style });
    await page
      .locator('#salesFunnel report-chart')
      .first()
      .evaluate((drawn) => {
        const { chart } = drawn as unknown as {
          chart: { resize(size: object): void; setOption(option: object): void };
        };
        chart.setOption({
          yAxis: [{ axisLabel: { hideOverlap: false, interval: 0 } }],
          series: [{ data: [-1, 2, 3, 4, 5] }],
        });
        chart.resize({ height: 90 });
      });
    const found = (await layoutProblems(page)).join('\n');
    for (const problem of [
      'lossReasons',
      'cut: H1',
      'salesFunnel 0: First contact over',
      'salesFunnel 0: a bar of -',
    ])
      expect(found).toContain(problem);
  });

  test('is printed without what can only be pressed, in one column', async () => {
    const { page } = await openDashboard({ viewport: { width: 800, height: 1100 } });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters, nav, .tools').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.panel table').filter({ visible: true }).count()).toBe(9);
    expect(await layoutProblems(page)).toEqual([]);
    await keepPicture(page, 'sample-printed');
  });

  test('is dark where the browser is, charts and all', async () => {
    const { page } = await openDashboard({ colorScheme: 'dark' });
    const backgrounds = await page.evaluate(() =>
      [document.querySelector('.panel'), document.querySelector('report-chart svg rect')].map((part) => {
        if (part === null) return null;
        return part instanceof SVGElement
          ? part.getAttribute('fill')
          : getComputedStyle(part).backgroundColor;
      }),
    );
    expect(backgrounds).toEqual(['rgb(28, 31, 36)', '#1c1f24']);
    await keepPicture(page, 'sample-dark-1600');
  });
});
