import { type OptionsOf, readLater } from '../options.ts';
import { checkDate } from '../time/period.ts';
import type { DealEvent } from './event.ts';

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

/** Tells which events a fold looks at. */
export function knownTo({ asOf, knownAt }: AsOf): (event: DealEvent) => boolean {
  const happenedBy = asOf === undefined ? Number.POSITIVE_INFINITY : +asOf;
  const enteredBy = knownAt === undefined ? Number.POSITIVE_INFINITY : +knownAt;
  return (event) => +event.at <= happenedBy && +(event.recordedAt ?? event.at) <= enteredBy;
}
