import { expect, test } from 'vitest';
import { loadDeal, moveDeal, type OpenDeal } from '../../../src/index.ts';
import { memoryDealRepository } from '../../../src/memory/index.ts';
import { on, sales } from '../../support/deals.ts';
import { moved, opened } from '../../support/events.ts';

test('a deal is loaded with its history, so that what was forgotten can be entered', async () => {
  const deals = memoryDealRepository();
  await deals.append('d1', [opened(), moved('contact', 'terms', 5)], 0);
  const deal = (await loadDeal(deals, 'd1')) as OpenDeal;
  expect(deal).toMatchObject({ stageId: 'terms', version: 2 });
  expect(moveDeal(deal, sales, { to: 'offer', at: on(3) })).toHaveLength(1);
});

test('there is none under an unknown id, or one that was erased', async () => {
  const deals = memoryDealRepository();
  expect(await loadDeal(deals, 'd1')).toBeUndefined();
  await deals.append('d1', [opened()], 0);
  await deals.erase('d1');
  expect(await loadDeal(deals, 'd1')).toBeUndefined();
  await expect(deals.append('d1', [opened()], 0)).rejects.toMatchObject({ code: 'deal-erased' });
});
