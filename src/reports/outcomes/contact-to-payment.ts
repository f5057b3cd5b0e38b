import { checkReport, type DealBook } from '../../book/book.ts';
import { countUnpriced, totalPrice } from '../../book/prices/prices.ts';
import { firstContactReader } from '../../book/readers/first-contact.ts';
import { firstPaymentReader, paymentsOf } from '../../book/readers/payments.ts';
import { settlementReader } from '../../book/readers/settlement.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import {
  checkOne,
  type PeriodInput,
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, object, text } from '../../options.ts';
import { type CountRate, rate } from '../../statistics/rate.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import { clockOf } from '../../time/clock.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';

export type ContactToPaymentOptions = Parameters<typeof contactToPayment>[1];

/** The options it takes. */
export const contactToPaymentOptions: OptionsOf<ContactToPaymentOptions> = {
  ...populationOptions,
  paidDuring: periodOption,
  pipelineId: text,
  calendar: object,
};

/** How long and how many contacts it takes until a deal is paid. */
export interface ContactToPayment extends Population {
  readonly kind: 'contactToPayment';
  readonly paidDuring?: Period;
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly deals: number;
  /** Deals with a payment / deals. */
  readonly paid: CountRate;
  /** Interactions of the deals, paid or not. */
  readonly contacts: number;
  /** contacts / paid deals: what it takes to get one paid, so those of deals that did not pay count. */
  readonly contactsPerPaid: number | null;
  /** Paid deals whose first contact is not known: opened on a date not known, and without an interaction. */
  readonly undated: number;
  /** Paid deals whose first payment came before the first contact known: not in `days`. */
  readonly negative: number;
  /** From the first contact to the first payment. */
  readonly days: Summary;
  /** Deals won whose amount is paid, refunds deducted / deals. */
  readonly paidInFull: CountRate;
  /** From the first contact to the payment that made it all, of those for which it is not before that. */
  readonly daysToFull: Summary;
  /** All payments of the deals, refunds deducted, each at the rate of its own day. */
  readonly received: Money;
  /** Payments without a rate: not in `received`. */
  readonly unpriced: number;
}

/**
 * How long does it take from the first contact to the first payment, and to the full one, and how many contacts?
 *
 * The first contact is the earlier of the deal's opening and its first interaction, by the time it took place. Interactions
 * count that were linked, and took place, by the date of the book, and the one a deal was opened from, once.
 * `contactsPerPaid` = interactions of all the deals, of those not paid and after the payment too, / paid deals; with
 * `paidDuring` the deals are those whose first payment was then. A negative payment is a refund: it reduces what was paid, and is no
 * first payment. `paidInFull` are the deals won, as of the book, whose amount is above zero and paid: the full payment is the one
 * since which it has been so, compared as in `overduePayments`. Days are fractions of 24 hours, or business days.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { paid, days, received } = contactToPayment(book)
 * paid // => { value: 0.25, count: 1, of: 4 }
 * days.mean // => 20
 * received // => { amount: '100', currency: 'NOK' }
 * ```
 */
export function contactToPayment(
  book: DealBook,
  options: PopulationOptions & {
    /** Deals whose first payment lies in this period. */
    readonly paidDuring?: PeriodInput | undefined;
    /** Default all pipelines. */
    readonly pipelineId?: string | undefined;
    /** Measures in business days; default days of 24 hours. */
    readonly calendar?: BusinessCalendar | undefined;
  } = {},
): ContactToPayment {
  checkReport(book, options, contactToPaymentOptions);
  const { pipelineId, calendar, closedDuring, openedDuring } = options;
  checkOne({ closedDuring, openedDuring, paidDuring: options.paidDuring });
  const paidDuring = options.paidDuring === undefined ? undefined : readPeriod(options.paidDuring, book);
  const population = readPopulation(book, { closedDuring, openedDuring });
  const firstPayment = firstPaymentReader(book);
  const all = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const rows = paidDuring === undefined ? all : all.filter((row) => isWithin(firstPayment(row), paidDuring));
  const { read, toDays } = clockOf(calendar);
  const firstContact = firstContactReader(book);
  let [contacts, paid, undated, negative] = [0, 0, 0, 0];
  const settlementOf = settlementReader(book);
  let full = 0;
  const lengths: number[] = [];
  const fullLengths: number[] = [];
  for (const row of rows) {
    const { at, interactions } = firstContact(row);
    const paidAt = firstPayment(row);
    contacts += interactions;
    if (Number.isNaN(paidAt)) continue;
    paid++;
    if (Number.isNaN(at)) undated++;
    else if (paidAt < at) negative++;
    else lengths.push(read(paidAt) - read(at));
    const settlement = settlementOf(row);
    if (settlement === null || !settlement.amount.gt(0) || Number.isNaN(settlement.fullAt)) continue;
    full++;
    if (at <= settlement.fullAt) fullLengths.push(read(settlement.fullAt) - read(at));
  }
  return {
    kind: 'contactToPayment',
    ...population,
    ...withoutUndefined({ paidDuring, pipelineId }),
    asOf: book.asOf,
    currency: book.currency,
    deals: rows.length,
    paid: rate(paid, rows.length),
    contacts,
    contactsPerPaid: paid === 0 ? null : contacts / paid,
    undated,
    negative,
    days: summarize(Float64Array.from(lengths), toDays),
    paidInFull: rate(full, rows.length),
    daysToFull: summarize(Float64Array.from(fullLengths), toDays),
    ...receivedBy(book, rows),
  };
}

function isWithin(at: number, { start, end }: Period): boolean {
  return +start <= at && at < +end;
}

function receivedBy(book: DealBook, rows: Int32Array): Pick<ContactToPayment, 'received' | 'unpriced'> {
  const prices = paymentsOf(book, rows);
  const all = Int32Array.from(prices.kind.keys());
  return {
    received: { amount: totalPrice(prices, all), currency: book.currency },
    unpriced: countUnpriced(prices, all),
  };
}
