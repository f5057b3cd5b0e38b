// From the CSV files of a CRM to its sales funnel, by owner and by month.
//
//   npx tsx examples/import-crm.ts                            examples/sample: a fictional seller of solar panels
//   npx tsx examples/import-crm.ts ../shared/data/maven_crm   another CRM: "CRM Sales Opportunities" of Maven Analytics

import {
  type DealBook,
  dealBook,
  formatMoney,
  formatRate,
  groupDeals,
  historiesOf,
  reportTable,
  salesByPeriod,
  salesFunnel,
  textTable,
  unpricedDeals,
  validateHistory,
  winRate,
} from 'dealbook';
import { type Crm, readSample } from './support/crm-sample.ts';
import { readMaven } from './support/maven-crm.ts';

const folder = process.argv[2];
const crm: Crm = folder === undefined ? readSample() : { ...readMaven(folder), during: '2017-Q4' };
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
