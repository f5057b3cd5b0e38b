import { type DealBook, dealList, groupDeals, type Period, period, salesByPeriod } from 'dealbook';
import type { BookFacts, PeriodUnit } from '../messages.ts';

/** What of a book can be chosen: its pipelines, owners, channels and periods. */
export function factsOf(book: DealBook): BookFacts {
  const whole = wholePeriod(book);
  const { deals, currency, timeZone, asOf } = book;
  return {
    ...{ deals, currency, timeZone, asOf, whole },
    pipelines: book.pipelines.map(({ id, name }) => ({ id, name })),
    owners: keysOf(book, 'ownerId'),
    channels: keysOf(book, 'channel'),
    periods: (['year', 'quarter', 'month'] as const).map((unit) => {
      return { unit, names: whole === null ? [] : namesWithin(book, whole, unit) };
    }),
  };
}

function keysOf(book: DealBook, field: 'ownerId' | 'channel'): (string | null)[] {
  return groupDeals(book, field).map(({ key }) => (key === null ? null : String(key)));
}

function wholePeriod(book: DealBook): Period | null {
  const first = dealList(book, { sort: 'openedAt', limit: 1 }).rows[0]?.openedAt ?? null;
  if (first === null || book.asOf === null) return null;
  return period(first, new Date(+book.asOf + 1));
}

/** The latest of them first; no more than the choices of one list can be. */
function namesWithin(book: DealBook, whole: Period, unit: PeriodUnit): string[] {
  const latest = new Date(+whole.end - 10 * 366 * 86_400_000);
  const during = +whole.start < +latest ? period(latest, whole.end) : whole;
  const { company } = salesByPeriod(book, { during, unit });
  return company.periods.map(({ name }) => name).reverse();
}
