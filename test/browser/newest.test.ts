import { reportTable, salesFunnel, selectDeals } from 'dealbook';
import { expect, test } from 'vitest';
import { allShown, cellsOf, choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';
import { sampleInNode } from './support/sample-in-node.ts';

describeInBrowser('of filters changed faster than reports are computed', () => {
  test('the newest counts, in every report', async () => {
    const { page } = await openDashboard();
    await choose(page, 'owner', 'ola');
    const expected = await Promise.all(
      ['winRate', 'salesFunnel', 'pipelineMovements'].map((name) => cellsOf(page, name)),
    );
    await page.click('.reset');
    await page.evaluate(() => {
      const list = document.querySelector('select[name=owner]') as HTMLSelectElement;
      const names = [...list.options].map(({ value }) => value);
      for (const value of [...names, ...names, '"ola"']) {
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
    await allShown(page);
    expect(
      await Promise.all(['winRate', 'salesFunnel', 'pipelineMovements'].map((name) => cellsOf(page, name))),
    ).toEqual(expected);
  });

  test('and a report that a filter does not change stays as it is', async () => {
    const { page } = await openDashboard();
    const mark = (): Promise<void> =>
      page.evaluate(() => {
        for (const table of document.querySelectorAll('.panel table')) table.classList.add('before');
      });
    const kept = (): Promise<string[]> =>
      page.locator('.panel:has(table.before)').evaluateAll((panels) => panels.map(({ id }) => id));
    await mark();
    await choose(page, 'period', '2026-10');
    expect(await kept()).toEqual(['dealBoard', 'weightedPipeline']); // what is open is open whatever the period
    await mark();
    await choose(page, 'owner', 'ola');
    expect(await kept()).toEqual([]);
    await mark();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.selectOption('select[name=period]', { label: '2026-09' }); // before all is drawn dark
    await page.waitForFunction(() => document.querySelector('.panel table.before') === null);
    await allShown(page);
  });

  test('and of languages the one chosen last, with the filters', async () => {
    const { page, complaints } = await openDashboard();
    await page.evaluate(() => {
      const change = (name: string, value: string): void => {
        const list = document.querySelector(`select[name=${name}]`) as HTMLSelectElement;
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      };
      change('owner', '"kari"');
      for (const language of ['ru', 'nb', 'en', 'nb']) change('language', language);
    });
    await page.locator('[role=status]').filter({ hasText: 'Oppdatert' }).waitFor();
    await allShown(page);
    const { rows } = reportTable(
      salesFunnel(selectDeals(sampleInNode(), { field: 'ownerId', value: 'kari' }), { pipelineId: 'solar' }),
      { locale: 'nb' },
    );
    expect(await cellsOf(page, 'salesFunnel')).toEqual(rows);
    expect(complaints).toEqual([]);
  });
});
