import type { EChartsOption } from 'echarts';
import {
  activeFunnelChart,
  dealsChart,
  funnelChart,
  ownerScorecardChart,
  pipelineMovementsChart,
  potentialChart,
  type ReportChartOptions,
  salesByPeriodChart,
  stageDurationsChart,
  transitionsChart,
  weightedPipelineChart,
  winRateChart,
} from '../../../src/charts/index.ts';
import {
  activeFunnel,
  type DealBook,
  dealBook,
  definePipeline,
  historiesOf,
  ownerScorecard,
  pipelineMovements,
  salesByPeriod,
  salesFunnel,
  series,
  stageDurations,
  transitions,
  weightedPipeline,
  winRate,
} from '../../../src/index.ts';
import { dealRow, nok, on } from '../../support/deals.ts';

const pipelineId = 'sales';

/** Every chart of a book. */
export function everyChart(book: DealBook, options: ReportChartOptions = {}): Record<string, EChartsOption> {
  const funnel = salesFunnel(book, { pipelineId });
  const months = ['2026-09', '2026-10', '2026-11'];
  const rates = series(book, months, (whole, closedDuring) => winRate(whole, { closedDuring }));
  const pipeline = book.pipelines.find(({ id }) => id === pipelineId);
  return {
    deals: dealsChart(funnel, options),
    potential: potentialChart(funnel, options),
    funnel: funnelChart(funnel, options),
    'funnel in money': funnelChart(funnel, { ...options, measure: 'potential' }),
    'active funnel': activeFunnelChart(activeFunnel(book, { pipelineId }), options),
    'weighted pipeline': weightedPipelineChart(weightedPipeline(book), options),
    sales: salesByPeriodChart(salesByPeriod(book, { during: '2026-Q4' }), options),
    movements: pipelineMovementsChart(pipelineMovements(book, { during: '2026-10' }), options),
    scorecard: ownerScorecardChart(ownerScorecard(book, { pipelineId }), options),
    durations: stageDurationsChart(stageDurations(book, { pipelineId }), options),
    transitions: transitionsChart(transitions(book, { pipelineId }), { ...options, pipeline }),
    'win rate': winRateChart(rates, options),
  };
}

/** A book of these amounts, an owner each; every third deal is open, the second lost; they end in one stage after the other. */
export function bookOf(
  amounts: readonly string[],
  stageNames: readonly string[],
  owners: readonly string[],
): DealBook {
  const stages = stageNames.map((name, index) => ({ id: `s${index}`, name, probability: 0.5 }));
  const pipeline = definePipeline({ id: pipelineId, name: 'Sales', progression: 'manual', stages });
  const outcomes = [
    { status: 'won', at: on(20) } as const,
    { status: 'lost', at: on(21) } as const,
    undefined,
  ];
  const deals = amounts.map((amount, index) =>
    dealRow(`d${index}`, {
      potential: nok(amount),
      ownerId: owners[index % owners.length] ?? 'kari',
      outcome: outcomes[index % 3],
      expectedCloseAt: on(25),
    }),
  );
  const changes = amounts.flatMap((_, index) =>
    Array.from({ length: index % stages.length }, (_, step) => ({
      ...{ dealId: `d${index}`, stageId: `s${step + 1}` },
      at: new Date(+on(3) + step * 3_600_000),
    })),
  );
  return dealBook(historiesOf(deals, changes, [pipeline]), {
    ...{ pipelines: [pipeline], currency: 'NOK', asOf: new Date('2026-11-15') },
  });
}
