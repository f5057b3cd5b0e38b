import {
  activeFunnel,
  type DealBook,
  dealStatus,
  groupDeals,
  type Period,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  stageDurations,
  winRate,
} from '../../../src/index.ts';
import { pipelineId } from './deals.ts';

/** What a manager's start page shows of a year: ten reports. */
export const dashboard: Readonly<Record<string, (book: DealBook, year: Period) => unknown>> = {
  'funnel of closed deals': (book, closedDuring) => salesFunnel(book, { pipelineId, closedDuring }),
  'funnel of opened deals': (book, openedDuring) => salesFunnel(book, { pipelineId, openedDuring }),
  'funnel of overlapping visits': (book, overlapping) => salesFunnel(book, { pipelineId, overlapping }),
  'active funnel': (book) => activeFunnel(book, { pipelineId }),
  'win rate': (book, closedDuring) => winRate(book, { closedDuring }),
  'win rate by owner': (book, closedDuring) =>
    groupDeals(book, 'ownerId').map(({ book: mine }) => winRate(mine, { closedDuring })),
  'sales cycle': (book, closedDuring) => salesCycle(book, { closedDuring }),
  'stage durations': (book, closedDuring) => stageDurations(book, { pipelineId, closedDuring }),
  'deal status': (book, openedDuring) => dealStatus(book, { openedDuring }),
  'sales by month and owner': (book, during) => salesByPeriod(book, { during }),
};
