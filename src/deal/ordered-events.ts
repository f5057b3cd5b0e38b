import { type AsOf, knownTo } from './as-of.ts';
import { standingEvents } from './corrected-events.ts';
import type { DealEvent, DealHistory } from './event.ts';

/**
 * The events a fold reads, in the order it reads them: those known, as corrected by what is known, the opening first, then
 * sorted by `at`, events of one instant as recorded. Empty where the opening itself is not among them: then the deal is not
 * there yet.
 */
export function orderedEvents(history: DealHistory, limits: AsOf = {}): DealHistory | readonly [] {
  const known = eventsWithin(history, limits);
  if (known === null) return [];
  return isSorted(known) ? known : [known[0], ...known.slice(1).sort((a, b) => +a.at - +b.at)];
}

/** The events a fold reads, as recorded; null where the opening is not among them. */
function eventsWithin(history: DealHistory, limits: AsOf): DealHistory | null {
  const standing = standingEvents(history, limits.knownAt);
  const isAll = standing === history;
  if (isAll && isUnlimited(limits)) return history;
  const isKnown = isUnlimited(limits) ? () => true : knownTo(limits);
  const known = standing.filter((event): event is DealEvent => event !== null && isKnown(event));
  return known[0] === standing[0] ? (known as unknown as DealHistory) : null;
}

/** Whether a fold within limits reads all that it reads without, and the same. */
export function readsAll(history: DealHistory, { asOf, knownAt }: AsOf): boolean {
  if (asOf === undefined && knownAt === undefined) return true;
  const isKnown = knownTo({ asOf, knownAt });
  return standingEvents(history, undefined).every((event, index) => {
    const recorded = history[index] as DealEvent;
    const isCorrection = recorded.type === 'EventCorrected';
    if (isCorrection) return knownTo({ knownAt })(recorded);
    return event === null || isKnown(event);
  });
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
