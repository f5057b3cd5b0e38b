import { readFileSync } from 'node:fs';
import { type DealBook, dealBook, definePipeline, historiesOf, month } from 'dealbook';
import { readSample } from '../support/crm-sample.ts';
import { serviceRows } from '../support/sample-rows.ts';

const text = (file: string): string => readFileSync(`${import.meta.dirname}/../sample/${file}`, 'utf8');
const { pipeline: solar, deals, changes, currency, rates, timeZone } = readSample();
const service = serviceRows({
  deals: text('service-deals.csv'),
  changes: text('service-stage-changes.csv'),
});
/** Ten days are too long in any stage of it. */
const solarPanels = definePipeline({
  ...solar,
  stages: solar.stages.map((stage) => ({ ...stage, staleAfterDays: 10 })),
});
const pipelines = [solarPanels, service.pipeline];

/** What a seller of solar panels (`solar`) and of their service (`service`) did from August on, at the end of November 2026. */
export const book: DealBook = dealBook(
  historiesOf([...deals, ...service.deals], [...changes, ...service.changes], pipelines, { timeZone }),
  { pipelines, currency, rates, timeZone, asOf: month('2026-11', { timeZone }).end },
);
