import type { FunnelCell } from '../funnel/deals-in-cell.ts';
import type { MovementLine } from '../movements/movements.ts';

/** Where a figure stands in a report that counts deals, by the kind of the report. */
export interface FigurePlaces {
  salesFunnel: FunnelCell;
  /** A stage's deals that entered it, passed it or were lost in it. */
  stageEffectiveness: { readonly stageId: string; readonly cell: 'entered' | 'passed' | 'lost' };
  /** A stage's open deals; without a stage all of them. */
  activeFunnel: { readonly stageId?: string; readonly cell?: 'open' | 'unpriced' };
  dealBoard: { readonly stageId?: string; readonly cell?: 'open' | 'unpriced' };
  /** Those listed, of one stage or all. */
  staleDeals: { readonly stageId?: string };
  /** Those expected in a period, by its name, or of a line; without either all. */
  weightedPipeline: { readonly period?: string; readonly cell?: 'overdue' | 'unscheduled' };
  winRate: { readonly cell: 'won' | 'lost' | 'open' | 'unpriced' | 'unpricedWon' };
  /** Those of a status; without one all. */
  dealStatus: { readonly status?: 'open' | 'won' | 'lost'; readonly cell?: 'deals' | 'unpriced' };
  /** Deals won in a period, by its name, and by an owner; without either, in all periods, by all. */
  salesByPeriod: {
    readonly ownerId?: string | null;
    readonly period?: string;
    readonly cell?: 'won' | 'unpriced';
  };
  /** Deals lost for a reason, to a competitor, in a stage, by an owner, of a customer: those of all that is given. */
  lossReasons: {
    readonly reason?: string | null;
    readonly competitorId?: string;
    readonly pipelineId?: string;
    readonly stageId?: string | null;
    readonly ownerId?: string | null;
    readonly customerId?: string | null;
    readonly cell?: 'lost' | 'unpriced';
  };
  /** An owner's deals, or the team's: in all, or those that entered a stage. */
  ownerScorecard: {
    readonly ownerId?: string | null;
    readonly stageId?: string;
    readonly cell: 'deals' | 'won' | 'lost' | 'open' | 'entered';
  };
  /** The deals of a line of the waterfall; one that moved so twice is there twice. */
  pipelineMovements: { readonly line: MovementLine };
  /** The deals won in a plan, by its place in the list. */
  planAttainment: { readonly plan: number };
}

/** The kinds of reports whose figures can be asked for their deals. */
export type FigureKind = keyof FigurePlaces;
