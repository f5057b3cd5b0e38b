/**
 * A report as somebody saved it: which one, and with which options. Plain data, so that it can be stored and shown in
 * a list by its name.
 */
export interface ReportVariant {
  readonly id: string;
  /** What people call it: `Sales of last month, by owner`. */
  readonly name: string;
  /** The report's name: `salesFunnel`. */
  readonly report: string;
  /**
   * The report's options, `filter` and `groupBy`, as `runReport` reads them: texts, numbers, flags, null, dates, decimals,
   * lists and objects of these.
   */
  readonly options: Readonly<Record<string, unknown>>;
}
