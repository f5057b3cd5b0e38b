import type { Deal } from './deal.ts';
import { forever } from './spans.ts';

/** A time for which a deal was open, from its opening or a reopening on. */
export interface Opening {
  readonly openedAt: number;
  readonly isReopened: boolean;
  /** For good where it still is. */
  readonly closedAt: number;
  readonly isWon: boolean;
}

export function openingsOf({ steps }: Deal): Opening[] {
  return steps.flatMap(({ type, at }, index) => {
    if (type !== 'opened' && type !== 'reopened') return [];
    const closing = steps.slice(index).find((step) => step.type === 'won' || step.type === 'lost');
    return [
      {
        openedAt: at,
        isReopened: type === 'reopened',
        closedAt: closing?.at ?? forever,
        isWon: closing?.type === 'won',
      },
    ];
  });
}

/** How long it was open until its last closing. */
export function timeOpenOf(deal: Deal): number {
  return openingsOf(deal).reduce((sum, { openedAt, closedAt }) => sum + closedAt - openedAt, 0);
}
