import { compareText } from '../../text.ts';

/** Deals counted, with the ids of a few of them. */
export interface CountedDeals {
  readonly deals: number;
  /** The first few in code-point order. */
  readonly dealIds: readonly string[];
}

const few = 5;

/** Counts deals and keeps the first few of their ids, in one pass: there may be a million. */
export function countedDeals(ids: Iterable<string>): CountedDeals {
  const dealIds: string[] = [];
  let deals = 0;
  for (const id of ids) {
    deals++;
    const last = dealIds[few - 1];
    if (last !== undefined && compareText(id, last) > 0) continue;
    dealIds.push(id);
    dealIds.sort(compareText);
    dealIds.length = Math.min(dealIds.length, few);
  }
  return { deals, dealIds };
}
