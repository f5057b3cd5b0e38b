import { memoryDealRepository } from 'dealbook/memory';
import { describe, expect, test } from 'vitest';
import {
  assertOpen,
  type Deal,
  DealError,
  type DealRepository,
  moveDeal,
  openDeal,
  reassignDeal,
  receivePayment,
  updateDeal,
  winDeal,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { moved, opened } from '../../support/events.ts';

async function withDeal(): Promise<DealRepository> {
  const repository = memoryDealRepository();
  await repository.append(
    'd1',
    openDeal(sales, { id: 'd1', ownerId: 'kari', potential: nok(100), at: on(1) }),
    0,
  );
  return repository;
}

/** Kari's colleague, who is faster a number of times. */
function rival(repository: DealRepository, times: number): () => Promise<void> {
  let left = times;
  return async () => {
    if (left-- <= 0) return;
    const version = (await repository.load('d1'))?.length ?? 0;
    await repository.append('d1', [moved('contact', 'offer', 2)], version);
  };
}

describe('updating a deal', () => {
  test('appends what was decided, and answers with the deal as it then is', async () => {
    const repository = await withDeal();
    const deal = await updateDeal(repository, 'd1', (deal) => {
      assertOpen(deal);
      return winDeal(deal, sales, { at: on(9) });
    });
    expect(deal).toMatchObject({ status: 'won', version: 2 });
    expect((await repository.load('d1'))?.map(({ type }) => type)).toEqual(['DealOpened', 'DealWon']);
  });

  test('appends nothing where nothing was decided', async () => {
    const repository = await withDeal();
    expect(await updateDeal(repository, 'd1', () => [])).toMatchObject({ status: 'open', version: 1 });
    expect(await repository.load('d1')).toHaveLength(1);
  });

  test('decides anew about the deal as it is when somebody else was faster', async () => {
    const repository = await withDeal();
    const interfere = rival(repository, 2);
    const seen: (string | null)[] = [];
    await updateDeal(repository, 'd1', async (deal) => {
      seen.push(deal.stageId);
      assertOpen(deal);
      const events = reassignDeal(deal, sales, { ownerId: 'ola', at: on(3) });
      await interfere();
      return events;
    });
    expect(seen).toEqual(['contact', 'offer', 'offer']);
    expect(await repository.load('d1')).toHaveLength(4);
  });

  test('gives up with version-conflict when the retries are spent', async () => {
    const repository = await withDeal();
    const interfere = rival(repository, 3);
    const pauses: number[] = [];
    const attempt = updateDeal(
      repository,
      'd1',
      async () => {
        await interfere();
        return [moved('contact', 'terms', 5)];
      },
      { retries: 2, pause: async (retry) => pauses.push(retry) },
    );
    await expect(attempt).rejects.toMatchObject({
      code: 'version-conflict',
      details: { dealId: 'd1', expectedVersion: 3, actualVersion: 4 },
    });
    expect(pauses).toEqual([1, 2]);
  });

  test('refuses a deal there is not', async () => {
    const attempt = updateDeal(memoryDealRepository(), 'd1', () => [opened()]);
    await expect(attempt).rejects.toMatchObject({ code: 'unknown-deal', details: { dealId: 'd1' } });
  });

  test('throws what was thrown while deciding, and records nothing', async () => {
    const repository = await withDeal();
    const attempt = updateDeal(repository, 'd1', () => {
      throw new Error('not today');
    });
    await expect(attempt).rejects.toThrow('not today');
    expect(await repository.load('d1')).toHaveLength(1);
  });
});

describe('two people who change a deal at once', () => {
  const noon = +on(5);

  test('both get in, 5 ms apart, whoever was faster', async () => {
    for (const [first, second] of [
      [0, 5],
      [5, 0],
    ] as const) {
      const repository = await withDeal();
      const pay = (ms: number): Promise<Deal> =>
        updateDeal(repository, 'd1', (deal) =>
          receivePayment(deal, sales, { amount: nok(ms + 1), at: new Date(noon + ms) }),
        );
      const [, deal] = await Promise.all([pay(first), pay(second)]);
      expect(deal.version).toBe(3);
      expect(deal.payments.map(({ at, amount }) => [+at - noon, amount.amount.toNumber()])).toEqual([
        [0, 1],
        [5, 6],
      ]);
    }
  });

  test('are told by name where the later thing leaves no room for the earlier', async () => {
    const repository = await withDeal();
    const won = updateDeal(repository, 'd1', (deal) => {
      assertOpen(deal);
      return winDeal(deal, sales, { at: new Date(noon + 5) });
    });
    const moved = updateDeal(repository, 'd1', (deal) => {
      assertOpen(deal);
      return moveDeal(deal, sales, { to: 'offer', at: new Date(noon) });
    });
    await won;
    await expect(moved).rejects.toMatchObject({ code: 'deal-not-open' });
  });
});

describe('an append that may have happened', () => {
  /** A repository whose answers get lost a number of times, before or after the append was recorded. */
  function unsure(repository: DealRepository, times: number, when: 'before' | 'after'): DealRepository {
    let left = times;
    return {
      ...repository,
      async append(id, events, version) {
        const isLost = left-- > 0;
        if (!isLost || when === 'after') {
          const answer = await repository.append(id, events, version);
          if (!isLost) return answer;
        }
        throw new DealError('indeterminate', 'The line went dead.', { problem: 'line' });
      },
    };
  }

  test.each(['before', 'after'] as const)('is recorded once, the line dead %s it', async (when) => {
    const repository = await withDeal();
    const decided: number[] = [];
    const deal = await updateDeal(unsure(repository, 2, when), 'd1', (deal) => {
      decided.push(deal.version);
      return [moved('contact', 'offer', 2)];
    });
    expect(deal).toMatchObject({ stageId: 'offer', version: 2 });
    expect(decided).toEqual([1]);
    expect(await repository.load('d1')).toHaveLength(2);
  });

  test('stays unknown where every further try fails, although those surely did not happen', async () => {
    const store = await withDeal();
    let tries = 0;
    const repository: DealRepository = {
      ...store,
      async append(id, events, version) {
        if (tries++ > 0) throw new DealError('unavailable', 'There is no line.', { problem: 'line' });
        await store.append(id, events, version);
        throw new DealError('indeterminate', 'The line went dead.', { problem: 'line' });
      },
    };
    const attempt = updateDeal(repository, 'd1', () => [moved('contact', 'offer', 2)], { retries: 2 });
    await expect(attempt).rejects.toMatchObject({ code: 'indeterminate' });
    expect(tries).toBe(3);
    expect(await store.load('d1')).toHaveLength(2);
  });

  test('stays unknown when the retries are spent', async () => {
    const repository = unsure(await withDeal(), 2, 'after');
    const attempt = updateDeal(repository, 'd1', () => [moved('contact', 'offer', 2)], { retries: 1 });
    await expect(attempt).rejects.toMatchObject({ code: 'indeterminate' });
  });
});
