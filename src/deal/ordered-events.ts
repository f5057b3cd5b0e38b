import { type AsOf, knownTo } from './as-of.ts';
import type { DealEvent, DealHistory } from './event.ts';

/**
 * The events a fold reads, in the order it reads them: those known, the opening first, then sorted by `at`, events
 * of one instant as recorded. Empty where the opening itself is not among them: then the deal is not there yet.
 */
export function orderedEvents(history: DealHistory, limits: AsOf = {}): readonly DealEvent[] {
  const known = isUnlimited(limits) ? history : history.filter(knownTo(limits));
  if (known[0] !== history[0]) return [];
  return isSorted(known) ? known : [history[0], ...known.slice(1).sort((a, b) => +a.at - +b.at)];
}

/** When an event counts: what is dated before the opening counts at the opening. */
export function effectiveInstant(event: DealEvent, opening: DealEvent): number {
  return Math.max(+event.at, +opening.at);
}

function isUnlimited({ asOf, knownAt }: AsOf): boolean {
  return asOf === undefined && knownAt === undefined;
}

/** Whether things that happened are in the order of time. */
export function isSorted(happened: readonly { readonly at: Date }[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < happened.length; i++) {
    const at = (happened[i] as { readonly at: Date }).at.getTime();
    if (at < before) return false;
    before = at;
  }
  return true;
}
