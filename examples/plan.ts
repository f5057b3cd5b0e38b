// A planning session: what the sales of the sample say about a plan of three million kroner for the next quarter.
//
//   npx tsx examples/plan.ts

import {
  averageMoney,
  dealBook,
  type ExactRate,
  feasiblePlan,
  formatMoney,
  formatRate,
  groupDeals,
  historiesOf,
  keyStage,
  type Money,
  money,
  ownersNeeded,
  requiredEntrants,
  salesByPeriod,
  salesFunnel,
  stageRates,
  textTable,
  type WhatIfOptions,
  whatIf,
  winRate,
} from 'dealbook';
import { readSample } from './support/crm-sample.ts';

const { pipeline, deals, changes, currency, rates, timeZone, locale, during } = readSample();
const pipelineId = pipeline.id;
const book = dealBook(historiesOf(deals, changes, [pipeline]), {
  pipelines: [pipeline],
  ...{ currency, rates, timeZone },
});

const plan = money(3_000_000, currency);
const months = 3;
const leadsPerOwner = 25; // in these months: an assumption, as are the losses and gains asked about below

const nameOf = new Map<string, string>(pipeline.stages.map(({ id, name }) => [id, name]));
const amount = (value: Money | null) => (value === null ? '–' : formatMoney(value, { locale }));
const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const number = (ratio: ExactRate | null) => (ratio === null ? '–' : figures.format(ratio.value));
const share = (ratio: ExactRate | null) => (ratio === null ? '–' : formatRate(ratio, { locale }));

// What has become of closed deals is what the plan is made with.
const funnel = salesFunnel(book, { pipelineId, closedDuring: '2026' });
const stages = stageRates(funnel);
const { won, wonAmount } = winRate(book, { closedDuring: '2026' });
const averageWonAmount = averageMoney(wonAmount, won);

const needed = requiredEntrants(stages, { amount: plan, averageWonAmount });
console.log(
  `To sell ${amount(plan)} at ${amount(averageWonAmount?.value ?? null)} a deal takes ${needed.leads} leads`,
);
print(
  ['Stage', 'Conversion', 'Exactly', 'Deals needed', 'In whole deals'],
  needed.stages.map(({ stageId, rate, exact, entrants, chained }) => [
    ...[
      nameOf.get(stageId) ?? stageId,
      share(rate),
      number(exact),
      `${entrants ?? '–'}`,
      `${chained ?? '–'}`,
    ],
  ]),
);
for (const { figure, is } of needed.obstacles) console.log(`Unattainable: ${figure} is ${is}`);

const owners = groupDeals(book, 'closedBy').filter(({ key }) => key !== null);
const feasible = feasiblePlan(
  owners.map(({ key, book: mine }) => {
    const { rate, ...sold } = winRate(mine, { closedDuring: '2026' });
    const average = averageMoney(sold.wonAmount, sold.won);
    return { ownerId: String(key), leads: leadsPerOwner, rate, averageWonAmount: average };
  }),
);
console.log(`\nWhat each owner can do with ${leadsPerOwner} leads`);
print(
  ['Owner', 'Leads', 'Conversion', 'Average', 'Wins', 'Amount'],
  [
    ...feasible.owners.map((row) => [
      ...[
        row.ownerId ?? '–',
        number(row.leads),
        share(row.rate),
        amount(row.averageWonAmount?.value ?? null),
      ],
      ...[number(row.wins), amount(row.amount)],
    ]),
    ['All', number(feasible.total.leads), '', '', number(feasible.total.wins), amount(feasible.total.amount)],
  ],
);

const { average: perMonth } = salesByPeriod(book, { during }).company;
// What the company sells in a month is shared by its owners: one average of all their months.
const averagePerMonth =
  perMonth && averageMoney(perMonth.amount.total, perMonth.amount.count * owners.length);
const team = ownersNeeded({
  sales: { plan, averagePerMonth, months },
  leads: { needed: needed.leads, perOwner: leadsPerOwner },
});
console.log(`\nOwners needed: ${team.owners ?? 'no number of them'}`);
print(
  ['By', 'Exactly', 'Owners'],
  [
    [
      `sales of ${amount(averagePerMonth?.value ?? null)} a month`,
      number(team.bySales?.exact ?? null),
      `${team.bySales?.owners ?? '–'}`,
    ],
    [`${leadsPerOwner} leads each`, number(team.byLeads?.exact ?? null), `${team.byLeads?.owners ?? '–'}`],
  ],
);

console.log('\nWhat if…');
const ideas: Readonly<Record<string, WhatIfOptions>> = {
  'twice the leads': { change: 'growth', by: 2 },
  'twice the leads, each stage 10 % worse': { change: 'growth', by: 2, loss: 0.1 },
  'every stage 20 % better': { change: 'improvement', by: 1.2 },
  'eight in ten offers accepted': { change: 'rate', stageId: 'offer', rate: 0.8 },
};
print(
  ['Idea', 'Wins before', 'Wins after', 'Times the sales', 'At 100 %', 'Eaten up by a loss of'],
  Object.entries(ideas).map(([idea, change]) => {
    const { before, after, gain, capped, breakEvenLoss } = whatIf(stages, {
      ...change,
      leads: needed.leads ?? 1,
    });
    const cut = capped.map((stageId) => nameOf.get(stageId)).join(', ');
    const loss = breakEvenLoss === null ? '' : `${figures.format(100 * breakEvenLoss)} % a stage`;
    return [idea, number(before.wins), number(after.wins), number(gain), cut, loss];
  }),
);

console.log('\nThe key stage, and the lever before it');
print(
  ['Whose deals', 'Key stage', 'Conversion', 'Lever', 'Conversion', 'At 80 % times the sales'],
  [{ key: 'all', book }, ...owners].map(({ key: whose, book: theirs }) => {
    const theirStages = stageRates(salesFunnel(theirs, { pipelineId, closedDuring: '2026' }));
    const { key, lever } = keyStage(theirStages);
    const isRoom = lever?.rate && lever.rate.value <= 0.8;
    const { gain } = isRoom ? keyStage(theirStages, { raiseTo: 0.8 }) : { gain: null };
    return [
      ...[String(whose), key ? `${nameOf.get(key.stageId)}` : '–', share(key?.rate ?? null)],
      ...[lever ? `${nameOf.get(lever.stageId)}` : 'none', share(lever?.rate ?? null), number(gain)],
    ];
  }),
);

function print(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const columns = headings.map((name, index) => ({ name, align: index === 0 ? 'left' : 'right' }) as const);
  console.log(textTable({ columns, rows }));
}
