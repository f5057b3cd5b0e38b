import type { IdIndex } from '../../columns/id-index.ts';
import type { AsOf } from '../../deal/ordered-events.ts';
import { checkOption, checkOptions, type OptionKind } from '../../options.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { FieldColumn } from '../facts/column.ts';
import type { Facts } from '../facts/facts.ts';
import { type RowSet, rowsInSet } from '../facts/row-set.ts';
import { lastStep } from '../facts/steps.ts';
import type { BookWarning } from '../facts/warnings.ts';
import type { Prices } from '../prices/prices.ts';
import type { Pricing } from '../prices/pricing.ts';
import { type State, salesAsOf, stateAsOf } from './state.ts';

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
  readonly pipelines: readonly Pipeline[];
  readonly warnings: readonly BookWarning[];
  /** @internal */
  readonly [columns]: Columns;
}

/** A registered symbol, so that the CommonJS and ES module builds accept each other's books. */
export const columns: unique symbol = Symbol.for('dealbook.columns');

const bookKind: OptionKind = {
  possible: 'a book of deals, as dealBook makes them',
  holds: (value) => typeof value === 'object' && value !== null && columns in value,
};

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
    sold?: Prices;
    openedAt?: Float64Array;
    fields?: Map<string, FieldColumn>;
  };
}

/** The row of each deal. Owned by the last book appended to. */
export interface RowIndex {
  readonly rows: IdIndex;
  owner: object;
}

interface Columns {
  readonly view: View;
  /** The rows selected, ascending; null for all. */
  readonly selected: Int32Array | null;
}

/** The state of a book's deals at its date. */
export function stateOf(book: DealBook): State {
  return stateOfView(book[columns].view);
}

/** The rows of the deals in a book, ascending. */
export function rowsOf(book: DealBook): Int32Array {
  const { view, selected } = book[columns];
  return selected ?? rowsOfView(view);
}

/** The amounts that the won deals of a book were sold for. */
export function salesOf(book: DealBook): Prices {
  const { view } = book[columns];
  const { facts, asOf, pricing, derived } = view;
  derived.sold ??= salesAsOf(facts, rowsOfView(view), asOf, pricing, stateOfView(view).last);
  return derived.sold;
}

/** The same book with other deals. */
export function withRows(book: DealBook, rows: Int32Array): DealBook {
  return bookLike(book, rows.length, { view: book[columns].view, selected: rows });
}

/** The same book with another view, of all deals in its scope. */
export function withView(book: DealBook, view: View): DealBook {
  return bookLike(book, countOf(view), { view, selected: null });
}

/** A copy of a book with other columns. Each read of `asOf` gives a new Date, so that callers cannot change the book. */
export function bookLike(book: DealBook, deals: number, next: Columns): DealBook {
  const { asOf } = next.view;
  return Object.freeze({
    ...book,
    deals,
    get asOf() {
      return asOf === Number.NEGATIVE_INFINITY ? null : new Date(asOf);
    },
    [columns]: next,
  });
}

function stateOfView({ facts, asOf, pricing, scope, derived }: View): State {
  derived.state ??= stateAsOf(facts, rowsInSet(scope), asOf, pricing);
  return derived.state;
}

function countOf({ facts, asOf, scope }: View): number {
  const rows = rowsInSet(scope);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (lastStep(facts, rows[i] as number, asOf) >= 0) count++;
  return count;
}

/** The rows of the deals in a view, selected or not, ascending. */
export function rowsOfView(view: View): Int32Array {
  view.derived.rows ??= presentRows(rowsInSet(view.scope), stateOfView(view).last);
  return view.derived.rows;
}

/** The rows with a last step: the deal was opened and not deleted. */
function presentRows(rows: Int32Array, last: Int32Array): Int32Array {
  const present = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    present[count] = row; // branch-free filter: always write, advance only if kept
    if ((last[row] as number) >= 0) count++;
  }
  return count === rows.length ? rows : present.slice(0, count);
}
