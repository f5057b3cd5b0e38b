import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { expect, test } from 'vitest';
import * as charts from '../../src/charts/index.ts';
import * as dealbook from '../../src/index.ts';
import * as memory from '../../src/memory/index.ts';

/** A point of the text, the functions that answer it, and a file with the tests that show it. */
type Answered = readonly [
  row: number,
  point: string,
  functions: string,
  file: string,
  ...tests: readonly string[],
];

const examples = 'published/worked-examples';

/** What the text asks of reports and planning, point by point. */
const points: readonly Answered[] = [
  // Reports
  [
    25,
    'how effective each stage is',
    'stageEffectiveness',
    'unit/reports/stage-effectiveness',
    'each stage has its rates, the potential lost in it and the days spent in it',
  ],
  [
    26,
    'why deals are lost',
    'lossReasons',
    'unit/reports/loss-reasons',
    'each reason has its share of the lost deals and of the potential lost',
    'each reason is told by stage, owner and customer',
  ],
  [
    27,
    'how many deals are won, lost or open',
    'dealStatus winRate',
    'reference/agreement/outcomes',
    'how many deals were won, lost or are open, and for how much',
  ],
  [
    28,
    'the least effective stages',
    'stageEffectiveness',
    'unit/reports/stage-effectiveness',
    'the weakest stage has three answers: by rate, by money lost and by time',
  ],
  [
    29,
    'where managers make most mistakes',
    'lossReasons',
    'unit/reports/loss-reasons',
    'the worst owners and stages come first: most deals, then most potential',
  ],
  [
    30,
    'as a table',
    'reportTable textTable markdownTable',
    'unit/format/report-table',
    'a sales funnel has the columns of the source text, then open, conversion and median days',
  ],
  [
    30,
    'and as charts',
    'dealsChart potentialChart funnelChart',
    'unit/charts/funnel-chart',
    'options are plain data that ECharts takes as they are',
  ],
  [
    31,
    'the way from the first contact to success',
    'dealJourney',
    'unit/reports/deal-journey',
    'goes from the first contact through its stages to the closing and the payment',
  ],
  [
    32,
    'won and lost deals of a period by stage',
    'salesFunnel',
    'reference/agreement/funnels',
    'every sales funnel: population, owner, reading, date, knowledge, rates, money, durations',
  ],
  [
    33,
    'at which stages clients drop out',
    'salesFunnel dealsIn',
    'reference/agreement/deals-in',
    'on random books the library and the twin agree on the deals behind every figure of a funnel',
  ],
  [
    34,
    'how effective sellers are at each stage',
    'ownerScorecard groupDeals',
    'unit/reports/owner-scorecard',
    'owners are ranked in each stage, and set against the team',
  ],
  [
    35,
    'a funnel for each type of deal, whose stages differ',
    'salesFunnel',
    examples,
    'a report is generated anew for another type of deal by changing one value of what was saved',
  ],
  [
    36,
    'deals without stages',
    'salesFunnel dealStatus',
    'unit/book/deal-book',
    'has totals, and no rows, for deals of a pipeline without stages',
  ],
  [
    38,
    'a filter by any field',
    'selectDeals',
    'reference/agreement/selections',
    'on random books the library and the twin agree on the deals every filter selects',
  ],
  [
    39,
    'with an operator, "equals" unless another is chosen',
    'selectDeals',
    'reference/agreement/selections',
    'a report on a selection is what the twin says of those deals',
  ],
  [
    40,
    'close the settings and generate',
    'runReport',
    'unit/reports/run-report',
    'is the report its function gives for the same options',
    'of a filter is about those deals, with the hierarchies of the host',
  ],
  [
    41,
    'a report is a table and two charts',
    'salesFunnel dealsChart',
    'unit/charts/deals-chart',
    'has the stages from top to bottom, and of each the deals won and lost there, stacked',
  ],
  [
    41,
    'the second chart',
    'salesFunnel potentialChart',
    'unit/charts/potential-chart',
    'has the amounts of the report: as numbers to draw, exact as text, and written for people',
  ],
  [
    42,
    'columns: stage, won, lost, won potential, lost potential',
    'reportTable',
    'unit/format/report-table',
    'a sales funnel has the columns of the source text, then open, conversion and median days',
  ],
  [
    43,
    'potential in the management currency',
    'dealBook rateTable',
    'laws/books',
    'parts equal the whole also in two currencies at dated rates, and the amounts sold too',
  ],
  [
    44,
    'the chart of the number of deals',
    'dealsChart',
    'unit/charts/deals-chart',
    'has the stages from top to bottom, and of each the deals won and lost there, stacked',
    'has colours that are told apart by everybody',
  ],
  [
    44,
    'in the colours of the text',
    'potentialChart redAndYellow',
    'unit/charts/potential-chart',
    'has red and yellow, as in the text, where they are asked for',
  ],
  [
    45,
    'losses narrow it to a funnel',
    'dealsChart salesFunnel',
    'unit/charts/deals-chart',
    'narrows down to a funnel: a bar is as long as the won of the stage above',
  ],
  [
    46,
    'the chart of potential',
    'potentialChart',
    'unit/charts/potential-chart',
    'has the amounts of the report: as numbers to draw, exact as text, and written for people',
  ],
  [
    47,
    'the same for another type of deal',
    'runReport',
    examples,
    'a report is generated anew for another type of deal by changing one value of what was saved',
  ],
  [
    48,
    'report variants are saved',
    'encodeVariant decodeVariant runReport memoryReportVariantRepository',
    'unit/reports/run-report',
    'is kept in a repository under its name, and run from there',
  ],
  [
    48,
    'and say the same as before',
    'runReport',
    'reference/agreement/saved-reports',
    '%s through a saved variant, also a stored one, and directly is the same JSON',
  ],
  // Concepts
  [
    49,
    'a tool to plan and to evaluate',
    'requiredEntrants planAttainment',
    'unit/reports/plan-attainment',
    'what was sold in the period against the plan, of the company and of each owner, in the order given',
  ],
  [
    50,
    'the way of a buyer: AIDA',
    'aida',
    'unit/pipeline/presets',
    'are a sale by hand, a sale without stages, the way of a buyer and that of a seller',
  ],
  [
    51,
    'the four steps of a seller',
    'directSale',
    'unit/pipeline/presets',
    'are a sale by hand, a sale without stages, the way of a buyer and that of a seller',
  ],
  [
    52,
    'the decision maker',
    'addParticipant',
    'unit/verbs/add-participant',
    'as client, competitor, decision maker, influencer or whatever the host calls it',
  ],
  [
    53,
    'a client becomes a buyer: total conversion',
    'salesFunnel',
    examples,
    'of 200 clients called 10 conclude a deal and pay: 5 %',
  ],
  [
    54,
    'conversion of each stage and of the whole, in percent',
    'salesFunnel formatRate',
    examples,
    'is the next stage by the one before: 30 of 100 called are interested, 30 %',
  ],
  [55, '10 of 200 are 5 %', 'salesFunnel', examples, 'of 200 clients called 10 conclude a deal and pay: 5 %'],
  [
    56,
    'compared with others, within the company or without',
    'compareFunnels',
    'unit/reports/compare-funnels',
    'each stage in won deals more or fewer, and in their potential',
  ],
  [
    58,
    'as Bitrix24 and 1C draw it',
    'salesFunnel',
    'reference/agreement/funnels',
    'the paths deals took, and every funnel is a function of them',
  ],
  // Information
  [
    59,
    'how many deals are in progress, and at which stage each',
    'activeFunnel dealsIn',
    'reference/agreement/funnels',
    'the active funnel, at the date of the book and at any earlier one',
  ],
  [
    60,
    'how many contacts lead to a payment',
    'contactToPayment',
    'unit/reports/contact-to-payment',
    'contacts are the interactions of the deals that took place',
  ],
  [
    61,
    'the stages of the lowest conversion',
    'stageEffectiveness',
    'unit/reports/stage-effectiveness',
    'stages that tie are all named; a stage without the figure is not',
  ],
  [
    62,
    'how long from the first contact to the payment',
    'contactToPayment',
    'unit/reports/contact-to-payment',
    'is measured from the opening, or from an interaction before it, to the first payment',
  ],
  [
    63,
    'what a manager sells in a month on average',
    'salesByPeriod',
    'reference/agreement/outcomes',
    'what was sold in each month, quarter or year, by the company and by each owner',
  ],
  [
    64,
    'what is sold by month, by the company and each manager',
    'salesByPeriod',
    'reference/agreement/outcomes',
    'what was sold in each month, quarter or year, by the company and by each owner',
  ],
  // Planning
  [
    65,
    'the leads a plan needs',
    'requiredEntrants',
    'unit/planning/required-entrants',
    '30 wins at 30 %, 50 %, 50 % and two in three need 600, 180, 90 and 45',
    'a plan in money is first divided by the average won amount',
  ],
  [
    66,
    'a feasible plan for each manager',
    'feasiblePlan',
    'unit/planning/feasible-plan',
    '300 leads at 5 % and 2000 a deal: 15 deals, 30 000',
  ],
  [
    67,
    'the managers a plan needs',
    'ownersNeeded',
    'unit/planning/owners-needed',
    'by what one sells: 60 000 at 4200 a month takes 15',
    'where both are known, the larger',
  ],
  // Corrections
  [
    68,
    'a new target audience: the funnel by segment',
    'groupDeals',
    'reference/agreement/groups',
    'every field and every unit of every date is a grouping that agrees',
  ],
  [
    69,
    'new channels: the funnel by channel',
    'groupDeals',
    'reference/agreement/groups',
    'every field and every unit of every date is a grouping that agrees',
  ],
  [
    70,
    'measures when the client puts it off',
    'staleDeals openTasks isOverdue reschedules',
    'unit/reports/stale-deals',
    'are listed, those furthest over the limit first',
    'counted from the last activity, whatever it is',
  ],
  [
    70,
    'and puts it off again',
    'reschedules',
    'unit/reports/reschedules',
    'to a later date, to an earlier one, to a first one, to none; out and back are two changes',
  ],
  // The example of three managers
  [
    72,
    'a table of three managers',
    'ownerScorecard',
    examples,
    'a table has each one’s conversion at each stage',
  ],
  [
    73,
    'the lowest total conversion despite most calls',
    'ownerScorecard',
    examples,
    'the second called most and has the lowest total conversion',
  ],
  [
    74,
    'good at meetings and with offers',
    'ownerScorecard',
    examples,
    'the second is last in calling and first in meetings, with offers and at the payment',
  ],
  [
    75,
    'best at the payment, 68 %',
    'ownerScorecard',
    examples,
    'the second is the best at the payment: 17 of 25, 68 %',
  ],
  [
    76,
    'from 60 % to 68 % in the company',
    'ownerScorecard',
    examples,
    'payment is from 60 % to 68 % in the whole company',
  ],
  [
    77,
    'calls that have their effect next month',
    'salesFunnel appendToBook',
    examples,
    'calls may work next month only: until then they are open, not lost',
  ],
  [
    78,
    'existing clients or new ones',
    'groupDeals winRate',
    examples,
    'new clients and those who bought before are told apart',
  ],
  // The two funnels
  [
    80,
    'how much is lost, and where: clients and money',
    'salesFunnel lossReasons',
    'laws/books',
    'within a row the cells make up `entered`; the columns lost, open and transferred make up the total',
  ],
  [
    81,
    'of closed deals conversion and duration, of each stage',
    'salesFunnel stageDurations',
    'reference/agreement/funnels',
    'how long deals stay in each stage, in days and in business days',
  ],
  [
    81,
    'and of the cycle',
    'salesCycle',
    'reference/agreement/outcomes',
    'how long deals take, in days and in business days',
  ],
  [
    82,
    'of active deals a slice at a moment',
    'activeFunnel bookAsOf',
    'reference/agreement/funnels',
    'the active funnel, at the date of the book and at any earlier one',
  ],
  [
    83,
    'and a forecast by stage',
    'forecast weightedPipeline',
    'unit/reports/forecast',
    'a stage’s probability is the product of the settled rates from there on',
  ],
  [
    84,
    'the more enquiries, the more sales',
    'salesVelocity whatIf',
    'unit/reports/sales-velocity',
    'is deals per day × probability to win × amount of a won deal',
  ],
  [
    84,
    'dependencies: sales follow offers, and how much later',
    'salesLag',
    'unit/planning/sales-lag',
    'sales follow offers a month later: half of the offers of the month before are won',
  ],
  [
    84,
    'deviations over time',
    'pipelineMovements series',
    'unit/reports/pipeline-movements',
    'the lines reconcile, and begin and end are the open pipelines of then',
  ],
  [
    85,
    'a funnel for each manager',
    'groupDeals salesFunnel',
    'laws/books',
    'parts equal the whole: the funnels of any grouping add up, in deals and to the last digit of money',
  ],
  [
    86,
    'bottlenecks',
    'stageEffectiveness',
    'unit/reports/stage-effectiveness',
    'the weakest stage has three answers: by rate, by money lost and by time',
  ],
  [
    87,
    'what the best do, and what it would be worth if all did',
    'ownerScorecard compareFunnels',
    'unit/reports/compare-funnels',
    'each stage in won deals more or fewer, and in their potential',
  ],
  [
    88,
    'which action gives most',
    'keyStage whatIf',
    'unit/planning/key-stage',
    'stages are ranked by how much better they can get, unknown ones last',
  ],
  [
    89,
    'a standard process, run for each sale, gives the funnel',
    'definePipeline completeTask salesFunnel',
    'examples/crm',
    'a typical sale is won after its last stage, by recording the result',
    'the funnel of Ola: of three typical sales two got a proposal, where one was lost',
  ],
  // The example of four stages
  [90, 'evaluation: four, one refuses', 'salesFunnel', examples, 'four are evaluated, one refuses'],
  [
    91,
    'who may come back later',
    'reopenDeal openDeal',
    examples,
    'who refused may come back: the deal is reopened, or a new one follows it',
  ],
  [
    92,
    'learning: of three, one lost',
    'salesFunnel',
    examples,
    'of three the situation is learned, of one it cannot be',
    'answers to a questionnaire are fields, and clients are told apart by them',
  ],
  [
    93,
    'presentation: one of two lost',
    'salesFunnel',
    examples,
    'two see the presentation, one of them asks for no offer',
  ],
  [
    94,
    'expectation: an invoice, and its payment',
    'salesFunnel',
    examples,
    'one is awaiting the invoice: open, neither won nor lost; once it is paid, one of four is won',
  ],
  [
    95,
    'the funnel in money, where the potential is known',
    'salesFunnel unpricedDeals',
    examples,
    'a potential that is not known is in the count, not in the money, and is told',
  ],
  [
    96,
    'the planned amount shrinks, each loss is seen',
    'salesFunnel',
    examples,
    'in money the planned amount shrinks from stage to stage, and each stage has its loss',
  ],
  // Three ways to manage a funnel
  [
    97,
    'proportional expansion',
    'whatIf',
    'unit/planning/what-if',
    'twice the leads are twice the sales, at the same conversions',
  ],
  [
    98,
    'where quality falls',
    'whatIf',
    'unit/planning/what-if',
    'but work is done less well: a tenth lost at each of two stages leaves 1.62',
    'a loss of 1 - 2^(-1/n) at each of n stages leaves nothing of doubling',
  ],
  [
    99,
    'better conversions',
    'whatIf',
    'unit/planning/what-if',
    'at some stages only, each by a factor of its own, also below one',
  ],
  [
    100,
    'conversion is next by previous: 30 %',
    'salesFunnel stageRates',
    examples,
    'is the next stage by the one before: 30 of 100 called are interested, 30 %',
  ],
  [
    101,
    'every conversion doubled',
    'whatIf',
    examples,
    'doubled at every stage: of 100, 60 are interested instead of 30, and 24 buy instead of 6',
  ],
  [
    101,
    'but at most to 100 %',
    'whatIf',
    'unit/planning/what-if',
    'no rate exceeds 100 %: two in three cannot be doubled, and that is said',
  ],
  [102, 'the key level, 67 %', 'keyStage', examples, 'the key level is the visit of the measurer, 67 %'],
  [
    103,
    'the lever, 3 %',
    'keyStage',
    examples,
    'the lever is the call, 3 %; at 30 % ten times as much is sold',
  ],
  [
    104,
    'sell the next step, not the product',
    'definePipeline',
    examples,
    'what a stage is to bring about is said by its goal: not to sell windows, but to send the measurer',
  ],
  [
    105,
    'ten times as much',
    'whatIf',
    examples,
    'the lever is the call, 3 %; at 30 % ten times as much is sold',
  ],
  [
    106,
    'how effective managers are',
    'ownerScorecard',
    'unit/reports/owner-scorecard',
    'each owner has the funnel of the own deals, and together they are the team',
  ],
];

/** Points that are no work of a library. */
const others: readonly (readonly [row: number, point: string, why: string])[] = [
  [37, 'the form of settings, simple or extended', 'user interface'],
  [57, 'the client base', 'the host keeps it; deals have the ids of their customers'],
  [71, 'a new system of motivation', 'advice; what it may go by is in the owner scorecard'],
  [79, 'price, product, competition', 'advice; loss reasons and fields of one’s own may tell of them'],
];

const exported: Readonly<Record<string, unknown>> = { ...dealbook, ...charts, ...memory };

for (const [row, point, functions, file, ...tests] of points) {
  test(`point ${row}, ${point}, is answered by ${functions} and shown by tests of ${file}`, () => {
    expect(functions.split(' ').filter((name) => exported[name] === undefined)).toEqual([]);
    const text = readFileSync(join('test', `${file}.test.ts`), 'utf8');
    expect(tests.filter((name) => !text.includes(`('${name}'`) && !text.includes(`  '${name}',`))).toEqual(
      [],
    );
    expect(tests).not.toEqual([]);
  });
}

test('no point from the twenty-fifth to the last is left out; those that are no work of a library say why', () => {
  const rows = [...points, ...others].map(([row]) => row);
  expect([...new Set(rows)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 82 }, (_, index) => index + 25),
  );
  expect(others.filter(([, , why]) => why === '')).toEqual([]);
});
