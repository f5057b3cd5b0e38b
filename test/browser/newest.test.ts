import { expect, test } from 'vitest';
import { allShown, cellsOf, choose, describeInBrowser, openDashboard } from './support/dashboard-page.ts';

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
});
