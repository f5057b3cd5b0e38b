import {
  activeFunnel,
  type DealBook,
  dealBoard,
  type Filter,
  type Forecast,
  forecast,
  lossReasons,
  ownerScorecard,
  type PopulationOptions,
  pipelineMovements,
  type ReportVariant,
  runReport,
  salesByPeriod,
  salesFunnel,
  selectDeals,
  weightedPipeline,
  winRate,
} from 'dealbook';

/** The reports that are shown, and that saved variants may name. */
const reports = {
  dealBoard,
  forecast: forecastFromClosed,
  lossReasons,
  ownerScorecard,
  pipelineMovements,
  salesByPeriod,
  salesFunnel,
  weightedPipeline,
  winRate,
};

export type DashboardReport = ReturnType<(typeof reports)[keyof typeof reports]>;

/** What the open deals of a pipeline will bring, if they go on as those did that were closed. */
function forecastFromClosed(
  book: DealBook,
  { pipelineId, closedDuring }: PopulationOptions & { readonly pipelineId: string },
): Forecast {
  return forecast(activeFunnel(book, { pipelineId }), salesFunnel(book, { pipelineId, closedDuring }));
}

/** The deals that a variant is of. */
export function selectedBy(book: DealBook, { options }: ReportVariant): DealBook {
  const filter = options['filter'] as Filter | undefined;
  return filter === undefined ? book : selectDeals(book, filter);
}

/** What a variant says of a book, as of the date of the book. */
export function reportOf(book: DealBook, variant: ReportVariant): DashboardReport {
  const report = runReport(book, variant, { at: book.asOf ?? new Date(0), reports });
  if (Array.isArray(report)) throw new Error('A grouped report is more than one table.');
  return report;
}
