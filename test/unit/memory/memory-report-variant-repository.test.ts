import { memoryReportVariantRepository } from 'dealbook/memory';
import { reportVariantRepositoryContract } from 'dealbook/testing';
import { describe } from 'vitest';
import { keeps } from './keeps.ts';

describe('the repository of report variants in memory', () => {
  keeps(reportVariantRepositoryContract, memoryReportVariantRepository);
});
