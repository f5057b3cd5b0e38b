// A day in a small CRM: Kari and Ola furnish rooms. Their deals are of three types: a typical sale leads its owner from
// stage to stage, a project goes where its owner takes it, and what is sold over the counter has no stages.

import {
  addTask,
  type Deal,
  dealBookFrom,
  definePipeline,
  describeDeal,
  explainLoss,
  formatMoney,
  formatRate,
  groupDeals,
  isDealError,
  isOverdue,
  linkInteraction,
  loseDeal,
  lostToCompetitor,
  money,
  moveDeal,
  nonProcessSale,
  openDeal,
  openDealFromInteraction,
  receivePayment,
  reopenDeal,
  reportTable,
  revalueDeal,
  routeMap,
  routeMapText,
  salesFunnel,
  textTable,
  typicalSale,
  winDeal,
  winRate,
} from 'dealbook';
import { memoryDealRepository } from 'dealbook/memory';
import { SmallCrm } from './support/small-crm.ts';
import { weeksBefore } from './support/weeks-before.ts';

const projects = definePipeline({
  id: 'project',
  name: 'Project',
  progression: 'manual',
  stages: [
    { id: 'visit', name: 'Visit' },
    { id: 'drawing', name: 'Drawing' },
    { id: 'offer', name: 'Offer' },
    { id: 'contract', name: 'Contract' },
  ],
});
const crm = new SmallCrm(memoryDealRepository(), [typicalSale, projects, nonProcessSale]);
await weeksBefore(crm, projects);

const timeZone = 'Europe/Oslo';
const today = (time: string): Date => new Date(`2026-10-22T${time}:00+02:00`);

await printTasks('08:00');

console.log('\nA typical sale asks for what its stage needs, and moves on with its last task');
await at('09:00', 'Ola has qualified the clinic', (at) => {
  return crm.complete('clinic', 'Qualify the client', { at, by: 'ola' });
});
await at('09:05', 'He enters who buys, and on which agreement', (at) => {
  return crm.change('clinic', describeDeal, { customerId: 'city-clinic', fields: { agreement: 'F-19' }, at });
});
await at('09:10', 'Now he has', (at) => crm.complete('clinic', 'Qualify the client', { at, by: 'ola' }));

console.log('\nA loss leaves one thing to do');
await at('10:00', 'The school buys elsewhere', (at) => crm.change('school', loseDeal, { at }));
await at('10:05', 'Ola ticks it off', (at) => {
  return crm.complete('school', 'Record the result of the lost deal', { at });
});
await at('10:10', 'He says why', (at) => {
  return crm.change('school', explainLoss, { reason: lostToCompetitor, competitorId: 'chairs-inc', at });
});
await at(
  '10:30',
  'The school writes that it needs desks after all: a new deal that follows the lost one',
  (at) => {
    const interaction = { id: 'mail-9', kind: 'email', at, contactId: 'hill-school' };
    const potential = money(40_000, 'NOK');
    return crm.open(
      openDealFromInteraction(typicalSale, {
        ...{ id: 'school-desks', previousDealId: 'school', ownerId: 'ola', potential, interaction, at },
      }),
    );
  },
);
await at('10:45', 'Ola answers', (at) => crm.complete('school-desks', 'Record the initial contact', { at }));

console.log('\nA project goes where its owner takes it');
await at('11:00', 'The library, lost last week, calls', (at) => {
  return crm.change('library', linkInteraction, { interaction: { id: 'call-7', kind: 'call', at }, at });
});
await at('11:10', 'Kari reopens it', (at) => crm.change('library', reopenDeal, { at }));
await at('11:15', 'for less', (at) => {
  return crm.change('library', revalueDeal, { potential: money(230_000, 'NOK'), at });
});
await at('13:00', 'The contract is on the table', (at) =>
  crm.change('library', moveDeal, { to: 'contract', at }),
);
await at('14:00', 'and signed', (at) => crm.change('library', winDeal, { at }));
await at('14:15', 'The studio wants another drawing', (at) => {
  return crm.change('studio', moveDeal, { to: 'drawing', at });
});
await at('14:20', 'Ola makes a note', (at) => {
  const task = { id: 'samples', name: 'Send samples', dueAt: new Date('2026-10-23T12:00:00+02:00') };
  return crm.change('studio', addTask, { task, at });
});

console.log('\nOver the counter there are no stages');
await at('14:30', 'Somebody wants lamps', (at) => {
  const potential = money('8400.50', 'NOK');
  return crm.open(openDeal(nonProcessSale, { id: 'lamps', ownerId: 'kari', potential, at }));
});
await at('14:40', 'and takes them', (at) => crm.change('lamps', winDeal, { at }));

console.log('\nAfter the last stage a typical sale is won');
await at('15:00', 'All is delivered to the hotel', (at) => {
  return crm.change('hotel', describeDeal, { fields: { fulfilled: true }, at });
});
await at('15:05', 'Kari is done', (at) => crm.complete('hotel', 'See the obligations fulfilled', { at }));
await at('15:10', 'and records that', (at) =>
  crm.complete('hotel', 'Record the result of the won deal', { at }),
);
await at('16:00', 'The money is there', (at) => {
  return crm.change('hotel', receivePayment, { amount: money(480_000, 'NOK'), at });
});

const history = await crm.deals.load('hotel');
if (history !== undefined) console.log(`\n${routeMapText(routeMap(history, crm.pipelines), { timeZone })}`);

await printTasks('17:00');

// The deals as a book: what every report is computed from.
const book = await dealBookFrom(crm.deals.histories({}), {
  ...{ pipelines: crm.pipelines, currency: 'NOK', asOf: today('17:00'), timeZone },
});
for (const { id: pipelineId, name } of [typicalSale, projects]) {
  for (const { key, book: mine } of groupDeals(book, 'ownerId')) {
    console.log(`\n${name}: the deals of ${key}`);
    console.log(textTable(reportTable(salesFunnel(mine, { pipelineId }))));
  }
}

console.log('\nWho closed what, of all types');
const headings = ['Won', 'Lost', 'Win rate', 'Sold'].map((name) => ({ name, align: 'right' as const }));
const rows = groupDeals(book, 'closedBy').map(({ key, book: mine }) => {
  const { won, lost, rate, wonAmount } = winRate(mine);
  return [
    key === null ? '(open)' : String(key),
    `${won}`,
    `${lost}`,
    formatRate(rate),
    formatMoney(wonAmount),
  ];
});
console.log(textTable({ columns: [{ name: 'Owner', align: 'left' }, ...headings], rows }));

/** Tells what is done, does it, and tells how the deal then stands and what is to be done next, or why it may not be. */
async function at(time: string, what: string, act: (at: Date) => Promise<Deal>): Promise<void> {
  console.log(`${time}  ${what}`);
  try {
    const deal = await act(today(time));
    const { id, status, stageId } = deal;
    const next = await crm.tasks({ dealId: id });
    const place = stageId === null ? '' : ` in ${stageId}`;
    const todo = next.length === 0 ? '' : `; next: ${next.map(({ name }) => name).join(', ')}`;
    console.log(`       ${id}: ${status}${place}${todo}`);
  } catch (error) {
    if (!isDealError(error)) throw error;
    const missing = isDealError(error, 'requirements-missing') ? error.details.missing : [];
    console.log(`       refused: ${[error.code, ...missing].join(', ')}`);
  }
}

/** "My tasks" of Kari and of Ola. */
async function printTasks(time: string): Promise<void> {
  for (const assigneeId of ['kari', 'ola']) {
    console.log(`\n${time}  The tasks of ${assigneeId}`);
    const tasks = await crm.tasks({ assigneeId });
    if (tasks.length === 0) console.log('       none');
    for (const task of tasks) {
      const due = task.dueAt?.toISOString().slice(0, 10) ?? '';
      const late = isOverdue(task, today(time)) ? ' (overdue)' : '';
      console.log(`       ${due}  ${task.dealId}: ${task.name}${late}`);
    }
  }
}
