import type { DealBook } from '../../book/book.ts';
import type { DealBookOptions } from '../../book/deal-book.ts';
import type { Pricing } from '../../book/prices/pricing.ts';
import { checkLimits } from '../../deal/as-of.ts';
import { checkCurrency } from '../../money/money.ts';
import { checkOption, oneOf } from '../../options.ts';
import { ownPipeline } from '../../pipeline/own-pipeline.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { pipelineOf, pipelinesById } from '../../pipeline/pipelines-by-id.ts';
import { checkRateTable } from '../../rates/check-rate-table.ts';
import { checkMonth } from '../../time/calendar/calendar.ts';
import { checkTimeZone } from '../../time/time-zone.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';

/** What reports are computed from: the deals of a store, read as a book of them would be. */
export interface DealSource {
  readonly store: Store;
  readonly head: Pick<DealBook, 'currency' | 'timeZone' | 'fiscalYearStart' | 'pipelines'>;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly pricing: Pricing;
  /** The date they are read as of, which all that happened comes before; undefined for that of the latest event. */
  readonly asOf: Date | undefined;
}

/** The deals of a store within one transaction. */
export interface OpenSource extends DealSource {
  readonly db: Db;
}

/** The source that options of a book describe, checked as a book checks them. */
export function sourceOf(store: Store, options: DealBookOptions): DealSource {
  const { currency, rates, rateDate = 'closing', fiscalYearStart = 1, asOf } = options;
  const given = pipelinesById(options.pipelines);
  checkCurrency(currency);
  checkOption('rateDate', rateDate, oneOf('closing', 'opening', 'asOf'));
  checkLimits({ asOf });
  if (rates !== undefined) checkRateTable(rates);
  const timeZone = checkTimeZone(options.timeZone);
  checkMonth('fiscalYearStart', fiscalYearStart);
  const pipelines = Array.from(given.values(), ownPipeline);
  return {
    store,
    head: { currency, timeZone, fiscalYearStart, pipelines: Object.freeze(pipelines) },
    pipelines: pipelinesById(pipelines),
    pricing: { rates, rateDate, timeZone },
    asOf: asOf && new Date(+asOf),
  };
}

/** A pipeline by its id. */
export function pipelineById({ pipelines }: DealSource, pipelineId: string): Pipeline {
  return pipelineOf(pipelines, pipelineId);
}
