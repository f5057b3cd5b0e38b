import { expect, test } from 'vitest';
import { createDeal, DealError, type DealHistory } from '../../../src/index.ts';
import { memoryDealRepository } from '../../../src/memory/index.ts';
import { moved, opened } from '../../support/events.ts';

const history: DealHistory = [opened(), moved('contact', 'offer', 3)];

test('a deal is created with all that is known of it', async () => {
  const deals = memoryDealRepository();
  expect(await createDeal(deals, history)).toMatchObject({ id: 'd1', stageId: 'offer', version: 2 });
  expect(await deals.load('d1')).toEqual(history);
});

test('the same again is the same deal, another one of its id is refused', async () => {
  const deals = memoryDealRepository();
  await createDeal(deals, history);
  expect(await createDeal(deals, history)).toMatchObject({ version: 2 });
  await expect(createDeal(deals, [opened({ ownerId: 'ola' })])).rejects.toMatchObject({
    ...{ code: 'duplicate-deal', details: { dealId: 'd1' } },
  });
});

test('what may have happened is repeated, a few times', async () => {
  const deals = memoryDealRepository();
  let failures = 2;
  const append: typeof deals.append = async (...given) => {
    const result = await deals.append(...given);
    if (failures-- > 0) throw new DealError('indeterminate', 'The answer got lost.', { problem: 'lost' });
    return result;
  };
  expect(await createDeal({ append }, history)).toMatchObject({ version: 2 });
  failures = 99;
  await expect(createDeal({ append }, history)).rejects.toMatchObject({ code: 'indeterminate' });
});

test('what is no history is refused', async () => {
  await expect(createDeal(memoryDealRepository(), [])).rejects.toMatchObject({ code: 'empty-history' });
});
