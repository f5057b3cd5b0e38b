import { readFileSync } from 'node:fs';
import {
  type ChangeRow,
  type DealRow,
  definePipeline,
  money,
  month,
  type PeriodInput,
  type Pipeline,
  period,
  type RateTable,
  rateTable,
} from 'dealbook';
import { csvRows } from './csv.ts';

/** What differs from one CRM to the next. */
export interface Crm {
  readonly pipeline: Pipeline;
  readonly deals: readonly DealRow[];
  readonly changes: readonly ChangeRow[];
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
  const rows = csvRows(text('deals.csv'), [
    'id',
    'name',
    'customer',
    'owner',
    'currency',
    'potential',
    'opened',
    'status',
    'closed',
    'amount',
    'reason',
  ]);
  const pipeline = definePipeline({
    id: 'solar',
    name: 'Solar panels',
    progression: 'manual',
    stages: [
      { id: 'contact', name: 'First contact' },
      { id: 'visit', name: 'Visit' },
      { id: 'offer', name: 'Offer' },
      { id: 'contract', name: 'Contract' },
    ],
  });
  const log = csvRows(text('stage-changes.csv'), ['deal_id', 'stage', 'at', 'by']);
  const changes = log.map(({ deal_id: dealId, stage: stageId, at, by }): ChangeRow => {
    return { dealId, stageId, at: new Date(at), by };
  });
  const firstLogged = new Date(Math.min(...log.map(({ at }) => Date.parse(at))));
  const deals = rows.map((row): DealRow => {
    const { id, name, customer: customerId, owner: ownerId, currency, status, reason } = row;
    const amountOf = (text: string) => (text === '' ? null : money(text, currency)); // missing is not zero
    const isClosed = status === 'won' || status === 'lost';
    return {
      ...{ id, pipelineId: pipeline.id, name, customerId, ownerId },
      potential: amountOf(row.potential),
      // Null where nobody knows; the deal was there when the log begins.
      ...(row.opened === ''
        ? { openedAt: null, stageEnteredAt: firstLogged }
        : { openedAt: new Date(row.opened) }),
      outcome: isClosed
        ? { status, at: new Date(row.closed), amount: amountOf(row.amount) ?? undefined, reason }
        : null,
    };
  });
  const rates = rateTable(csvRows(text('rates.csv'), ['date', 'currency', 'rate']), { base: 'EUR' }); // NOK per EUR
  const timeZone = 'Europe/Oslo';
  const during = period(month('2026-08', { timeZone }).start, month('2026-11', { timeZone }).end);
  return { pipeline, deals, changes, currency: 'NOK', rates, timeZone, locale: 'nb-NO', during };
}
