import type { Decimal } from '../money/decimal.ts';
import type { Money } from '../money/money.ts';
import { rate } from '../statistics/rate.ts';
import type { Reading } from '../timeline/read-path.ts';
import type { StageOrder, StagePlace } from '../timeline/stage-order.ts';
import type { FunnelTotal, SalesFunnel, StageRow } from './funnel.ts';
import type { FunnelPopulation } from './funnel-deals.ts';
import { type ShapeTallies, type ShapeTally, shownPlaces } from './shape-tallies.ts';
import { add, type Cell, emptyCell, type StageCells, stageCells } from './stage-cells.ts';

/** What a funnel says of where its figures come from. */
interface About extends FunnelPopulation, Reading {
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
}

/** How the sums of potentials in the tallies are kept. */
interface Sums {
  readonly width: number;
  readonly amountOf: (sums: Float64Array) => Decimal;
}

/** The funnel of deals that are counted by shape. */
export function funnelOfShapes(
  { tallies, visits }: ShapeTallies,
  order: StageOrder,
  about: About,
  { width, amountOf }: Sums,
): SalesFunnel {
  const cells = stageCells(tallies, order, width);
  const first = order.mapped > 0 ? cells[0] : undefined;
  const moneyOf = ({ sums }: Cell): Money => ({ amount: amountOf(sums), currency: about.currency });
  const shown = shownPlaces(order, tallies);
  return {
    kind: 'salesFunnel',
    ...about,
    stages: shown.map((place) => {
      const position = order.positionOf.get(place.stageId) as number;
      return rowOf(place, cells[position] as StageCells, visits[position] as number, first, moneyOf);
    }),
    total: totalOf(tallies, width, moneyOf),
    warnings: shown
      .filter(({ unmapped }) => unmapped)
      .map(({ stageId }) => ({ code: 'unmapped-stage', pipelineId: about.pipelineId, stageId })),
  };
}

function rowOf(
  place: StagePlace,
  cells: StageCells,
  visits: number,
  first: StageCells | undefined,
  moneyOf: (cell: Cell) => Money,
): StageRow {
  const { entered, passed, lost, open, returned, transferred } = cells;
  return {
    ...place,
    entered: entered.deals,
    passed: passed.deals,
    lost: lost.deals,
    open: open.deals,
    returned: returned.deals,
    transferred: transferred.deals,
    skipped: cells.skipped,
    visits,
    potential: {
      entered: moneyOf(entered),
      passed: moneyOf(passed),
      lost: moneyOf(lost),
      open: moneyOf(open),
      returned: moneyOf(returned),
      transferred: moneyOf(transferred),
    },
    stepRate: rate(cells.further, entered.deals),
    settledRate: rate(passed.deals, passed.deals + lost.deals),
    cumulativeRate: rate(cells.fromFirst, first?.entered.deals ?? 0),
    lossRate: rate(lost.deals, entered.deals),
  };
}

function totalOf(tallies: readonly ShapeTally[], width: number, moneyOf: (cell: Cell) => Money): FunnelTotal {
  const [deals, won, lost, open, transferred] = Array.from({ length: 5 }, () => emptyCell(width)) as [
    Cell,
    Cell,
    Cell,
    Cell,
    Cell,
  ];
  const byEnding = { won, lost, open, transferred };
  let priced = 0;
  for (const tally of tallies) {
    add(deals, tally);
    add(byEnding[tally.shape.ending], tally);
    priced += tally.priced;
  }
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
