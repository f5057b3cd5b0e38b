import { memoryPipelineRepository } from 'dealbook/memory';
import { pipelineRepositoryContract } from 'dealbook/testing';
import { describe } from 'vitest';
import { keeps } from './keeps.ts';

describe('the repository of pipelines in memory', () => {
  keeps(pipelineRepositoryContract, memoryPipelineRepository);
});
