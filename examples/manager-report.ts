// What a sales manager looks at on the first of June: what three managers did in May, against the plan, where clients and
// money were lost, and what to do first.
//
//   npx tsx examples/manager-report.ts

import {
  activeFunnel,
  allAsBest,
  averageMoney,
  dealBook,
  forecast,
  formatMoney,
  formatNumber,
  formatRate,
  groupDeals,
  keyStage,
  lossReasons,
  type Money,
  money,
  month,
  ownerScorecard,
  planAttainment,
  type ReportTable,
  reportTable,
  requiredEntrants,
  salesFunnel,
  stageEffectiveness,
  stageRates,
  staleDeals,
  textTable,
  winRate,
} from 'dealbook';
import { monthOfSales } from './support/month-of-sales.ts';
import { sale } from './support/three-managers.ts';

const during = '2026-05';
const pipelineId = sale.id;
const book = dealBook(monthOfSales(), { pipelines: [sale], currency: 'NOK', asOf: month(during).end });

// What was done: each client counts in the stages it came to in the month.
const planOf = (amount: number, ownerId?: string) => ({ during, ownerId, amount: money(amount, 'NOK') });
const people = groupDeals(book, 'ownerId').map(({ key, book: deals }) => ({ name: String(key), deals }));
const plans = [...people.map(({ name }) => planOf(200_000, name)), planOf(600_000)];
const sales = planAttainment(book, { plans }).plans;
const done = salesFunnel(book, { pipelineId, enteredDuring: during });
const heads = [...done.stages.map(({ name }) => `${name}s`), 'Paid', 'Sold', 'Plan', 'Attained'];
show('Done in May, and sold against the plan', {
  columns: [{ name: 'Manager', align: 'left' }, ...heads.map((name) => ({ name, align: 'right' as const }))],
  rows: [...people, { name: 'All', deals: book }].map(({ name, deals }, index) => {
    const { stages } = salesFunnel(deals, { pipelineId, enteredDuring: during });
    const { won, sold, plan, rate } = sales[index] as (typeof sales)[number];
    const entered = stages.map((stage) => formatNumber(stage.entered));
    return [name, ...entered, `${won}`, amount(sold), amount(plan), formatRate(rate)];
  }),
});

const scores = ownerScorecard(book, { pipelineId, enteredDuring: during });
show('Of the clients who came to a stage, those who went on, and the rank', reportTable(scores));

const effects = stageEffectiveness(book, { pipelineId, enteredDuring: during });
show('Where clients and money are lost', reportTable(effects));
const losses = lossReasons(book, { pipelineId, closedDuring: during, top: 3 });
show('Why', reportTable(losses));
for (const { ownerId, stageId, lost, potential } of losses.worst)
  console.log(`${ownerId} lost ${lost} clients in the ${stageId}, worth ${amount(potential)}`);

const closed = salesFunnel(book, { pipelineId, closedDuring: during });
const open = forecast(activeFunnel(book, { pipelineId }), closed);
show('What is still open, and what it will bring', reportTable(open));

// Who has not decided yet counts as not gone on: some calls work next month only.
const rates = stageRates(done);
const { lever } = keyStage(rates);
const best = scores.stages.find(({ stageId }) => stageId === lever?.stageId);
const { gain } = keyStage(rates, { raiseTo: best?.highest ?? 1 });
const { won, wonAmount } = winRate(book, { closedDuring: during });
const averageWonAmount = averageMoney(wonAmount, won);
const { leads } = requiredEntrants(rates, { amount: planOf(600_000).amount, averageWonAmount });
const asBest = allAsBest(scores).total;
const unpaid = staleDeals(book, { pipelineId }).deals.filter(({ stageId }) => stageId === 'contract');
const todo = [
  `${best?.name}: ${share(best?.highest)} as ${best?.best.join(', ')}, not ${share(lever?.rate?.value)}, is ${formatNumber(gain?.value ?? null)} times the sales`,
  ...scores.owners.map(({ ownerId, stages }) => {
    const [worst] = stages.toSorted((a, b) => (a.gap ?? 0) - (b.gap ?? 0));
    const stage = scores.stages.find(({ stageId }) => stageId === worst?.stageId);
    const rest = `where the team has ${share(stage?.team.value)}; best: ${stage?.best.join(', ')}`;
    return `${ownerId}, ${stage?.name}: ${share(worst?.stepRate.value)} ${rest}`;
  }),
  `${unpaid.length} clients have had a contract for more than ${unpaid[0]?.limit} days and not paid: call them`,
  `The plan takes ${formatNumber(leads)} calls a month at these conversions, not ${formatNumber(scores.team.deals)}`,
  `With everybody as good as the best of each stage ${formatNumber(asBest.wins?.value ?? null)} would pay, ${amount(asBest.moreSold)} more`,
];
console.log(`\nWhat to do first\n${todo.map((line, index) => `${index + 1}. ${line}`).join('\n')}`);

function show(title: string, table: ReportTable): void {
  console.log(`\n${title}\n${textTable(table)}`);
}

function amount(value: Money | null): string {
  return value === null ? '–' : formatMoney(value);
}

function share(value: number | null = null): string {
  return formatRate({ value, count: 0, of: 0 });
}
