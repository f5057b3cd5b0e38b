import { reportTable, salesFunnel } from 'dealbook';
import { dealsChart } from 'dealbook/charts';
import { expect, test } from 'vitest';
import {
  allShown,
  cellsOf,
  chartFigures,
  choose,
  describeInBrowser,
  openDashboard,
} from './support/dashboard-page.ts';
import { sampleInNode } from './support/sample-in-node.ts';

const book = sampleInNode();

describeInBrowser('the page speaks', () => {
  test.each([
    { locale: 'en-GB', language: 'en', title: 'Sales dashboard' },
    { locale: 'nb-NO', language: 'nb', title: 'Salgsoversikt' },
    { locale: 'nn-NO', language: 'nb', title: 'Salgsoversikt' },
    { locale: 'ru-RU', language: 'ru', title: 'Панель продаж' },
    { locale: 'fr-FR', language: 'en', title: 'Sales dashboard' },
  ])('to a browser of $locale in $language', async ({ locale, language, title }) => {
    const { page } = await openDashboard({ locale });
    expect(await page.locator('h1').textContent()).toBe(title);
    expect(await page.title()).toBe(title);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    const funnel = salesFunnel(book, { pipelineId: 'solar' });
    const { columns, rows } = reportTable(funnel, { locale: language });
    expect(await page.locator('#salesFunnel thead th').allTextContents()).toEqual(
      columns.map(({ name }) => name),
    );
    expect(await cellsOf(page, 'salesFunnel')).toEqual(rows);
    const [passed, lost] = await chartFigures(page, 'salesFunnel', 0);
    expect([passed?.[0], lost?.[0]]).toEqual(
      dealsChart(funnel, { locale: language }).series.map(({ name }) => name),
    );
  });

  test('another language as soon as it is chosen, and keeps the filters', async () => {
    const { page } = await openDashboard();
    await choose(page, 'owner', 'kari');
    await page.selectOption('select[name=language]', { label: 'Русский' });
    await allShown(page);
    expect(await page.locator('#salesFunnel h2').textContent()).toBe('Воронка продаж');
    expect(await page.locator('select[name=owner] option:checked').textContent()).toBe('kari');
    expect(await page.locator('[role=status]').textContent()).toBe('Готово');
  });
});
