import { checkReport, type DealBook } from '../../book/book.ts';
import { type Grouping, groupDeals } from '../../book/group-deals.ts';
import { selectDeals } from '../../book/select-deals.ts';
import type { Filter, Hierarchies } from '../../book/selection/filter.ts';
import type { GroupKey } from '../../book/selection/group-keys.ts';
import { DealError, invalidOption } from '../../errors.ts';
import { isDecimal } from '../../money/decimal.ts';
import {
  callbacks,
  checkOption,
  type OptionKind,
  type OptionsOf,
  object,
  readLater,
  textOrNull,
} from '../../options.ts';
import { preview } from '../../text.ts';
import { periodOption } from '../../time/calendar/read-period.ts';
import { type RelativePeriod, relativePeriod } from '../../time/calendar/relative-period.ts';
import { cohortOption } from '../funnel/pipeline-population.ts';
import { planList } from '../outcomes/plan-attainment.ts';
import { reportOptions } from './report-options.ts';
import type { ReportVariant } from './report-variant.ts';

/** A report of a book: any of this library's, or one of the host's own. */
export type BookReport = (book: DealBook, options: never) => unknown;

export interface RunReportOptions<R extends Readonly<Record<string, BookReport>>> {
  /** The present: what periods such as `{ last: 'month' }` are told from. */
  readonly at: Date;
  /** The reports that may be run, by name: `{ salesFunnel, winRate }`. */
  readonly reports: R;
  /** What stands above the values of fields, for filters with `under`. */
  readonly hierarchies?: Hierarchies | undefined;
}

const runReportOptions: OptionsOf<RunReportOptions<never>> = {
  at: readLater,
  reports: callbacks,
  hierarchies: object,
};

/** The report over the deals that share a key. */
export interface ReportGroup<R> {
  readonly key: GroupKey | readonly GroupKey[];
  /** What the key is, or each of its parts, where there is a date or an amount: as JSON has it, it is a text. */
  readonly keyIs?: 'date' | 'amount' | 'plain' | readonly ('date' | 'amount' | 'plain')[];
  readonly report: R;
}

export type KeyKind = Extract<ReportGroup<unknown>['keyIs'], string>;

/**
 * What does a saved report say of a book today?
 *
 * Runs the report that the variant names, with the variant's options: what the report's function gives for the same
 * options, to the last character of its JSON. Beside the report's own, the options may have
 *
 * - `filter`: only the deals of {@link selectDeals};
 * - `groupBy`: a field or list of {@link groupDeals}; then the answer is a list of `{ key, report }`, with `keyIs` where a
 *   key is a date or an amount.
 *
 * Where a report takes a period, a variant may tell it from `at`, in the book's calendar: `{ this: 'month' }` is the
 * whole month that `at` lies in, `{ last: 'month' }` the one before it, `{ last: 'month', count: 3 }` the three before it;
 * likewise `day`, `week` (from Monday), and `quarter` and `year` of the book's fiscal year.
 *
 * @throws DealError `unknown-report`; `invalid-option` for an option the report does not take, or null;
 * `invalid-period`, `invalid-date`; `unknown-field`, `invalid-filter`; what the report throws.
 *
 * @example
 * ```ts
 * const saved = { id: 'v1', name: 'Wins of last month, by owner', report: 'winRate', options: { closedDuring: { last: 'month' }, groupBy: 'closedBy' } }
 * const groups = runReport(book, saved, { at: new Date('2026-11-09'), reports: { winRate } })
 * const wins = Array.isArray(groups) ? groups.map(({ key, report }) => [key, report.won]) : [] // => [['kari', 1], ['ola', 0], [null, 0]]
 * runReport(book, { ...saved, report: 'winrate' }, { at: new Date('2026-11-09'), reports: { winRate } }) // throws unknown-report
 * ```
 */
export function runReport<R extends Readonly<Record<string, BookReport>>>(
  book: DealBook,
  variant: ReportVariant,
  options: RunReportOptions<R>,
): ReturnType<R[keyof R]> | ReportGroup<ReturnType<R[keyof R]>>[] {
  checkReport(book, options, runReportOptions);
  checkOption('variant', variant, object);
  checkOption('options', variant.options, object);
  const report = reportOf(variant.report, options.reports);
  const { filter, groupBy, ...saved } = variant.options;
  const own = readOptions(book, variant.report, saved, options.at);
  const run = (deals: DealBook) => report(deals, own as never) as ReturnType<R[keyof R]>;
  const { hierarchies } = options;
  const selected = filter === undefined ? book : selectDeals(book, filter as Filter, { hierarchies });
  if (groupBy === undefined) return run(selected);
  const groups: readonly { readonly key: GroupKey | readonly GroupKey[]; readonly book: DealBook }[] =
    groupDeals(selected, groupBy as Grouping);
  return groups.map(({ key, book: deals }) => ({ key, ...keyIs(key), report: run(deals) }));
}

function keyIs(key: GroupKey | readonly GroupKey[]): { readonly keyIs?: KeyKind | readonly KeyKind[] } {
  const kinds = (Array.isArray(key) ? key : [key]).map(keyKind);
  if (kinds.every((kind) => kind === 'plain')) return {};
  return { keyIs: Array.isArray(key) ? kinds : (kinds[0] as KeyKind) };
}

function keyKind(key: GroupKey): KeyKind {
  if (key instanceof Date) return 'date';
  return isDecimal(key) ? 'amount' : 'plain';
}

function reportOf(name: string, reports: Readonly<Record<string, BookReport>>): BookReport {
  checkOption('reports', reports, callbacks);
  const report = typeof name === 'string' && Object.hasOwn(reports, name) ? reports[name] : undefined;
  if (report !== undefined) return report;
  throw new DealError('unknown-report', `There is no report ${preview(name)}.`, { report: preview(name) });
}

type Saved = Readonly<Record<string, unknown>>;

/** The report's own options as its function takes them. */
function readOptions(book: DealBook, report: string, saved: Saved, at: Date): Saved {
  const period = (value: unknown): unknown => (isRelative(value) ? relativePeriod(value, at, book) : value);
  const read = (kind: OptionKind, value: unknown): unknown => {
    if (kind === periodOption) return period(value);
    if (kind === cohortOption && object.holds(value))
      return { ...(value as Saved), during: period((value as Saved)['during']) };
    if (kind !== planList || !Array.isArray(value)) return value;
    return value.map((plan) => ({ ...plan, during: period(plan?.during) }));
  };
  const options = Object.entries(saved).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    options.map(([name, value]) => {
      const kind = kindOf(report, name);
      if (value === null && kind !== textOrNull)
        refuse(name, 'null is no value; what is not asked for is left out');
      return [name, read(kind, value)];
    }),
  );
}

/** An option of a report of the host's own is read as it is where a report here calls one so. */
function kindOf(report: string, name: string): OptionKind {
  const own = Object.hasOwn(reportOptions, report) ? reportOptions[report] : undefined;
  const tables = own === undefined ? Object.values(reportOptions) : [own];
  const known = tables.find((table) => Object.hasOwn(table, name))?.[name];
  if (known !== undefined) return known;
  return own === undefined ? readLater : refuse(name, `not one of ${Object.keys(own).join(', ')}`);
}

function isRelative(value: unknown): value is RelativePeriod {
  return typeof value === 'object' && value !== null && !('start' in value);
}

function refuse(option: string, problem: string): never {
  throw invalidOption(option, problem);
}
