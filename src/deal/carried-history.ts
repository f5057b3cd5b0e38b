import type { Deal } from './deal.ts';
import type { DealHistory } from './event.ts';

/** What a deal carries of the history it was folded from. */
export interface CarriedHistory {
  /** All of it, also what a limit of the fold left out. */
  readonly history: DealHistory;
  /** Whether the deal is what all of it leads to. */
  readonly isWhole: boolean;
  /** When the latest of it was entered. */
  readonly recordedAt: number;
}

// A registered symbol, so that two copies of the package understand each other's deals. JSON knows no symbols, a
// spread copies it, and what stands under it shows nothing: deals are compared by their facts, not by how they came about.
const carried = Symbol.for('dealbook.history');

/** The deal with its history: a list of its own, so that what the caller adds to the one given changes nothing. */
export function withHistory(deal: Deal, given: DealHistory, isWhole: boolean): Deal {
  const history = given.slice() as unknown as DealHistory;
  let recordedAt = Number.NEGATIVE_INFINITY;
  for (const event of history) recordedAt = Math.max(recordedAt, Number(event.recordedAt ?? event.at));
  const value: CarriedHistory = { history, isWhole, recordedAt };
  const shown = { [carried]: Object.defineProperty({}, 'of', { value }) };
  return { ...deal, ...shown };
}

/** What a deal carries; undefined where it came without, such as through JSON. */
export function carriedHistory(deal: Deal): CarriedHistory | undefined {
  return (deal as { readonly [carried]?: { readonly of: CarriedHistory } })[carried]?.of;
}
