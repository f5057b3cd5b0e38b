import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { attributeReader } from '../../book/readers/attribute.ts';
import { dealIdReader } from '../../book/readers/deal-id.ts';
import { closedByReader } from '../../book/readers/owner.ts';
import { paymentDueReader, type Settlement, settlementReader } from '../../book/readers/settlement.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { closedAtReader, rowsWithStatus } from '../../book/readers/status.ts';
import { addMoney } from '../../money/arithmetic.ts';
import { type Money, money } from '../../money/money.ts';
import { type OptionsOf, object, readLater, text } from '../../options.ts';
import { compareText } from '../../text.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import { withoutUndefined } from '../given.ts';

/** What `overduePayments` takes. */
export interface OverduePaymentsOptions {
  /** The deals that were closed in it; default those of all pipelines. */
  readonly pipelineId?: string | undefined;
  /** Default the book's date. */
  readonly asOf?: Date | undefined;
  /** Measures in business days; default days of 24 hours. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** The options it takes. */
export const overduePaymentsOptions: OptionsOf<OverduePaymentsOptions> = {
  pipelineId: text,
  asOf: readLater,
  calendar: object,
};

/** Bills that were to be paid by now. */
export interface OverduePayments {
  readonly kind: 'overduePayments';
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** Deals won of which it was said when they are to be paid. */
  readonly due: number;
  /** Deals won of which it was not. */
  readonly withoutDueDate: number;
  /** Deals past their date of which it cannot be told how much is open: without an amount, or without a rate for a payment. */
  readonly unknown: number;
  /** The longest overdue first, then by id. */
  readonly deals: readonly {
    readonly dealId: string;
    /** The owner at the closing; null without one. */
    readonly ownerId: string | null;
    readonly customerId: string | null;
    readonly wonAt: Date;
    readonly dueAt: Date;
    /** From then to the date. */
    readonly days: number;
    /** What it was sold for, in its own currency, or the management currency where it was paid in others. */
    readonly amount: Money;
    /** What was paid of it, refunds deducted. */
    readonly paid: Money;
    /** amount − paid. */
    readonly open: Money;
    /** The same in the management currency, at the rate of the sale; null without a rate. */
    readonly openPrice: Money | null;
  }[];
  /** Of the deals with a price. */
  readonly total: { readonly deals: number; readonly open: Money; readonly unpriced: number };
}

/**
 * Which bills are overdue, for how long, and how much is open?
 *
 * The deals won as of the date whose `paymentDueAt`, as their last winning says, lies before it, and of whose amount something is
 * not paid: payments by the date, refunds (negative ones) deducted. Amounts are compared in the currency of the sale where all
 * payments are in it, else in the management currency, each payment at the rate of its day. Days are fractions of 24 hours, or
 * business days.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-date`, `as-of-too-late`.
 *
 * @example
 * ```ts
 * const [bill] = winDeal(deal, sales, { at: on('12'), paymentDueAt: on('15') })
 * const { deals, total } = overduePayments(appendToBook(book, 'd4', [bill]))
 * deals.map(({ dealId, days, open }) => [dealId, days, open.amount]) // => [['d4', 6, '200']]
 * total.open // => { amount: '200', currency: 'NOK' }
 * ```
 */
export function overduePayments(whole: DealBook, options: OverduePaymentsOptions = {}): OverduePayments {
  checkReport(whole, options, overduePaymentsOptions);
  const { pipelineId, calendar } = options;
  const book = options.asOf === undefined ? whole : bookAsOf(whole, options.asOf);
  const { asOf, currency } = book;
  const now = Number(asOf);
  const { read, toDays } = clockOf(calendar);
  const [dueOf, settlementOf, closedAt] = [
    paymentDueReader(book),
    settlementReader(book),
    closedAtReader(book),
  ];
  const [idOf, ownerOf] = [dealIdReader(book), closedByReader(book)];
  const customerOf = attributeReader(book, 'customerId');
  const won = rowsWithStatus(book, rowsInPipeline(book, bookRows(book), pipelineId), 'won');
  const due = won.filter((row) => !Number.isNaN(dueOf(row)));
  let unknown = 0;
  const deals: OverduePayments['deals'][number][] = [];
  for (const row of due) {
    const dueAt = dueOf(row);
    if (!(dueAt < now)) continue;
    const settlement = settlementOf(row);
    if (settlement === null) unknown++;
    else if (settlement.open.gt(0) && settlement.amount.gt(0))
      deals.push({
        dealId: idOf(row),
        ownerId: ownerOf(row),
        customerId: customerOf(row) as string | null,
        wonAt: new Date(closedAt(row)),
        dueAt: new Date(dueAt),
        days: toDays(read(now) - read(dueAt)),
        ...amountsOf(settlement, currency),
      });
  }
  const none = money(0, currency);
  return {
    kind: 'overduePayments',
    ...withoutUndefined({ pipelineId }),
    asOf,
    currency,
    due: due.length,
    withoutDueDate: won.length - due.length,
    unknown,
    deals: deals.sort((a, b) => +a.dueAt - +b.dueAt || compareText(a.dealId, b.dealId)),
    total: {
      deals: deals.length,
      open: deals.reduce((sum, { openPrice }) => (openPrice === null ? sum : addMoney(sum, openPrice)), none),
      unpriced: deals.filter(({ openPrice }) => openPrice === null).length,
    },
  };
}

function amountsOf({ amount, paid, open, openPrice, currency }: Settlement, management: string) {
  const own = (value: Settlement['amount']): Money => ({ amount: value, currency });
  return {
    amount: own(amount),
    paid: own(paid),
    open: own(open),
    openPrice: openPrice && { amount: openPrice, currency: management },
  };
}
