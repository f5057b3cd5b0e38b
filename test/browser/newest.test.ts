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
