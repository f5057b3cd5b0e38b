/** Repositories in memory: for tests, for a first look, and as a plain reading of what a repository has to do. */
export { type MemoryDealRepositoryOptions, memoryDealRepository } from './deal-repository.ts';
export { memoryPipelineRepository } from './pipeline-repository.ts';
export { memoryRateRepository } from './rate-repository.ts';
export { memoryReportVariantRepository } from './report-variant-repository.ts';
