import { compareAmounts, sumOf } from './exact.ts';
import { dateOf, type NaiveBook } from './naive-book.ts';
import { isIn, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { contactCountOf, firstContactOf, firstPaymentOf } from './naive-first-contact.ts';
import { isOfPipeline, type NaivePopulation, populationOf } from './naive-population.ts';
import { priceOn } from './naive-price.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import { naiveSettlement } from './naive-settlement.ts';
import { type NaiveSummary, naiveSummary } from './naive-summary.ts';

interface NaiveContactToPayment {
  readonly deals: number;
  readonly paid: NaiveRate;
  readonly contacts: number;
  readonly contactsPerPaid: number | null;
  readonly undated: number;
  readonly negative: number;
  readonly days: NaiveSummary;
  readonly paidInFull: NaiveRate;
  readonly daysToFull: NaiveSummary;
  /** "all payments of the deals by asOf, each at the rate of its own local day". */
  readonly received: string;
  readonly unpriced: number;
}

/** How long it takes, and how many contacts, from the first contact to the first payment. */
export function naiveContactToPayment(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaivePopulation & {
    readonly pipelineId?: string;
    readonly paidDuring?: NaivePeriodInput;
    readonly clock?: NaiveClock;
  },
): NaiveContactToPayment {
  const { pipelineId, paidDuring, clock = elapsedTime, ...population } = options;
  const all = [...histories];
  const asOf = dateOf(all, book) ?? new Date(0);
  const during = paidDuring === undefined ? null : periodOf(paidDuring, book);
  const deals = populationOf(all, book, population)
    .filter(isOfPipeline(pipelineId))
    .filter((deal) => during === null || isIn(firstPaymentOf(deal), during));
  const paid = deals.filter((deal) => firstPaymentOf(deal) !== null);
  // contacts of deals that did not pay are work as well
  const contacts = deals.reduce((sum, deal) => sum + contactCountOf(deal, asOf), 0);
  const known = paid.flatMap((deal) => {
    const [contact, payment] = [firstContactOf(deal, asOf), firstPaymentOf(deal)];
    return contact === null || payment === null ? [] : [{ contact, payment }];
  });
  const orderly = known.filter(({ contact, payment }) => contact.getTime() <= payment.getTime());
  const full = paid.flatMap((deal) => {
    const { amount, fullAt } = naiveSettlement(deal, book, asOf) ?? { amount: '0', fullAt: null };
    return fullAt === null || compareAmounts(amount, '0') <= 0 ? [] : [{ deal, at: fullAt }];
  });
  const payments = deals.flatMap(({ counted }) =>
    counted.flatMap(({ event, at }) =>
      event.type === 'PaymentReceived' ? [priceOn(at, event.amount, book)] : [],
    ),
  );
  return {
    deals: deals.length,
    paid: rate(paid.length, deals.length),
    contacts,
    contactsPerPaid: paid.length === 0 ? null : contacts / paid.length,
    undated: paid.length - known.length,
    // "left out of `days` and counted in `negative`"
    negative: known.length - orderly.length,
    days: naiveSummary(
      orderly.map(({ contact, payment }) => clock.between(contact, payment)),
      clock,
    ),
    paidInFull: rate(full.length, deals.length),
    daysToFull: naiveSummary(
      full
        .flatMap(({ deal, at }) => {
          const contact = firstContactOf(deal, asOf);
          return contact === null || contact.getTime() > at.getTime() ? [] : [{ contact, at }];
        })
        .map(({ contact, at }) => clock.between(contact, at)),
      clock,
    ),
    received: sumOf(payments),
    unpriced: payments.filter((payment) => payment === null).length,
  };
}
