/**
 * What a repository must keep, as data: contracts to run against one of your own, with any test runner or none.
 *
 * ```ts
 * for (const { name, run } of dealRepositoryContract) test(name, () => run(() => myDealRepository()))
 * ```
 */
export type { ContractOptions, RepositoryContract } from './contract.ts';
export { dealRepositoryContract } from './deal-repository-contract.ts';
export { pipelineRepositoryContract } from './pipeline-repository-contract.ts';
export { rateRepositoryContract } from './rate-repository-contract.ts';
export { reportVariantRepositoryContract } from './report-variant-repository-contract.ts';
