import type { BookWarning } from '../book/book.ts';
import type { Population } from '../book/population.ts';
import type { Money } from '../money/money.ts';
import type { Rate } from '../statistics/rate.ts';
import type { Ending, Reading } from '../timeline/read-path.ts';
import type { CellName } from './stage-cells.ts';

/** How a funnel reads what products disagree on. */
export interface FunnelReading {
  /**
   * `count` (default): a stage that was jumped over counts as entered and passed, as in 1C. `ignore`: only stages
   * really visited count.
   */
  readonly skips?: Reading['skips'] | undefined;
  /** `keep` (default): a visit stays when the deal goes back. `erase`: going back removes the visits of later stages, as in 1C. */
  readonly returns?: Reading['returns'] | undefined;
}

/**
 * A stage of a funnel. `entered` = `passed` + `lost` + `open` + `returned` + `transferred`, in deals and in money: each
 * deal is in the cell of its last visit to the stage.
 */
export interface StageRow extends Readonly<Record<CellName, number>> {
  readonly stageId: string;
  readonly name: string;
  /** True for a stage the pipeline does not know; such rows come last. */
  readonly unmapped: boolean;
  /** Deals that entered without a real visit, because they jumped over the stage. */
  readonly skipped: number;
  /** Real stays, several per deal where it came back. */
  readonly visits: number;
  readonly potential: Readonly<Record<CellName, Money>>;
  /** Of the deals that entered here, those that entered the next stage; for the last stage, those won. */
  readonly stepRate: Rate;
  /** passed / (passed + lost). */
  readonly settledRate: Rate;
  /** Of the deals that entered the first stage, those that entered here. */
  readonly cumulativeRate: Rate;
  /** lost / entered. */
  readonly lossRate: Rate;
}

/** All deals of a funnel, by how they ended in its pipeline. */
export interface FunnelTotal extends Readonly<Record<Ending, number>> {
  readonly deals: number;
  /** Deals counted here that have no potential in the management currency. */
  readonly unpriced: number;
  /** won / (won + lost). */
  readonly winRate: Rate;
  /** won / deals. */
  readonly totalRate: Rate;
  readonly potential: Readonly<Record<Ending | 'deals', Money>>;
}

/** The sales funnel of a pipeline. */
export interface SalesFunnel extends Population {
  readonly kind: 'salesFunnel';
  readonly pipelineId: string;
  readonly skips: Reading['skips'];
  readonly returns: Reading['returns'];
  readonly asOf: Date | null;
  readonly currency: string;
  readonly stages: readonly StageRow[];
  readonly total: FunnelTotal;
  readonly warnings: readonly BookWarning[];
}
