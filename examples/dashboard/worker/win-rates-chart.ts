import {
  type DealBook,
  eachPeriod,
  type Period,
  period,
  selectDeals,
  series,
  type WinRate,
  winRate,
} from 'dealbook';
import { type WinRateChartOptions, winRateChart } from 'dealbook/charts';
import { type ChartOption, withPlaces } from './with-places.ts';

/** How many months are shown. */
const months = 12;

/** The win rate of each of the months up to the end of the report's period, or to the date of the book. */
export function winRatesChart(
  deals: DealBook,
  { closedDuring, pipelineId }: WinRate,
  look: WinRateChartOptions,
): readonly ChartOption[] {
  const end = closedDuring?.end ?? deals.asOf;
  if (end === null || +end < yearsLong) return [];
  const { timeZone } = deals;
  const whole = period(new Date(+end - yearsLong), new Date(+end));
  const shown = eachPeriod(whole, 'month', { timeZone }).slice(-months);
  const points = series(closedIn(deals, shown), shown, (book, during) =>
    winRate(book, { pipelineId, closedDuring: during }),
  );
  const chart = winRateChart(points, { ...look, timeZone });
  return [
    withPlaces<{ readonly period: string | null }>(chart, ({ period: closedDuring }, index) => {
      return index === 0 || closedDuring === null
        ? null
        : { cell: index === 1 ? 'won' : 'lost', closedDuring };
    }),
  ];
}

/** Only these are looked through for each of the periods. */
function closedIn(deals: DealBook, periods: readonly Period[]): DealBook {
  const [from, to] = [periods[0], periods.at(-1)];
  if (from === undefined || to === undefined) return deals;
  return selectDeals(deals, {
    and: [
      { field: 'closedAt', is: 'atLeast', value: from.start },
      { field: 'closedAt', is: 'below', value: to.end },
    ],
  });
}

const yearsLong = 360 * 86_400_000;
