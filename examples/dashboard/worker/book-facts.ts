import { type DealBook, groupDeals, month, type Period, period, salesByPeriod, selectDeals } from 'dealbook';
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
  const months = groupDeals(book, { month: 'openedAt' }).flatMap(({ key }) =>
    key === null ? [] : [String(key)],
  );
  const [first] = months;
  if (first === undefined || book.asOf === null) return null;
  return period(month(first, { timeZone: book.timeZone }).start, new Date(+book.asOf + 1));
}

/** Their names, the latest first; no more than the choices of one list can be. */
function namesWithin(book: DealBook, whole: Period, unit: PeriodUnit): string[] {
  const tenYears = new Date(+whole.end - 3_653 * 86_400_000);
  const during = +whole.start < +tenYears ? period(tenYears, whole.end) : whole;
  const nothing = selectDeals(book, { and: [{ field: 'id', is: 'isEmpty' }] }); // the names are the same
  const { company } = salesByPeriod(nothing, { during, unit });
  return company.periods.map(({ name }) => name).reverse();
}
