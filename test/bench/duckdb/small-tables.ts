import { cellsOf, outcomes } from '../data/cells.ts';
import type { Deal } from '../data/deal.ts';
import { openingsOf, timeOpenOf } from '../data/openings.ts';
import { centsOf, closedAtOf, openedAtOf, statusOf, unitsOf, visitsOf } from '../data/read-deal.ts';
import { rateAt, stageIds } from '../data/sales.ts';
import { forever, spansOf } from '../data/spans.ts';

/** A table in the smallest numbers that hold what is asked: codes, units of money, milliseconds. */
export interface SmallTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
  rowsOf(deal: Deal, number: number): readonly (readonly (number | null)[])[];
}

/** The codes of what became of a deal. */
export const status = { open: 0, won: 1, lost: 2 } as const;

const closing = (deal: Deal): number => closedAtOf(deal) ?? forever;

/** Everything reports ask of deals, each of which is in the rows of one table or two. */
export const smallTables: readonly SmallTable[] = [
  {
    name: 'deals',
    columns: {
      deal: 'integer',
      owner: 'utinyint',
      stage: 'utinyint', // where it is, or was when it was closed
      furthest: 'utinyint', // the last stage it entered; it entered all before, as those that were jumped over count
      status: 'utinyint',
      opened_at: 'bigint',
      entered_at: 'bigint', // the stage
      closed_at: 'bigint',
      month: 'usmallint', // of the closing, from year 0
      open_for: 'bigint',
      units: 'bigint',
      reason: 'utinyint',
    },
    rowsOf(deal, number) {
      const visits = visitsOf(deal);
      const { stage = 0, enteredAt = 0 } = visits.at(-1) ?? {};
      const [ended, closedAt] = [statusOf(deal), closedAtOf(deal)];
      return [
        [
          number,
          deal.owner,
          stage,
          ended === 'won' ? stageIds.length - 1 : Math.max(...visits.map((visit) => visit.stage)),
          status[ended],
          openedAtOf(deal),
          enteredAt,
          closedAt ?? forever,
          closedAt && monthOf(closedAt),
          closedAt && timeOpenOf(deal),
          unitsOf(deal),
          ended === 'lost' ? (deal.details?.reason ?? null) : null,
        ],
      ];
    },
  },
  {
    // The times a deal was open, with its potential before and after it was changed.
    name: 'openings',
    columns: {
      deal: 'integer',
      opened_at: 'bigint',
      is_reopened: 'boolean',
      closed_at: 'bigint',
      is_won: 'boolean',
      reopened_at: 'bigint',
      is_foreign: 'boolean',
      closed_rate: 'integer', // of the day
      cents: 'integer',
      revalued_at: 'bigint',
      cents_after: 'integer',
    },
    rowsOf(deal, number) {
      const openings = openingsOf(deal);
      return openings.map(({ openedAt, isReopened, closedAt, isWon }, index) => [
        number,
        openedAt,
        Number(isReopened),
        closedAt,
        Number(isWon),
        openings[index + 1]?.openedAt ?? forever,
        Number(deal.currency !== 'NOK'),
        closedAt === forever ? null : rateAt(closedAt),
        deal.cents,
        deal.revalued?.at ?? forever,
        centsOf(deal),
      ]);
    },
  },
  {
    // A deal in a stage that it entered: from when to when, how often, and what became of it there.
    name: 'cells',
    columns: {
      owner: 'utinyint',
      stage: 'utinyint',
      outcome: 'utinyint',
      visits: 'utinyint',
      began: 'bigint',
      ended: 'bigint',
      closed_at: 'bigint',
      units: 'bigint',
    },
    rowsOf(deal) {
      const visits = visitsOf(deal);
      const ending = statusOf(deal);
      const spans = spansOf(visits, ending === 'won');
      const cells = cellsOf(
        visits.map(({ stage }) => stage),
        ending,
      );
      return cells.flatMap((cell, stage) => {
        const span = spans[stage];
        if (cell === undefined || span === undefined) return [];
        const { outcome, visits: stays } = cell;
        const about = [deal.owner, stage, outcomes.indexOf(outcome), stays];
        return [[...about, span.began, span.ended, closing(deal), unitsOf(deal)]];
      });
    },
  },
  {
    // Stays in a stage that are over.
    name: 'stays',
    columns: { stage: 'utinyint', closed_at: 'bigint', length: 'bigint' },
    rowsOf: (deal) =>
      visitsOf(deal).flatMap(({ stage, enteredAt, leftAt }) =>
        leftAt === null ? [] : [[stage, closing(deal), leftAt - enteredAt]],
      ),
  },
  {
    // All stays of a deal in a stage together, where none goes on.
    name: 'deal_stays',
    columns: { stage: 'utinyint', closed_at: 'bigint', length: 'bigint' },
    rowsOf(deal) {
      const lengths = new Map<number, number>();
      for (const { stage, enteredAt, leftAt } of visitsOf(deal))
        lengths.set(stage, (lengths.get(stage) ?? 0) + (leftAt ?? Number.NaN) - enteredAt);
      return [...lengths].flatMap(([stage, length]) =>
        Number.isNaN(length) ? [] : [[stage, closing(deal), length]],
      );
    },
  },
  {
    // Where the stays in stages led: to another, or to an ending, whose codes follow those of the stages.
    name: 'moves',
    columns: { closed_at: 'bigint', source: 'utinyint', target: 'utinyint', is_first: 'boolean' },
    rowsOf(deal) {
      const visits = visitsOf(deal);
      const seen = new Set<number>();
      return visits.map(({ stage }, index) => {
        const target = visits[index + 1]?.stage ?? endingCodes + status[statusOf(deal)];
        const key = stage * 256 + target;
        const isFirst = !seen.has(key);
        seen.add(key);
        return [closing(deal), stage, target, Number(isFirst)];
      });
    },
  },
  {
    name: 'reschedules',
    columns: {
      deal: 'integer',
      changed_at: 'bigint',
      owner: 'utinyint',
      old_date: 'bigint',
      new_date: 'bigint',
    },
    rowsOf({ owner, details }, number) {
      if (details === null) return [];
      const dates = [details.expectedAt, ...details.rescheduled.map(({ to }) => to)];
      return details.rescheduled.map(({ at, to }, index) => [number, at, owner, dates[index] ?? null, to]);
    },
  },
];

/** The code of an ending as the target of a move is this and that of the status. */
export const endingCodes = 100;

/** A month counted from year 0. */
function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
