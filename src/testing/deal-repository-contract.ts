import type { DealRepository } from '../repository/deal-repository.ts';
import { concurrencyContracts } from './concurrency-contracts.ts';
import type { RepositoryContract } from './contract.ts';
import { eraseContracts } from './erase-contracts.ts';
import { feedContracts } from './feed-contracts.ts';
import { queryContracts } from './query-contracts.ts';
import { roundTripContracts } from './round-trip-contracts.ts';
import { streamContracts } from './stream-contracts.ts';
import { versionContracts } from './version-contracts.ts';

/**
 * Everything a repository of deals must keep. With any test runner:
 *
 * ```ts
 * for (const { name, run } of dealRepositoryContract) test(name, () => run(() => myDealRepository()))
 * ```
 */
export const dealRepositoryContract: readonly RepositoryContract<DealRepository>[] = Object.freeze<
  RepositoryContract<DealRepository>[]
>([
  ...roundTripContracts,
  ...versionContracts,
  ...concurrencyContracts,
  ...streamContracts,
  ...queryContracts,
  ...feedContracts,
  ...eraseContracts,
]);
