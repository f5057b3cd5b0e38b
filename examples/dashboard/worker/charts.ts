import { type ActiveFunnel, activeFunnel, type DealBook, type Forecast, money } from 'dealbook';
import {
  activeFunnelChart,
  type ChartTheme,
  dealsChart,
  funnelChart,
  okabeIto,
  okabeItoDark,
  ownerScorecardChart,
  pipelineMovementsChart,
  potentialChart,
  salesByPeriodChart,
  weightedPipelineChart,
} from 'dealbook/charts';
import type { Look } from '../messages.ts';
import { drawnOwners, drawnSellers } from './drawn-owners.ts';
import { placeOfLine } from './places.ts';
import type { DashboardReport } from './reports.ts';
import { winRatesChart } from './win-rates-chart.ts';
import { type ChartOption, withPlaces } from './with-places.ts';

/** The backgrounds are those of the panels in style.css. */
const light: ChartTheme = { ...okabeIto, text: '#23262b', background: '#ffffff' };
const dark: ChartTheme = { ...okabeItoDark, background: '#1c1f24' };

/** The charts of a report of these deals. */
export function chartsOf(
  deals: DealBook,
  report: DashboardReport,
  { locale, isDark }: Look,
): readonly ChartOption[] {
  const look = { locale, theme: isDark ? dark : light };
  switch (report.kind) {
    case 'winRate':
      return winRatesChart(deals, report, look);
    case 'salesFunnel':
      return [
        ...[dealsChart(report, look), potentialChart(report, look)].map((chart) =>
          withPlaces(chart, ({ stageId }, series) => {
            return stageId === null ? null : { stageId, cell: series === 0 ? 'passed' : 'lost' };
          }),
        ),
        withPlaces(funnelChart(report, look), ({ stageId }) => {
          return stageId === null ? { cell: 'won' } : { stageId, cell: 'entered' };
        }),
      ];
    case 'forecast': {
      return [
        withPlaces(activeFunnelChart(asForecast(deals, report), look), ({ stageId }) =>
          stageId === null ? null : { stageId },
        ),
      ];
    }
    case 'weightedPipeline':
      return [
        withPlaces(weightedPipelineChart(report, look), ({ period }, _series, index) => {
          if (period !== null) return { period };
          return { cell: index === 0 ? 'overdue' : 'unscheduled' };
        }),
      ];
    case 'ownerScorecard':
      return [
        withPlaces(ownerScorecardChart(drawnOwners(report), look), ({ ownerId, stageId }) => {
          return { ...(ownerId === undefined ? {} : { ownerId }), stageId, cell: 'entered' };
        }),
      ];
    case 'salesByPeriod': {
      const { sales, isWhole } = drawnSellers(report, locale);
      return [
        withPlaces(salesByPeriodChart(sales, look), ({ ownerId, period }) => {
          return { ...(isWhole ? {} : { ownerId }), ...(period === null ? {} : { period }) };
        }),
      ];
    }
    case 'pipelineMovements':
      return [withPlaces(pipelineMovementsChart(report, look), ({ line }) => placeOfLine(line))];
    case 'dealBoard':
    case 'lossReasons':
      return [];
  }
}

/** The open deals of a pipeline, weighted with what the forecast expects of them. */
function asForecast(deals: DealBook, { pipelineId, currency, stages }: Forecast): ActiveFunnel {
  const active = activeFunnel(deals, { pipelineId });
  const expected = new Map(stages.map(({ stageId, expectedPotential }) => [stageId, expectedPotential]));
  const rows = active.stages.map((row) => ({
    ...row,
    weighted: expected.get(row.stageId) ?? money(0, currency),
  }));
  return { ...active, stages: rows };
}
