import { type AsOf, checkLimits } from '../deal/as-of.ts';
import { checkCurrency } from '../money/money.ts';
import { checkOption, iterable, type OptionsOf, oneOf, readLater } from '../options.ts';
import { ownPipeline } from '../pipeline/own-pipeline.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { checkRateTable } from '../rates/check-rate-table.ts';
import type { RateTable } from '../rates/rate-table.ts';
import { checkMonth } from '../time/calendar/calendar.ts';
import { checkTimeZone } from '../time/time-zone.ts';
import type { Pricing, RateDate } from './prices/pricing.ts';
import type { BookHead } from './view/book.ts';

export interface DealBookOptions {
  /** The pipelines of the deals, in the revision that reports are to use. */
  readonly pipelines: Iterable<Pipeline>;
  /** The management currency. */
  readonly currency: string;
  /** What happened up to this instant, inclusive, counts; default the latest event. */
  readonly asOf?: Date | undefined;
  /** What had been entered up to this instant, inclusive, counts; default everything. */
  readonly knownAt?: Date | undefined;
  /** How other currencies are converted into the management currency; without, amounts in them are not priced. */
  readonly rates?: RateTable | undefined;
  /**
   * The day whose rate converts a deal's money: the local day of its closing, of the book's date while it is open
   * (`closing`, the default), of its opening (`opening`), or of the book's date (`asOf`).
   */
  readonly rateDate?: RateDate | undefined;
  /** An IANA time zone in which reports read days, months and years; default `UTC`. */
  readonly timeZone?: string | undefined;
  /**
   * The month that the fiscal year starts with, 1 to 12; default 1. Reports read quarters and years in it; a fiscal year
   * carries the number of the calendar year it starts in.
   */
  readonly fiscalYearStart?: number | undefined;
}

export const dealBookOptions: OptionsOf<DealBookOptions> = {
  pipelines: iterable,
  currency: readLater,
  asOf: readLater,
  knownAt: readLater,
  rates: readLater,
  rateDate: oneOf('closing', 'opening', 'asOf'),
  timeZone: readLater,
  fiscalYearStart: readLater,
};

/** How deals are read, from options whose names were checked. */
export function readBookOptions(options: DealBookOptions): {
  readonly head: BookHead;
  readonly limits: AsOf;
  readonly pricing: Pricing;
} {
  const { currency, asOf, knownAt, rates, rateDate = 'closing', fiscalYearStart = 1 } = options;
  checkOption('pipelines', options.pipelines, iterable);
  checkCurrency(currency);
  checkLimits({ asOf, knownAt });
  if (rates !== undefined) checkRateTable(rates);
  const timeZone = checkTimeZone(options.timeZone);
  checkMonth('fiscalYearStart', fiscalYearStart);
  const pipelines = Array.from(pipelinesById(options.pipelines).values(), ownPipeline);
  return {
    head: { currency, timeZone, fiscalYearStart, pipelines: Object.freeze(pipelines) },
    limits: {
      asOf: asOf === undefined ? undefined : new Date(+asOf),
      knownAt: knownAt === undefined ? undefined : new Date(+knownAt),
    },
    pricing: { rates, rateDate, timeZone },
  };
}
