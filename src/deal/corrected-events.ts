import type { DealEvent, DealHistory, EventCorrected } from './event.ts';

/** Why a correction changes nothing. */
export type CorrectionIssue =
  /** There is no event before it with this version. */
  | 'unknown-version'
  /** Only an opening can stand instead of the first event, and a correction can only be taken back. */
  | 'correction-not-allowed';

/**
 * What stands at each place of a history, as corrected by what had been entered by an instant: the event itself, what stands
 * instead, or null where an event was taken back or is a correction. The one place that knows; a history without corrections
 * is given back as it is.
 */
export function standingEvents(
  history: DealHistory,
  knownAt: Date | undefined,
): readonly (DealEvent | null)[] {
  if (!hasCorrections(history)) return history;
  const enteredBy = knownAt === undefined ? Number.POSITIVE_INFINITY : +knownAt;
  const standing: (DealEvent | null)[] = history.slice();
  const decided = new Set<number>();
  // Backwards: whether a correction stands is decided by later ones, and of several of one event the last one counts.
  for (let index = history.length - 1; index >= 0; index--) {
    const event = history[index] as DealEvent;
    if (event.type !== 'EventCorrected') continue;
    const isTakenBack = decided.has(index);
    standing[index] = null;
    if (isTakenBack || +(event.recordedAt ?? event.at) > enteredBy) continue;
    const place = event.version - 1;
    if (correctionIssue(history, index, event) !== null || decided.has(place)) continue;
    decided.add(place);
    standing[place] = event.instead;
  }
  return standing;
}

/** Why the correction at a place of a history changes nothing, whatever else is said of the same event; null where it may. */
export function correctionIssue(
  history: readonly DealEvent[],
  index: number,
  { version, instead }: EventCorrected,
): CorrectionIssue | null {
  const corrected = history[version - 1];
  if (corrected === undefined || version > index) return 'unknown-version';
  if (corrected.type === 'EventCorrected') return instead === null ? null : 'correction-not-allowed';
  return version > 1 || instead?.type === 'DealOpened' ? null : 'correction-not-allowed';
}

export function hasCorrections(events: readonly DealEvent[]): boolean {
  for (let i = 0; i < events.length; i++) if ((events[i] as DealEvent).type === 'EventCorrected') return true;
  return false;
}
