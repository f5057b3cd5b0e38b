import { textFrom } from '../../columns/texts.ts';
import { type CountedDeals, countedDeals } from './counted-deals.ts';
import type { Facts } from './facts.ts';
import { firstStageCode } from './stage-codes.ts';
import { lastStep, latestAt, openedAt } from './steps.ts';

const leastDeals = 5;
/** One in so many deals that were in several stages. */
const leastShare = 10;

/** Deals that were in several stages, all at the one instant of everything known of them; null where they are few. */
export function oneInstant(facts: Facts, rows: Int32Array, asOf: number): CountedDeals | null {
  const moved = rows.filter((row) => hasMoved(facts, row, asOf));
  const flat = moved.filter((row) => latestAt(facts, row, asOf) === openedAt(facts, row));
  if (flat.length < leastDeals || flat.length * leastShare < moved.length) return null;
  return countedDeals(Array.from(flat, (row) => textFrom(facts.dealIds, row)));
}

/** Whether a deal that is there was in a stage, then in another one. */
function hasMoved(facts: Facts, row: number, asOf: number): boolean {
  const { steps } = facts;
  const last = lastStep(facts, row, asOf);
  for (let step = (steps.from[row] as number) + 1; step <= last; step++)
    if ((steps.code[step] as number) >= firstStageCode) return true;
  return false;
}
