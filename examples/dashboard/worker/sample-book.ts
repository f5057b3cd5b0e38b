import { type DealBook, dealBook, historiesOf } from 'dealbook';
import dealsText from '../../sample/deals.csv?raw';
import ratesText from '../../sample/rates.csv?raw';
import serviceDealsText from '../../sample/service-deals.csv?raw';
import serviceChangesText from '../../sample/service-stage-changes.csv?raw';
import changesText from '../../sample/stage-changes.csv?raw';
import { sampleRates, serviceRows, solarRows } from '../../support/sample-rows.ts';

/** The seller of solar panels and of their service. */
export function sampleBook(): DealBook {
  const parts = [
    solarRows({ deals: dealsText, changes: changesText }),
    serviceRows({ deals: serviceDealsText, changes: serviceChangesText }),
  ];
  const pipelines = parts.map(({ pipeline }) => pipeline);
  const timeZone = 'Europe/Oslo';
  const histories = historiesOf(
    parts.flatMap(({ deals }) => deals),
    parts.flatMap(({ changes }) => changes),
    pipelines,
    { timeZone },
  );
  return dealBook(histories, { pipelines, currency: 'NOK', rates: sampleRates(ratesText), timeZone });
}
