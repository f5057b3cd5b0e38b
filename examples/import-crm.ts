// From the CSV files of a CRM to its sales funnel, by owner and by month.
//
//   npx tsx examples/import-crm.ts                            examples/sample: a fictional seller of solar panels
//   npx tsx examples/import-crm.ts ../shared/data/maven_crm   another CRM: "CRM Sales Opportunities" of Maven Analytics

import { readFileSync } from 'node:fs';
import {
  type ChangeRow,
  type DealBook,
  type DealRow,
  dealBook,
  definePipeline,
  formatMoney,
  formatRate,
  groupDeals,
  historiesOf,
  money,
  month,
  type PeriodInput,
  type Pipeline,
  period,
  type RateTable,
  rateTable,
  reportTable,
  salesByPeriod,
  salesFunnel,
  textTable,
  unpricedDeals,
  validateHistory,
  winRate,
} from 'dealbook';
import { csvRows } from './support/csv.ts';
import { readMaven } from './support/maven-crm.ts';

/** What differs from one CRM to the next. */
interface Crm {
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

const folder = process.argv[2];
const crm: Crm =
  folder === undefined
    ? readSample(`${import.meta.dirname}/sample`)
    : { ...readMaven(folder), during: '2017-Q4' };
const { pipeline, currency, rates, timeZone, locale } = crm;
const pipelineId = pipeline.id;

// Rows become histories: what happened to each deal. Nothing odd is dropped; ask, and it is shown.
const histories = historiesOf(crm.deals, crm.changes, [pipeline]);
for (const history of histories) {
  for (const { code, effect, index } of validateHistory(history, [pipeline])) {
    console.log(`${history[0].dealId}, ${dayOf(history[index]?.at)}: ${code}, ${effect}`);
  }
}

// Histories become a book in one currency: what every report is computed from.
const book = dealBook(histories, { pipelines: [pipeline], currency, rates, timeZone });
for (const { dealId, reason } of unpricedDeals(book)) console.log(`${dealId}: not priced, ${reason}`);

console.log(`\nThe funnel of ${book.deals} deals as of ${dayOf(book.asOf)}`);
console.log(textTable(reportTable(salesFunnel(book, { pipelineId, durations: true }), { locale })));

// The funnel of one owner is that of the owner's deals. Every deal has one, so the parts add up to the whole.
console.log('\nWhose deals they are');
printByOwner('ownerId', ['Deals', 'Open', 'Potential', 'Open potential'], (mine) => {
  const { deals, open, potential } = salesFunnel(mine, { pipelineId }).total;
  return [
    `${deals}`,
    `${open}`,
    formatMoney(potential.deals, { locale }),
    formatMoney(potential.open, { locale }),
  ];
});

// What was won or lost belongs to whoever owned the deal then.
console.log('\nWho closed them');
printByOwner('closedBy', ['Won', 'Lost', 'Win rate', 'By potential', 'Sold'], (mine) => {
  const { won, lost, rate, potentialRate, wonAmount } = winRate(mine);
  const shares = [formatRate(rate, { locale }), formatRate(potentialRate, { locale })];
  return [`${won}`, `${lost}`, ...shares, formatMoney(wonAmount, { locale })];
});

console.log('\nWhat they sold, month by month');
console.log(textTable(reportTable(salesByPeriod(book, { during: crm.during }), { locale })));

function printByOwner(
  field: 'ownerId' | 'closedBy',
  headings: readonly string[],
  cellsOf: (mine: DealBook) => readonly string[],
): void {
  const columns = headings.map((name) => ({ name, align: 'right' as const }));
  const groups = groupDeals(book, field).filter(({ key }) => key !== null); // nobody closed what is open
  const rows = groups.map(({ key, book: mine }) => [String(key), ...cellsOf(mine)]);
  console.log(textTable({ columns: [{ name: 'Owner', align: 'left' }, ...columns], rows }));
}

function dayOf(at: Date | null | undefined): string | undefined {
  return at?.toISOString().slice(0, 10);
}

/** A CRM that logs which stages deals enter, and sells in kroner and in euros. */
function readSample(folder: string): Crm {
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
  const deals = rows.map((row): DealRow => {
    const { id, name, customer: customerId, owner: ownerId, currency, status, reason } = row;
    const amountOf = (text: string) => (text === '' ? null : money(text, currency)); // missing is not zero
    const isClosed = status === 'won' || status === 'lost';
    return {
      ...{ id, pipelineId: pipeline.id, name, customerId, ownerId },
      potential: amountOf(row.potential),
      openedAt: row.opened === '' ? null : new Date(row.opened), // null where nobody knows
      outcome: isClosed
        ? { status, at: new Date(row.closed), amount: amountOf(row.amount) ?? undefined, reason }
        : null,
    };
  });
  const log = csvRows(text('stage-changes.csv'), ['deal_id', 'stage', 'at', 'by']);
  const changes = log.map(({ deal_id: dealId, stage: stageId, at, by }): ChangeRow => {
    return { dealId, stageId, at: new Date(at), by };
  });
  const rates = rateTable(csvRows(text('rates.csv'), ['date', 'currency', 'rate']), { base: 'EUR' }); // NOK per EUR
  const timeZone = 'Europe/Oslo';
  const during = period(month('2026-08', { timeZone }).start, month('2026-11', { timeZone }).end);
  return { pipeline, deals, changes, currency: 'NOK', rates, timeZone, locale: 'nb-NO', during };
}
