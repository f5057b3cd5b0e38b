import type { Visit } from './read-deal.ts';
import { stageIds } from './sales.ts';

/** From when to when a deal was last in a stage; for good where it still is. */
export interface Span {
  readonly began: number;
  readonly ended: number;
}

/** Later than anything that happens. */
export const forever = 8_640_000_000_000_000;

/**
 * The last visit of a deal to each stage, by the position of the stage; undefined where it was not entered. One that was
 * jumped over lies where the deal jumped.
 */
export function spansOf(visits: readonly Visit[], isWon: boolean): (Span | undefined)[] {
  const spans = new Array<Span | undefined>(stageIds.length).fill(undefined);
  for (const [index, { stage, enteredAt, leftAt }] of visits.entries()) {
    const ended = leftAt ?? forever;
    const next = visits[index + 1]?.stage ?? (isWon ? stageIds.length : stage);
    spans[stage] = { began: enteredAt, ended };
    for (let jumped = stage + 1; jumped < next; jumped++) spans[jumped] = { began: ended, ended };
  }
  return spans;
}
