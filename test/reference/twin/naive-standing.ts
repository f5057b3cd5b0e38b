import type { Money } from '../../../src/money/money.ts';
import type { CountedEvent } from './naive-deal.ts';

/** How a deal stands at an instant, as far as the open pipeline is concerned. */
export interface NaiveStanding {
  readonly status: 'unopened' | 'open' | 'won' | 'lost' | 'deleted';
  readonly pipelineId: string;
  readonly ownerId: string | null;
  readonly expectedCloseAt: Date | null;
  readonly potential: Money | null;
  readonly openedAt: Date;
  readonly undated: boolean;
  /** When it was closed or, open then, deleted. */
  readonly closedAt: Date | null;
}

export const beforeOpening: NaiveStanding = {
  status: 'unopened',
  pipelineId: '',
  ownerId: null,
  expectedCloseAt: null,
  potential: null,
  openedAt: new Date(0),
  undated: false,
  closedAt: null,
};

export function standingAfter(deal: NaiveStanding, { event, at }: CountedEvent): NaiveStanding {
  switch (event.type) {
    case 'DealOpened': {
      const { pipelineId, ownerId, potential, expectedCloseAt = null, undated = false } = event;
      const opened = { pipelineId, ownerId, potential, expectedCloseAt, undated };
      return { ...opened, status: 'open', openedAt: at, closedAt: null };
    }
    case 'DealTransferred':
      return { ...deal, pipelineId: event.pipelineId };
    case 'DealReassigned':
      return { ...deal, ownerId: event.ownerId };
    case 'DealRevalued':
      return { ...deal, potential: event.potential };
    case 'DealRescheduled':
      return { ...deal, expectedCloseAt: event.expectedCloseAt };
    case 'DealWon':
      return { ...deal, status: 'won', closedAt: at };
    case 'DealLost':
      return { ...deal, status: 'lost', closedAt: at };
    case 'DealReopened':
      return { ...deal, status: 'open', closedAt: null };
    case 'DealDeleted':
      return { ...deal, status: 'deleted', closedAt: deal.closedAt ?? at };
    default:
      return deal;
  }
}
