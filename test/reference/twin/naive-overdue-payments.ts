import { compareCodePoints } from './code-points.ts';
import { compareAmounts, sumOf } from './exact.ts';
import { dateOf, type NaiveBook, type PricedDeal, pricedDeals } from './naive-book.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { isOfPipeline } from './naive-population.ts';
import { naiveSettlement } from './naive-settlement.ts';

/** "bills not paid by `paymentDueAt`". */
export function naiveOverduePayments(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  { pipelineId, clock = elapsedTime }: { readonly pipelineId?: string; readonly clock?: NaiveClock },
): object {
  const all = [...histories];
  const asOf = dateOf(all, book) ?? new Date(0);
  const won = pricedDeals(all, book)
    .filter(isOfPipeline(pipelineId))
    .filter(({ status }) => status === 'won');
  const late = won.filter((deal) => {
    const due = dueOf(deal);
    return due !== null && due.getTime() < asOf.getTime();
  });
  const bills = late.map((deal) => ({ deal, settlement: naiveSettlement(deal, book, asOf) }));
  const deals = bills
    .flatMap(({ deal, settlement }) => {
      const dueAt = dueOf(deal);
      if (dueAt === null || settlement === null) return [];
      if (compareAmounts(settlement.open, '0') <= 0 || compareAmounts(settlement.amount, '0') <= 0) return [];
      const { currency: _, fullAt: __, ...amounts } = settlement;
      return [
        {
          dealId: deal.id,
          ownerId: deal.closedBy,
          customerId: deal.customerId,
          wonAt: deal.closedAt,
          dueAt,
          days: clock.between(dueAt, asOf) / clock.msPerDay,
          ...amounts,
        },
      ];
    })
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || compareCodePoints(a.dealId, b.dealId));
  const due = won.filter((deal) => dueOf(deal) !== null).length;
  return {
    due,
    withoutDueDate: won.length - due,
    unknown: bills.filter(({ settlement }) => settlement === null).length,
    deals,
    total: {
      deals: deals.length,
      open: sumOf(deals.map(({ openPrice }) => openPrice)),
      unpriced: deals.filter(({ openPrice }) => openPrice === null).length,
    },
  };
}

/** As the last win says. */
function dueOf({ counted }: PricedDeal): Date | null {
  const wins = counted.flatMap(({ event }) => (event.type === 'DealWon' ? [event] : []));
  return wins.at(-1)?.paymentDueAt ?? null;
}
