import { readFileSync } from 'node:fs';
import { month, type PeriodInput, period, type RateTable } from 'dealbook';
import { type PipelineRows, sampleRates, solarRows } from './sample-rows.ts';

/** What differs from one CRM to the next. */
export interface Crm extends PipelineRows {
  readonly currency: string;
  readonly rates?: RateTable;
  readonly timeZone?: string;
  readonly locale?: string;
  /** The months to show the sales of. */
  readonly during: PeriodInput;
}

/** The fictional seller of solar panels: a CRM that logs which stages deals enter, and sells in kroner and in euros. */
export function readSample(folder = `${import.meta.dirname}/../sample`): Crm {
  const text = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');
  const timeZone = 'Europe/Oslo';
  return {
    ...solarRows({ deals: text('deals.csv'), changes: text('stage-changes.csv') }),
    rates: sampleRates(text('rates.csv')),
    ...{ currency: 'NOK', timeZone, locale: 'nb-NO' },
    during: period(month('2026-08', { timeZone }).start, month('2026-11', { timeZone }).end),
  };
}
