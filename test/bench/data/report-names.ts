/** A report that the library and a database are asked for. */
export type ReportName =
  | 'pipeline movements'
  | 'sales by month and owner'
  | 'win rate by owner'
  | 'stage durations'
  | 'owner scorecard'
  | 'sales velocity'
  | 'sales cycle'
  | 'transitions'
  | 'reschedules'
  | 'loss reasons'
  | 'forecast'
  | 'stale deals'
  | 'page of deals'
  | 'funnel of overlapping visits';
