import { invalidOption } from '../../errors.ts';
import { addMoney } from '../../money/arithmetic.ts';
import { copied } from '../../money/copied.ts';
import { notPossible, reading } from '../../options.ts';
import type { DealPath, DealPaths } from './deal-paths.ts';
import { comparePaths, pathText } from './path-identity.ts';

/**
 * The table of paths of two sets of separate deals together: deals, priced deals and potentials add up, path by path.
 * In any order and grouping the result is the same, so parts may be computed anywhere.
 *
 * @throws DealError `invalid-option` where the tables are of different pipelines or are none, or one is `strict`, `currency-mismatch`.
 *
 * @example
 * ```ts
 * const [kari, ola] = groupDeals(book, 'ownerId').map((group) => dealPaths(group.book, { pipelineId: 'sales' }))
 * mergePaths(kari, ola).paths.map(({ stages, ending, deals }) => [stages.join(' > '), ending, deals]) // => [['contact', 'lost', 1], ['contact > offer', 'lost', 1], ['contact > offer', 'open', 1], ['contact > offer > terms', 'won', 1]]
 * ```
 */
export function mergePaths(left: DealPaths, right: DealPaths): DealPaths {
  return reading('tables', () => merged(left, right));
}

function merged(left: DealPaths, right: DealPaths): DealPaths {
  if (left.pipelineId !== right.pipelineId) {
    throw notPossible('right', `of the pipeline ${left.pipelineId} as left is`, right.pipelineId);
  }
  const [isStrict, isOtherStrict] = [left, right].map(({ strict }) => strict === true);
  if (isStrict !== isOtherStrict) throw invalidOption('right', 'only one of the tables is of strict paths');
  const paths = new Map<string, DealPath>();
  for (const path of [...left.paths, ...right.paths]) {
    const key = pathText(path);
    const known = paths.get(key);
    paths.set(key, known === undefined ? copied(path) : together(known, path));
  }
  return { ...copied({ ...left, paths: [] }), paths: [...paths.values()].sort(comparePaths) };
}

function together(a: DealPath, b: DealPath): DealPath {
  return {
    ...a,
    deals: a.deals + b.deals,
    priced: a.priced + b.priced,
    potential: addMoney(a.potential, b.potential),
  };
}
