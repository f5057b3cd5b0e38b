import {
  memoryDealRepository,
  memoryPipelineRepository,
  memoryRateRepository,
  memoryReportVariantRepository,
} from 'dealbook/memory';
import {
  dealRepositoryContract,
  pipelineRepositoryContract,
  type RepositoryContract,
  rateRepositoryContract,
  reportVariantRepositoryContract,
} from 'dealbook/testing';
import { describe, expect, test } from 'vitest';

function keeps<R>(contracts: readonly RepositoryContract<R>[], create: () => R): void {
  test.each(contracts)('$name', async ({ run }) => {
    await expect(run(create)).resolves.toBeUndefined();
  });
}

describe('the repository of deals in memory', () => {
  keeps(dealRepositoryContract, () => memoryDealRepository());
});

describe('the repository of deals in memory, seven deals a chunk', () => {
  keeps(dealRepositoryContract, () => memoryDealRepository({ chunkSize: 7 }));
});

describe('the repository of deals in memory, a deal a chunk', () => {
  keeps(dealRepositoryContract, () => memoryDealRepository({ chunkSize: 1 }));
});

describe('the repository of pipelines in memory', () => {
  keeps(pipelineRepositoryContract, memoryPipelineRepository);
});

describe('the repository of rates in memory', () => {
  keeps(rateRepositoryContract, memoryRateRepository);
});

describe('the repository of report variants in memory', () => {
  keeps(reportVariantRepositoryContract, memoryReportVariantRepository);
});

describe('with 32 writers', () => {
  test.each([
    ['lets one of several writers at one version win', 200],
    ['loses nothing through updateDeal', 40],
  ])('%s, %i times each', async (wanted, rounds) => {
    const contract = dealRepositoryContract.find(({ name }) => name === wanted);
    await expect(
      contract?.run(() => memoryDealRepository(), { writers: 32, rounds }),
    ).resolves.toBeUndefined();
    expect(contract).toBeDefined();
  });
});
