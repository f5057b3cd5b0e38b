import type { BookWarning } from '../book/book.ts';
import type { Population } from '../book/population.ts';
import { DealError } from '../errors.ts';
import { amountOfLanes, lanesOf } from '../money/lanes.ts';
import type { Money } from '../money/money.ts';
import { decimalsOf, unitsOf } from '../money/units.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type Rate, rate } from '../statistics/rate.ts';
import type { Ending, Reading } from '../timeline/read-path.ts';
import { type StageOrder, type StagePlace, stageOrder } from '../timeline/stage-order.ts';
import type { DealPaths, PathTally } from './deal-paths.ts';
import {
  add,
  type Cell,
  type CellName,
  cellNames,
  emptyCell,
  type StageCells,
  stageCells,
} from './stage-cells.ts';

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

/**
 * The sales funnel that a table of paths stands for, in any reading: what `salesFunnel` answers for the deals the
 * table was made from. The pipeline gives the order of the stages; it may be a later revision.
 *
 * @throws DealError `invalid-option` for an unknown reading or another pipeline than the table is of.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }, { id: 'offer', name: 'Offer' }] })
 * const deal = { id: 'd1', ownerId: 'kari', pipelineId: 'sales', potential: money(10, 'NOK'), openedAt: new Date('2026-10-01'), outcome: { status: 'won' as const, at: new Date('2026-10-09') } }
 * const paths = dealPaths(dealBook(historiesOf([deal], [], [sales]), { pipelines: [sales], currency: 'NOK' }), { pipelineId: 'sales' })
 * funnelOfPaths(paths, sales).stages.map(({ stageId, entered, skipped }) => [stageId, entered, skipped]) // => [['contact', 1, 0], ['offer', 1, 1]]
 * ```
 */
export function funnelOfPaths(
  table: DealPaths,
  pipeline: Pipeline,
  options: FunnelReading = {},
): SalesFunnel {
  const { kind: _, paths, ...about } = table;
  if (pipeline.id !== table.pipelineId) {
    throw new DealError(
      'invalid-option',
      `These paths are of pipeline ${table.pipelineId}, not ${pipeline.id}.`,
      {
        option: 'pipeline',
        problem: 'another pipeline than the table of paths is of',
      },
    );
  }
  const scale = paths.reduce((most, path) => Math.max(most, decimalsOf(path.potential.amount)), 0);
  const lanes = lanesOf(
    paths.map((path) => unitsOf(path.potential.amount, scale)),
    scale,
  ).columns;
  const tallies = paths.map((path, index) => ({
    ...path,
    sums: Float64Array.from(lanes, (lane) => lane[index] as number),
  }));
  return funnelOfTallies(tallies, pipeline, options, { lanes: lanes.length, scale, ...about });
}

interface About extends Population {
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly lanes: number;
  readonly scale: number;
}

/** The funnel of paths whose deals are counted. */
export function funnelOfTallies(
  tallies: readonly PathTally[],
  pipeline: Pipeline,
  options: FunnelReading,
  { lanes, scale, ...about }: About,
): SalesFunnel {
  const reading = readReading(options);
  const order = stageOrder(pipeline, visitedStages(tallies));
  const cells = stageCells(tallies, order, reading, lanes);
  const first = order.mapped > 0 ? cells[0] : undefined;
  const moneyOf = ({ sums }: Cell): Money => ({
    amount: amountOfLanes(sums, scale),
    currency: about.currency,
  });
  return {
    kind: 'salesFunnel',
    ...about,
    ...reading,
    stages: order.places.map((place, position) =>
      rowOf(place, cells[position] as StageCells, first, moneyOf),
    ),
    total: totalOf(tallies, lanes, moneyOf),
    warnings: warningsOf(about.pipelineId, order),
  };
}

/** The reading a report asks for. */
function readReading({ skips = 'count', returns = 'keep' }: FunnelReading): Reading {
  const refuse = (option: string, value: unknown): never => {
    throw new DealError('invalid-option', `${option} cannot be ${String(value)}.`, {
      option,
      problem: String(value),
    });
  };
  if (skips !== 'count' && skips !== 'ignore') refuse('skips', skips);
  if (returns !== 'keep' && returns !== 'erase') refuse('returns', returns);
  return { skips, returns };
}

function visitedStages(tallies: readonly PathTally[]): Set<string> {
  const visited = new Set<string>();
  for (const { stages } of tallies) for (const stageId of stages) visited.add(stageId);
  return visited;
}

function rowOf(
  place: StagePlace,
  cells: StageCells,
  first: StageCells | undefined,
  moneyOf: (cell: Cell) => Money,
): StageRow {
  const counts = Object.fromEntries(cellNames.map((name) => [name, cells[name].deals])) as Record<
    CellName,
    number
  >;
  const potential = Object.fromEntries(cellNames.map((name) => [name, moneyOf(cells[name])])) as Record<
    CellName,
    Money
  >;
  return {
    ...place,
    ...counts,
    skipped: cells.skipped,
    visits: cells.visits,
    potential,
    stepRate: rate(cells.further, counts.entered),
    settledRate: rate(counts.passed, counts.passed + counts.lost),
    cumulativeRate: rate(cells.fromFirst, first?.entered.deals ?? 0),
    lossRate: rate(counts.lost, counts.entered),
  };
}

function totalOf(tallies: readonly PathTally[], lanes: number, moneyOf: (cell: Cell) => Money): FunnelTotal {
  const cells = {
    deals: emptyCell(lanes),
    won: emptyCell(lanes),
    lost: emptyCell(lanes),
    open: emptyCell(lanes),
    transferred: emptyCell(lanes),
  };
  let priced = 0;
  for (const tally of tallies) {
    add(cells.deals, tally);
    add(cells[tally.ending], tally);
    priced += tally.priced;
  }
  const { deals, won, lost, open, transferred } = cells;
  return {
    deals: deals.deals,
    won: won.deals,
    lost: lost.deals,
    open: open.deals,
    transferred: transferred.deals,
    unpriced: deals.deals - priced,
    winRate: rate(won.deals, won.deals + lost.deals),
    totalRate: rate(won.deals, deals.deals),
    potential: {
      deals: moneyOf(deals),
      won: moneyOf(won),
      lost: moneyOf(lost),
      open: moneyOf(open),
      transferred: moneyOf(transferred),
    },
  };
}

function warningsOf(pipelineId: string, { places }: StageOrder): BookWarning[] {
  return places
    .filter((place) => place.unmapped)
    .map(({ stageId }) => ({ code: 'unmapped-stage', pipelineId, stageId }));
}
