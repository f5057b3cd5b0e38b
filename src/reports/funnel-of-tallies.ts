import type { BookWarning } from '../book/book.ts';
import type { Population } from '../book/population.ts';
import { DealError } from '../errors.ts';
import { amountOfLanes } from '../money/lanes.ts';
import type { Money } from '../money/money.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { rate } from '../statistics/rate.ts';
import type { Reading } from '../timeline/read-path.ts';
import { type StageOrder, type StagePlace, stageOrder } from '../timeline/stage-order.ts';
import type { PathTally } from './deal-paths.ts';
import type { FunnelReading, FunnelTotal, SalesFunnel, StageRow } from './funnel.ts';
import {
  add,
  type Cell,
  type CellName,
  cellNames,
  emptyCell,
  type StageCells,
  stageCells,
} from './stage-cells.ts';

/** What a funnel says of where its deals come from, and how their amounts are laid out. */
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
