import { memoryDealRepository } from 'dealbook/memory';
import { dealRepositoryContract } from 'dealbook/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DealHistory } from '../../../src/index.ts';
import { opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { anyHistoryOf } from '../../support/random-events.ts';
import { isThorough } from '../../support/runs.ts';
import { expectSame } from '../../support/same.ts';
import { keeps } from './keeps.ts';

describe('the repository of deals in memory', () => {
  keeps(dealRepositoryContract, () => memoryDealRepository());

  test('gives back any history, loaded or streamed', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistoryOf('d1'), anyHistoryOf('__proto__'), async (...histories) => {
        const repository = memoryDealRepository();
        for (const history of frozen(histories)) await repository.append(history[0].dealId, history, 0);
        const streamed: DealHistory[] = [];
        for await (const chunk of repository.histories({})) streamed.push(...chunk);
        expectSame(streamed, histories);
        for (const history of histories) expectSame(await repository.load(history[0].dealId), history);
      }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses a feed of %d changes at a time', async (limit) => {
    await expect(memoryDealRepository().changes(undefined, limit)).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });

  test.each(['x', '-1', '1.5'])('refuses a cursor it never gave: %s', async (cursor) => {
    await expect(memoryDealRepository().changes(cursor, 10)).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });

  test('holds what was recorded apart from what is streamed at the time', async () => {
    const repository = memoryDealRepository({ chunkSize: 1 });
    await repository.append('d1', [opened()], 0);
    const stream = repository.histories({})[Symbol.asyncIterator]();
    await repository.append('d2', [opened({ dealId: 'd2' })], 0); // before the reading begins
    expect((await stream.next()).value).toHaveLength(1);
    await repository.append('d3', [opened({ dealId: 'd3' })], 0); // after
    expect((await stream.next()).value?.[0]?.[0].dealId).toBe('d2');
    expect((await stream.next()).done).toBe(true);
  });
});

describe('the repository of deals in memory, seven deals a chunk', () => {
  keeps(dealRepositoryContract, () => memoryDealRepository({ chunkSize: 7 }));
});

describe('the repository of deals in memory, a deal a chunk', () => {
  keeps(dealRepositoryContract, () => memoryDealRepository({ chunkSize: 1 }));
});

describe('with 32 writers', () => {
  test.each([
    ['lets one of several writers at one version win', isThorough ? 200 : 40],
    ['loses nothing through updateDeal', isThorough ? 40 : 5],
  ])('%s, %i times each', async (wanted, rounds) => {
    const contract = dealRepositoryContract.find(({ name }) => name === wanted);
    await expect(
      contract?.run(() => memoryDealRepository(), { writers: 32, rounds }),
    ).resolves.toBeUndefined();
    expect(contract).toBeDefined();
  });
});
