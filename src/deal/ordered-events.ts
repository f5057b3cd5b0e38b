import { type OptionsOf, readLater } from '../options.ts';
import { checkDate } from '../time/period.ts';
import type { DealEvent, DealHistory } from './event.ts';

/** What a fold looks at: what had happened by `asOf` and had been entered by `knownAt`, both inclusive. */
export interface AsOf {
  readonly asOf?: Date | undefined;
  readonly knownAt?: Date | undefined;
}

export const asOfOptions: OptionsOf<AsOf> = { asOf: readLater, knownAt: readLater };

/** Checks that the limits of a fold are dates. */
export function checkLimits({ asOf, knownAt }: AsOf): void {
  if (asOf !== undefined) checkDate(asOf, 'asOf');
  if (knownAt !== undefined) checkDate(knownAt, 'knownAt');
}

/**
 * The events a fold reads, in the order it reads them: those known, the opening first, then sorted by `at`, events
 * of one instant as recorded. Empty where the opening itself is not among them: then the deal is not there yet.
 */
export function orderedEvents(history: DealHistory, limits: AsOf = {}): readonly DealEvent[] {
  const known = isUnlimited(limits) ? history : history.filter(knownTo(limits));
  if (known[0] !== history[0]) return [];
  return isSorted(known) ? known : [history[0], ...known.slice(1).sort((a, b) => +a.at - +b.at)];
}

/** Tells which events a fold looks at. */
export function knownTo({ asOf, knownAt }: AsOf): (event: DealEvent) => boolean {
  const happenedBy = asOf === undefined ? Number.POSITIVE_INFINITY : +asOf;
  const enteredBy = knownAt === undefined ? Number.POSITIVE_INFINITY : +knownAt;
  return (event) => +event.at <= happenedBy && +(event.recordedAt ?? event.at) <= enteredBy;
}

/** When an event counts: what is dated before the opening counts at the opening. */
export function instantOf(event: DealEvent, opening: DealEvent): number {
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
