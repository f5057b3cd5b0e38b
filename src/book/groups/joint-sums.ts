import { getOrAdd } from '../../columns/get-or-add.ts';
import { amountOfPrices, type PriceSum, type Prices } from '../prices/prices.ts';
import { type Tallies, tallyGroups } from '../prices/tally.ts';
import { type Asked, allAtOnce } from './all-at-once.ts';
import type { Cut, CutGroup } from './cut.ts';

/** By cut and the prices that are added. */
const known = new WeakMap<Cut, WeakMap<Prices, Asked<Tallies>>>();

/**
 * The sum of a group's prices, as `sumOfPrices` says, added for all groups of the cut at once: the prices of a group's rows lie
 * far apart. Null as long as so few groups were asked for that this would cost more.
 */
export function jointSums(prices: Prices, cutGroup: CutGroup): PriceSum | null {
  const { cut, group } = cutGroup;
  const ofCut = getOrAdd(known, cut, () => new WeakMap<Prices, Asked<Tallies>>());
  const asked = getOrAdd(ofCut, prices, () => ({ asked: 0, all: null }));
  const groups = cut.from.length - 1;
  const all = allAtOnce(asked, cutGroup, () => tallyGroups(prices, cut.rows, cut.groups, groups));
  if (all === null || all.groupAt !== null) return null; // more groups than deals
  return {
    amount: amountOfPrices(prices, all.sums, group * all.width),
    unpriced: all.unpriced[group] as number,
  };
}
