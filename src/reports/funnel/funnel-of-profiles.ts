import type { Decimal } from '../../money/decimal.ts';
import type { Money } from '../../money/money.ts';
import { rate } from '../../statistics/rate.ts';
import type { StageHead } from '../../timeline/stage-head.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { cellNames } from './cells.ts';
import type { FunnelOnlyEcho, FunnelTotal, SalesFunnel, StageRow } from './funnel.ts';
import type { StageReportEcho } from './funnel-deals.ts';
import type { StageCells } from './stage-cells.ts';

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
  const { sums, width } = counted;
  const moneyOf = (cell: number): Money => ({
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

type MoneyOf = (cell: number) => Money;

function rowOf(
  place: StageHead,
  position: number,
  { layout, deals, first }: StageCells,
  visits: number,
  moneyOf: MoneyOf,
): StageRow {
  const from = position * cellNames.length;
  const at = (cell: number): number => deals[from + cell] as number;
  const [entered, passed, lost] = [at(0), at(1), at(2)];
  const { stageId, name, unmapped } = place;
  const row: StageRow = {
    stageId,
    name,
    unmapped,
    entered,
    passed,
    lost,
    open: at(3),
    returned: at(4),
    transferred: at(5),
    skipped: deals[layout.skipped + position] as number,
    visits,
    potential: {
      entered: moneyOf(from),
      passed: moneyOf(from + 1),
      lost: moneyOf(from + 2),
      open: moneyOf(from + 3),
      returned: moneyOf(from + 4),
      transferred: moneyOf(from + 5),
    },
    stepRate: rate(deals[layout.further + position] as number, entered),
    settledRate: rate(passed, passed + lost),
    cumulativeRate: rate(deals[layout.fromFirst + position] as number, first),
    lossRate: rate(lost, entered),
  };
  return place.retired === true ? { ...row, retired: true } : row; // few: each literal has room for all it will hold
}

function totalOf(
  { layout: { total }, deals: counts, unpriced, pricedWon }: StageCells,
  moneyOf: MoneyOf,
): FunnelTotal {
  const at = (cell: number): number => counts[total + cell] as number;
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
      deals: moneyOf(total),
      won: moneyOf(total + 1),
      lost: moneyOf(total + 2),
      open: moneyOf(total + 3),
      transferred: moneyOf(total + 4),
    },
  };
}
