import type { BookWarning } from '../../book/book.ts';
import type { Money } from '../../money/money.ts';
import type { CountRate } from '../../statistics/rate.ts';
import type { Summary } from '../../statistics/summarize.ts';
import type { StageHead } from '../../timeline/stage-head.ts';
import type { StageReportEcho } from './funnel-deals.ts';

/**
 * A stage of a funnel. `entered` = `passed` + `lost` + `open` + `returned` + `transferred`, in deals and in money: each
 * deal is in the cell of its last visit to the stage.
 */
export interface StageRow
  extends StageHead,
    Readonly<Record<'entered' | 'passed' | 'lost' | 'open' | 'returned' | 'transferred', number>> {
  /** Deals that entered without a real visit, because they jumped over the stage. */
  readonly skipped: number;
  /** Real stays, several per deal where it came back. */
  readonly visits: number;
  readonly potential: Readonly<
    Record<'entered' | 'passed' | 'lost' | 'open' | 'returned' | 'transferred', Money>
  >;
  /** Of the deals that entered here, those that entered the next stage; for the last stage, those won. */
  readonly stepRate: CountRate;
  /** passed / (passed + lost). */
  readonly settledRate: CountRate;
  /** Of the deals that entered the first stage, those that entered here. */
  readonly cumulativeRate: CountRate;
  /** lost / entered. */
  readonly lossRate: CountRate;
  /** With `durations`: how many days the completed real visits of these deals took. */
  readonly days?: Summary;
}

/** What only a funnel was computed with; absent where it was not asked for. */
export type FunnelOnlyEcho = Pick<SalesFunnel, 'within' | 'potentialAt'>;

export type FunnelTotal = SalesFunnel['total'];

/** The sales funnel of a pipeline. */
export interface SalesFunnel extends StageReportEcho {
  readonly kind: 'salesFunnel';
  readonly within?: { readonly days: number };
  readonly potentialAt?: 'asOf' | 'entry';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly stages: readonly StageRow[];
  /** All deals of a funnel, by how they ended in its pipeline. */
  readonly total: Readonly<Record<'won' | 'lost' | 'open' | 'transferred', number>> & {
    readonly deals: number;
    /** Deals counted here that have no potential in the management currency. */
    readonly unpriced: number;
    /** Won deals that have one: those that `potential.won` is the sum of. */
    readonly pricedWon: number;
    /** won / (won + lost). */
    readonly winRate: CountRate;
    /** won / deals. */
    readonly totalRate: CountRate;
    readonly potential: Readonly<Record<'deals' | 'won' | 'lost' | 'open' | 'transferred', Money>>;
  };
  /** The stages shown that the pipeline does not know. */
  readonly warnings: readonly Extract<BookWarning, { readonly code: 'unmapped-stage' }>[];
}
