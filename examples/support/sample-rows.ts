import {
  type ChangeRow,
  type DealRow,
  definePipeline,
  money,
  type Pipeline,
  type RateTable,
  rateTable,
} from 'dealbook';
import { csvRows } from './csv.ts';

/** The deals of one pipeline as a CRM has them, and which stages they entered when. */
export interface PipelineRows {
  readonly pipeline: Pipeline;
  readonly deals: readonly DealRow[];
  readonly changes: readonly ChangeRow[];
}

/** What a seller of solar panels sells, from the texts of deals.csv and stage-changes.csv. */
export function solarRows(texts: { readonly deals: string; readonly changes: string }): PipelineRows {
  const rows = csvRows(texts.deals, [...dealColumns]);
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
  const changes = changeRows(texts.changes);
  const firstLogged = new Date(Math.min(...changes.map(({ at }) => Number(at))));
  const deals = rows.map((row): DealRow => {
    // Null where nobody knows; the deal was there when the log begins.
    const opened =
      row.opened === ''
        ? { openedAt: null, stageEnteredAt: firstLogged }
        : { openedAt: new Date(row.opened) };
    return { ...dealRow(row, pipeline.id), ...opened };
  });
  return { pipeline, deals, changes };
}

/** The service it sells beside, from service-deals.csv and service-stage-changes.csv: these have a day they are expected on. */
export function serviceRows(texts: { readonly deals: string; readonly changes: string }): PipelineRows {
  const pipeline = definePipeline({
    id: 'service',
    name: 'Service agreements',
    progression: 'manual',
    stages: [
      { id: 'request', name: 'Request', probability: 0.3 },
      { id: 'inspection', name: 'Inspection', probability: 0.4 },
      { id: 'proposal', name: 'Proposal', probability: 0.55 },
      { id: 'agreement', name: 'Agreement', probability: 0.8 },
    ],
  });
  const deals = csvRows(texts.deals, [...dealColumns, 'expected']).map((row): DealRow => {
    const expectedCloseAt = row.expected === '' ? null : row.expected;
    return { ...dealRow(row, pipeline.id), openedAt: new Date(row.opened), expectedCloseAt };
  });
  return { pipeline, deals, changes: changeRows(texts.changes) };
}

/** The rates of the central bank: NOK per EUR. */
export function sampleRates(text: string): RateTable {
  return rateTable(csvRows(text, ['date', 'currency', 'rate']), { base: 'EUR' });
}

const dealColumns = [
  ...(['id', 'name', 'customer', 'owner', 'channel', 'currency'] as const),
  ...(['potential', 'opened', 'status', 'closed', 'amount', 'reason'] as const),
] as const;

function dealRow(
  row: Readonly<Record<(typeof dealColumns)[number], string>>,
  pipelineId: string,
): Omit<DealRow, 'openedAt'> {
  const { id, name, customer: customerId, owner: ownerId, channel, currency, status, reason } = row;
  const amountOf = (text: string) => (text === '' ? null : money(text, currency)); // missing is not zero
  const isClosed = status === 'won' || status === 'lost';
  return {
    ...{ id, pipelineId, name, customerId, ownerId, channel },
    potential: amountOf(row.potential),
    outcome: isClosed
      ? { status, at: new Date(row.closed), amount: amountOf(row.amount) ?? undefined, reason }
      : null,
  };
}

function changeRows(text: string): ChangeRow[] {
  return csvRows(text, ['deal_id', 'stage', 'at', 'by']).map(
    ({ deal_id: dealId, stage: stageId, at, by }) => {
      return { dealId, stageId, at: new Date(at), by };
    },
  );
}
