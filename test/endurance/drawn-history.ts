import type { DealEvent } from 'dealbook';
import { drawnDeal } from '../bench/data/deal.ts';
import { historyOf } from '../bench/library/deals.ts';

export const tenantId = 'acme';

/** All that is ever appended of the deal with a number: what is there of it must be the beginning of this. */
export function drawnHistory(number: number): DealEvent[] {
  return historyOf(drawnDeal('typical', number));
}
