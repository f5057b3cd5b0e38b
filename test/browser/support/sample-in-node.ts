import { readFileSync } from 'node:fs';
import { type DealBook, dealBook, historiesOf } from 'dealbook';
import { sampleRates, serviceRows, solarRows } from '../../../examples/support/sample-rows.ts';

const text = (file: string): string => {
  return readFileSync(new URL(`../../../examples/sample/${file}`, import.meta.url), 'utf8');
};

/** The book that the page opens with, made of the same rows. */
export function sampleInNode(): DealBook {
  const solar = solarRows({ deals: text('deals.csv'), changes: text('stage-changes.csv') });
  const service = serviceRows({
    deals: text('service-deals.csv'),
    changes: text('service-stage-changes.csv'),
  });
  const pipelines = [solar.pipeline, service.pipeline];
  const timeZone = 'Europe/Oslo';
  const histories = historiesOf(
    [...solar.deals, ...service.deals],
    [...solar.changes, ...service.changes],
    pipelines,
    { timeZone },
  );
  return dealBook(histories, { pipelines, currency: 'NOK', rates: sampleRates(text('rates.csv')), timeZone });
}
