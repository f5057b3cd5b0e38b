import type { IdIndex } from '../../columns/id-index.ts';
import type { AsOf } from '../../deal/as-of.ts';
import { copied } from '../../money/copied.ts';
import { checkOption, checkOptions, type OptionKind } from '../../options.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { FieldColumn } from '../facts/column.ts';
import type { Facts } from '../facts/facts.ts';
import { type RowSet, rowsInSet } from '../facts/row-set.ts';
import { lastStep } from '../facts/steps.ts';
import { type BookWarning, warningsOf } from '../facts/warnings.ts';
import type { CutGroup } from '../groups/cut.ts';
import type { Prices } from '../prices/prices.ts';
import type { Pricing } from '../prices/pricing.ts';
import { type EarlierState, type State, stateAsOf } from './state.ts';

/**
 * Many deals, as of a date, with one management currency: what every report is computed from. Made by `dealBook`,
 * narrowed by `selectDeals` and `groupDeals`, moved to an earlier date by `bookAsOf`, continued by `appendToBook`; never
 * changed.
 */
export interface DealBook {
  /** How many deals it holds: those opened by `asOf` and not deleted. */
  readonly deals: number;
  /** Everything up to this instant, inclusive, counts; null in a book without events. */
  readonly asOf: Date | null;
  /** The management currency: the one in which reports give money. */
  readonly currency: string;
  /** The time zone in which reports read days, months and years. */
  readonly timeZone: string;
  /** The month that the quarters and years of reports start with, 1 to 12. */
  readonly fiscalYearStart: number;
  readonly pipelines: readonly Pipeline[];
  /** What a reader of its reports should know of all its deals, selected or not; worked out when it is asked for. */
  readonly warnings: readonly BookWarning[];
  /** What the figures are computed from: private. */
  readonly [columns]: object;
}

/** A registered symbol, so that two copies of the package accept each other's books. */
const columns: unique symbol = Symbol.for('dealbook.columns');

/** What stands in a book under `columns`; its public type does not say. */
export interface Columns {
  readonly view: View;
  /** The rows selected, ascending; null for all there are. */
  readonly selected: Int32Array | null;
  /** The group that these are, of a cut; undefined where they are none. */
  readonly cutGroup?: CutGroup | undefined;
}

/** The columns of a book: the only place that knows the type of what a book hides. */
export function columnsOf(book: DealBook): Columns {
  return book[columns] as Columns;
}

export function isBook(value: unknown): value is DealBook {
  return typeof value === 'object' && value !== null && columns in value;
}

const bookKind: OptionKind = { possible: 'a book of deals, as dealBook makes them', holds: isBook };

/** Checks that an argument is a book. */
export function checkBook(book: unknown): void {
  checkOption('book', book, bookKind);
}

/** Checks the arguments of a report: a book, and known options. */
export function checkReport(
  book: unknown,
  options: unknown,
  known: Readonly<Record<string, OptionKind>>,
): void {
  checkBook(book);
  checkOptions(options, known);
}

/** The facts as of an instant. Books selected from one another share it. */
export interface View {
  readonly facts: Facts;
  readonly asOf: number;
  /** Whether appending keeps the date; else the date is that of the latest event. */
  readonly hasFixedDate: boolean;
  /** The facts are complete up to this instant. */
  readonly knownUntil: number;
  /** The limits that the facts were recorded with. */
  readonly recordedLimits: AsOf;
  readonly pricing: Pricing;
  /** The rows that may hold a deal of this book, at this date or another. */
  readonly scope: RowSet;
  /** The rows of all deals, selected or not. */
  readonly allRows: RowSet;
  /** The row of each deal. Valid for this view only while the view owns it. */
  readonly rowIndex: RowIndex;
  /** This view owns `rowIndex` while `rowIndex.owner === indexOwner`; appending to another book takes ownership. */
  readonly indexOwner: object;
  /** Lazy caches; safe to drop. */
  readonly derived: {
    rows?: Int32Array;
    state?: State;
    earlier?: EarlierState | undefined;
    sold?: Prices;
    openedAt?: Float64Array;
    status?: Uint8Array;
    reopened?: Uint8Array;
    instants?: Float64Array;
    stage?: Int32Array;
    fields?: Map<string, FieldColumn>;
    warnings?: readonly BookWarning[];
  };
}

/** The row of each deal. Owned by the last book appended to. */
export interface RowIndex {
  readonly rows: IdIndex;
  owner: object;
}

/** The state of a book's deals at its date. */
export function stateOf(book: DealBook): State {
  return stateOfView(columnsOf(book).view);
}

/** The rows of the deals in a book, ascending. */
export function bookRows(book: DealBook): Int32Array {
  const { view, selected } = columnsOf(book);
  return selected ?? rowsOfView(view);
}

/** The same book with other deals; with the group that they are, if they were cut into groups. */
export function withRows(book: DealBook, rows: Int32Array, cutGroup?: CutGroup): DealBook {
  return bookLike(book, rows.length, { view: columnsOf(book).view, selected: rows, cutGroup });
}

/** Whether a book is a selection: appending to it leaves out the deals that it leaves out. */
export function isSelection(book: DealBook): boolean {
  return columnsOf(book).selected !== null;
}

/** The same book with all its deals, selected or not. */
export function wholeBook(book: DealBook): DealBook {
  return withView(book, columnsOf(book).view);
}

/** What stays when a book gets other columns. */
export type BookHead = Pick<DealBook, 'currency' | 'timeZone' | 'fiscalYearStart' | 'pipelines'>;

/** The same book with another view, of all deals in its scope. */
export function withView(book: BookHead, view: View): DealBook {
  return bookLike(book, countOf(view), { view, selected: null });
}

/** The date of a book. One getter for all: a closure each would make every book an object of its own shape. */
const ownDate = {
  enumerable: true,
  get(this: DealBook): Date | null {
    return dateOf(columnsOf(this).view.asOf);
  },
} as const;

function dateOf(asOf: number): Date | null {
  return asOf === Number.NEGATIVE_INFINITY ? null : new Date(asOf);
}

/** What there is to warn of in a book, worked out once for all books of a view. Likewise one getter for all. */
const ownWarnings = {
  enumerable: true,
  get(this: DealBook): readonly BookWarning[] {
    const { view } = columnsOf(this);
    view.derived.warnings ??= warningsOf(view.facts, rowsInSet(view.allRows), view);
    return copied(view.derived.warnings);
  },
} as const;

const ownProperties = { asOf: ownDate, warnings: ownWarnings };

/** A book whose columns are read when it is first asked something; how many deals it holds, and as of when, is known. */
export function bookLater(head: BookHead, deals: number, asOf: number, read: () => Columns): DealBook {
  const { currency, timeZone, fiscalYearStart, pipelines } = head;
  let known: Columns | undefined;
  const later = {
    deals,
    ...{ currency, timeZone, fiscalYearStart, pipelines },
    get [columns](): Columns {
      known ??= read();
      return known;
    },
  };
  const ownAsOf = { enumerable: true, get: () => dateOf(asOf) };
  return Object.freeze(
    Object.defineProperties(later, { ...ownProperties, asOf: ownAsOf }) as unknown as DealBook,
  );
}

/** A copy of a book with other columns. Each read of `asOf` and `warnings` gives a new value, so that callers cannot change the book. */
export function bookLike(book: BookHead, deals: number, next: Columns): DealBook {
  const { currency, timeZone, fiscalYearStart, pipelines } = book;
  const like = { deals, currency, timeZone, fiscalYearStart, pipelines, [columns]: next };
  return Object.freeze(Object.defineProperties(like, ownProperties) as unknown as DealBook);
}

function stateOfView({ facts, asOf, pricing, scope, derived }: View): State {
  if (derived.state === undefined) {
    const { earlier } = derived;
    derived.earlier = undefined;
    const known = earlier?.continued(facts, earlier, asOf, pricing);
    Object.assign(derived, known ?? stateAsOf(facts, rowsInSet(scope), asOf, pricing));
  }
  return derived.state as unknown as State;
}

function countOf({ facts, asOf, scope }: View): number {
  const rows = rowsInSet(scope);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (lastStep(facts, rows[i] as number, asOf) >= 0) count++;
  return count;
}

/** The rows of the deals in a view, selected or not, ascending. */
export function rowsOfView(view: View): Int32Array {
  stateOfView(view);
  return view.derived.rows as Int32Array;
}
