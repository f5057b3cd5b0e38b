import { memoryRateRepository } from 'dealbook/memory';
import { rateRepositoryContract } from 'dealbook/testing';
import { describe } from 'vitest';
import { keeps } from './keeps.ts';

describe('the repository of rates in memory', () => {
  keeps(rateRepositoryContract, memoryRateRepository);
});
