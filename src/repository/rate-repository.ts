import type { RateRow } from '../rates/rate-table.ts';

/**
 * Where published exchange rates are kept, by base currency, currency and local date. A rate that is kept does not
 * change by itself: to correct one, remove it first.
 */
export interface RateRepository {
  /** All rates against a base currency, in any order: the rows of a `rateTable`. */
  load(base: string): Promise<
    readonly (RateRow & {
      readonly rate: string;
    })[]
  >;

  /**
   * Keeps rates against a base currency: all of them or none. A rate that is kept already counts as kept.
   *
   * @throws DealError what `rateTable` refuses, `duplicate-rate` also where another rate is kept for a currency and
   * date; `unavailable`, `indeterminate` (the same call again is safe).
   */
  save(base: string, rows: Iterable<RateRow>): Promise<void>;

  /** Takes away the rate of a currency on a date, if there is one. */
  remove(base: string, currency: string, date: string): Promise<void>;
}

export type SavedRate = Awaited<ReturnType<RateRepository['load']>>[number];
