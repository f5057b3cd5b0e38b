import type { Decimal } from '../../money/decimal.ts';
import type { Money } from '../../money/money.ts';
import { rate } from '../../statistics/rate.ts';
import type { StageHead } from '../../timeline/stage-head.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import type { FunnelOnlyEcho, FunnelTotal, SalesFunnel, StageRow } from './funnel.ts';
import type { StageReportEcho } from './funnel-deals.ts';
import { cellNames } from './profiles.ts';
import type { Cells, StageCells } from './stage-cells.ts';

/** What a funnel says about the origin of its figures. */
interface About extends StageReportEcho, FunnelOnlyEcho {
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
}

/** The funnel of cells of stages and their real visits; `amountOf` turns a sum of potentials into an amount. */
export function funnelOfCells(
  counted: StageCells,
  visits: Float64Array,
  order: StageOrder,
  about: About,
  amountOf: (sums: Float64Array, from: number) => Decimal,
): SalesFunnel {
  const moneyOf = ({ sums, width }: Cells, cell: number): Money => ({
    amount: amountOf(sums, cell * width),
    currency: about.currency,
  });
  const shown = shownStages(order, counted.unmapped);
  return {
    kind: 'salesFunnel',
    ...about,
    stages: shown.map((place) => {
      const position = order.positionOf.get(place.stageId) as number;
      return rowOf(place, position, counted, visits[position] as number, moneyOf);
    }),
    total: totalOf(counted, moneyOf),
    warnings: shown
      .filter(({ unmapped }) => unmapped)
      .map(({ stageId }) => ({ code: 'unmapped-stage', pipelineId: about.pipelineId, stageId })),
  };
}

/** The stages a report has a row for: those of the pipeline, then those unknown to it that some deal shown really visited. */
export function shownStages({ places, mapped }: StageOrder, unmapped: ReadonlySet<number>): StageHead[] {
  return places.filter((_, position) => position < mapped || unmapped.has(position));
}

type MoneyOf = (cells: Cells, cell: number) => Money;

function rowOf(
  place: StageHead,
  position: number,
  { cells, skipped, further, first, fromFirst }: StageCells,
  visits: number,
  moneyOf: MoneyOf,
): StageRow {
  const from = position * cellNames.length;
  const at = (cell: number): number => cells.deals[from + cell] as number;
  const [entered, passed, lost] = [at(0), at(1), at(2)];
  const { stageId, name, unmapped } = place;
  return {
    stageId,
    name,
    unmapped,
    ...(place.retired === true ? { retired: true } : null), // few: what is written out is faster than what is spread
    entered,
    passed,
    lost,
    open: at(3),
    returned: at(4),
    transferred: at(5),
    skipped: skipped[position] as number,
    visits,
    potential: {
      entered: moneyOf(cells, from),
      passed: moneyOf(cells, from + 1),
      lost: moneyOf(cells, from + 2),
      open: moneyOf(cells, from + 3),
      returned: moneyOf(cells, from + 4),
      transferred: moneyOf(cells, from + 5),
    },
    stepRate: rate(further[position] as number, entered),
    settledRate: rate(passed, passed + lost),
    cumulativeRate: rate(fromFirst[position] as number, first),
    lossRate: rate(lost, entered),
  };
}

function totalOf({ total, unpriced, pricedWon }: StageCells, moneyOf: MoneyOf): FunnelTotal {
  const at = (cell: number): number => total.deals[cell] as number;
  const [deals, won, lost] = [at(0), at(1), at(2)];
  return {
    deals,
    won,
    lost,
    open: at(3),
    transferred: at(4),
    unpriced,
    pricedWon,
    winRate: rate(won, won + lost),
    totalRate: rate(won, deals),
    potential: {
      deals: moneyOf(total, 0),
      won: moneyOf(total, 1),
      lost: moneyOf(total, 2),
      open: moneyOf(total, 3),
      transferred: moneyOf(total, 4),
    },
  };
}
