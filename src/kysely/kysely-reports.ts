import type { Kysely } from 'kysely';
import type { DealBook } from '../book/book.ts';
import { type DealBookOptions, dealBookOptions } from '../book/deal-book-options.ts';
import { groupDeals } from '../book/group-deals.ts';
import { invalidOption } from '../errors.ts';
import { checkOption, checkOptions, flag, list, notPossible, type OptionsOf, text } from '../options.ts';
import type { dealPaths } from '../reports/funnel/deal-paths.ts';
import type { salesFunnel } from '../reports/funnel/sales-funnel.ts';
import type { activeFunnel } from '../reports/open-deals/active-funnel.ts';
import type { weightedPipeline } from '../reports/open-deals/weighted-pipeline.ts';
import type { dealStatus } from '../reports/outcomes/deal-status.ts';
import type { lossReasons } from '../reports/outcomes/loss-reasons.ts';
import type { salesByPeriod } from '../reports/outcomes/sales-by-period.ts';
import type { salesCycle } from '../reports/outcomes/sales-cycle.ts';
import type { winRate } from '../reports/outcomes/win-rate.ts';
import type { stageDurations } from '../reports/stages/stage-durations.ts';
import type { transitions } from '../reports/stages/transitions.ts';
import { storedSalesCycle } from './reports/cycle-report.ts';
import { storedStageDurations } from './reports/duration-report.ts';
import { keyedParts, readGrouping, type StoredGrouping } from './reports/keyed-parts.ts';
import { storedLossReasons } from './reports/loss-report.ts';
import { storedActiveFunnel, storedWeightedPipeline } from './reports/open-reports.ts';
import { storedDealStatus, storedSalesByPeriod, storedWinRate } from './reports/outcome-reports.ts';
import { storedDealPaths, storedSalesFunnel, storedTransitions } from './reports/path-reports.ts';
import { type OpenSource, sourceOf } from './reports/source.ts';
import type { StoredReport } from './reports/stored-report.ts';
import { streamedBook } from './reports/streamed-book.ts';
import { storeOf } from './store/store.ts';
import { checkTenantOptions } from './tenant-options.ts';

/** Whose deals reports are of, and how they are read: as a book reads them. */
export interface KyselyReportsOptions extends DealBookOptions {
  /** Whose deals: nobody else's are ever read. */
  readonly tenantId: string;
  /**
   * Whether what cannot be answered inside the database is answered all the same, from a book of the deals, which are all read
   * for it; default false: it is refused.
   */
  readonly streaming?: boolean | undefined;
  /**
   * The schemas of a PostgreSQL server in which the tables of several databases are, each with some of the deals whole: foreign
   * tables of shards (the guide to shards says how). Each shard counts its own deals. With them `asOf` is to be given, as
   * shards have no common view of one moment; and nothing is streamed.
   */
  readonly shards?: readonly string[] | undefined;
}

const kyselyReportsOptions: OptionsOf<KyselyReportsOptions> = {
  tenantId: text,
  streaming: flag,
  shards: list,
  ...dealBookOptions,
};

/** A report of a book, without the book: of the deals in a database. */
export type DatabaseReport<F> = F extends (book: DealBook, ...options: infer O) => infer R
  ? (...options: O) => Promise<R>
  : never;

/** The reports that are computed inside a database, each with the options of the report of a book that has its name. */
export interface KyselyReports {
  readonly dealPaths: DatabaseReport<typeof dealPaths>;
  readonly salesFunnel: DatabaseReport<typeof salesFunnel>;
  readonly activeFunnel: DatabaseReport<typeof activeFunnel>;
  readonly winRate: DatabaseReport<typeof winRate>;
  readonly dealStatus: DatabaseReport<typeof dealStatus>;
  readonly lossReasons: DatabaseReport<typeof lossReasons>;
  readonly salesByPeriod: DatabaseReport<typeof salesByPeriod>;
  readonly weightedPipeline: DatabaseReport<typeof weightedPipeline>;
  readonly transitions: DatabaseReport<typeof transitions>;
  readonly salesCycle: DatabaseReport<typeof salesCycle>;
  readonly stageDurations: DatabaseReport<typeof stageDurations>;
  /**
   * The same reports of the groups that `groupDeals` makes of all deals, each with its key: the deals of one owner, say, or those
   * closed in one month of the calendar. However many groups there are, the database is asked once for all of them.
   *
   * @throws DealError `invalid-option` for anything else to group by.
   */
  groupedBy(by: StoredGrouping): GroupedReports;
  /**
   * Whether a report answers with these options. What it does not is refused by it as well; it is then computed from a book of
   * the deals: `dealBookFrom(deals.histories({}), …)`.
   *
   * @throws DealError `invalid-option` for an option that the report of a book refuses, too.
   */
  supports(name: string, options?: object): boolean;
}

/** The names of the reports that are computed inside a database. */
export type KyselyReportName = Exclude<keyof KyselyReports, 'groupedBy' | 'supports'>;

/** The reports that are computed inside a database, of each group of deals. */
export type GroupedReports = {
  readonly [N in KyselyReportName]: KyselyReports[N] extends (...options: infer O) => Promise<infer R>
    ? (...options: O) => Promise<readonly { readonly key: string | null; readonly report: R }[]>
    : never;
};

type AnyReport = StoredReport<never, unknown>;

const reports: { readonly [N in KyselyReportName]: AnyReport } = {
  dealPaths: storedDealPaths,
  salesFunnel: storedSalesFunnel,
  activeFunnel: storedActiveFunnel,
  winRate: storedWinRate,
  dealStatus: storedDealStatus,
  lossReasons: storedLossReasons,
  salesByPeriod: storedSalesByPeriod,
  weightedPipeline: storedWeightedPipeline,
  transitions: storedTransitions,
  salesCycle: storedSalesCycle,
  stageDurations: storedStageDurations,
};

/**
 * The reports of one tenant's deals, computed inside a database of PostgreSQL, SQLite, MariaDB or MySQL from the rows that
 * `kyselyRepositories` keeps beside the events. Each answers exactly what the report of its name answers of the book
 * `dealBookFrom(deals.histories({}), …)` with the same options, to the last digit, without the deals being read: what comes
 * back is a row for each path, status or the like, currency and, where it is converted, local day.
 *
 * `asOf` may be any instant. What the rows cannot answer is refused with the name of the
 * option, which `supports` tells beforehand, or with `streaming` answered from such a book: some options of reports, and
 * `knownAt`, as rows tell what is known by now. Deals that `dealBook` would refuse, of pipelines that are not given, are refused by
 * those reports only that look at their paths.
 *
 * @throws DealError `invalid-option`, `invalid-text`, `invalid-date`, `invalid-time-zone`, `duplicate-pipeline` and as
 * `definePipeline`; from the reports as those of a book, `unavailable`.
 */
export function kyselyReports<DB>(db: Kysely<DB>, options: KyselyReportsOptions): KyselyReports {
  checkOptions(options, kyselyReportsOptions);
  const { tenantId, streaming = false, shards, ...ofBook } = options;
  checkTenantOptions({ tenantId });
  const source = sourceOf(storeOf(db, tenantId), ofBook, shards);
  if (streaming && source.shards !== undefined)
    throw notPossible('streaming', 'asked for where all deals are in one database', streaming);
  const unansweredBy = ({ options, unanswered }: AnyReport, asked: object): string | undefined => {
    checkOptions(asked, options);
    return unanswered(asked as never) ?? (source.knownAt === undefined ? undefined : 'knownAt');
  };
  /** What is answered by name, by whatever is done with a report and its source, or with a book of all deals. */
  function answering(
    inside: (report: AnyReport, open: OpenSource, asked: never) => unknown,
    fromBook: (report: AnyReport, book: DealBook, asked: never) => unknown,
  ) {
    const all = Object.entries<AnyReport>(reports).map(([name, report]) => [
      name,
      async (asked: object = {}) => {
        const unanswered = unansweredBy(report, asked);
        if (unanswered === undefined)
          return source.store.read(async (db) => inside(report, { ...source, db }, asked as never), {
            atOnce: true,
          });
        if (!streaming) throw invalidOption(unanswered, `not answered inside a database by ${name}`);
        return fromBook(report, await streamedBook(source), asked as never);
      },
    ]);
    return Object.fromEntries(all);
  }
  const answers = answering(
    ({ report }, open, asked) => report(open, asked),
    ({ ofBook }, book, asked) => ofBook(book, asked),
  );
  return Object.freeze({
    ...(answers as Pick<KyselyReports, KyselyReportName>),
    groupedBy(by: StoredGrouping) {
      const grouping = readGrouping(by);
      const grouped = answering(
        async ({ report }, open, asked) => {
          const groups = [];
          for (const { key, part } of await keyedParts(open, grouping))
            groups.push({ key, report: await report({ ...open, part }, asked) });
          return groups;
        },
        ({ ofBook }, book, asked) =>
          groupDeals(book, by).map(({ key, book }) => ({ key, report: ofBook(book, asked) })),
      );
      return Object.freeze(grouped as GroupedReports);
    },
    supports(name: string, asked: object = {}) {
      checkOption('name', name, text);
      const report = Object.hasOwn(reports, name) ? reports[name as KyselyReportName] : undefined;
      return report !== undefined && unansweredBy(report, asked) === undefined;
    },
  });
}
