import type { Point } from './point.ts';

/** What the best systems do with funnels: F1 to F20. */
export const funnelFeatures: readonly Point[] = [
  {
    point: 'F1',
    asks: 'a snapshot: the open deals by stage',
    by: ['activeFunnel'],
    file: 'unit/reports/active-funnel',
    tests: [
      'has each open deal in the stage it is in, and no closed ones',
      'weighs the potential by the probability of the stage: 300 × 0.5; what is not known has no weight',
    ],
  },
  {
    point: 'F2',
    asks: 'reached or passed: what was jumped over counts',
    by: ['salesFunnel'],
    file: 'laws/books',
    tests: [
      'with skips counted, `entered` never increases down the funnel, a won deal has passed every stage, no rate exceeds 1',
    ],
  },
  {
    point: 'F3',
    asks: 'only what was really visited counts',
    by: ['salesFunnel', 'readings'],
    file: 'published/published-numbers',
    tests: ['HubSpot: Created, Lead, then Customer: 1 created, 1 lead, and nobody was an opportunity'],
  },
  {
    point: 'F4',
    asks: 'strictly: every stage in turn',
    by: ['salesFunnel'],
    file: 'unit/reports/funnel-populations',
    tests: ['only the deals count that really visited every stage before the furthest they came to'],
  },
  {
    point: 'F5',
    asks: 'from which stage to which',
    by: ['transitions'],
    file: 'unit/reports/transitions',
    tests: [
      'tell where visits led: to the next stage, over one, back, or out',
      'count every visit, and each deal once',
    ],
  },
  {
    point: 'F6',
    asks: 'each row adds up',
    by: ['salesFunnel'],
    file: 'laws/books',
    tests: [
      'within a row the cells make up `entered`; the columns lost, open and transferred make up the total',
    ],
  },
  {
    point: 'F7',
    asks: 'open is not lost: three rates',
    by: ['salesFunnel'],
    file: 'unit/reports/sales-funnel',
    tests: ['one still open at the offer is not lost: 2 of 4 closed are won, 2 of 5 in all'],
    without: 'of deals of a certain age only: openedDuring leaves the young ones out',
  },
  {
    point: 'F8',
    asks: 'cohorts, by the opening or the first entry to a stage',
    by: ['salesFunnel'],
    file: 'unit/reports/funnel-populations',
    tests: ['are the deals that came to a stage first in a period, whole, in every report of the pipeline'],
  },
  {
    point: 'F9',
    asks: 'a window for the conversion, apart from the population',
    by: ['salesFunnel', 'bookAsOf'],
    file: 'unit/reports/funnel-populations',
    tests: ['the step rate counts only those that went on so soon, the last stage those won so soon'],
  },
  {
    point: 'F10',
    asks: 'what was done in a period, whoever',
    by: ['salesFunnel'],
    file: 'unit/reports/funnel-populations',
    tests: ['are the deals whose last visit to a stage began in it, with the exit as of the book'],
  },
  {
    point: 'F11',
    asks: 'skips are counted and listed',
    by: ['salesFunnel', 'dealsIn'],
    file: 'reference/agreement/deals-in',
    tests: ['on random books the library and the twin agree on the deals behind every figure of a funnel'],
  },
  {
    point: 'F12',
    asks: 'moves back',
    by: ['salesFunnel', 'transitions', 'dealPaths'],
    file: 'unit/reports/sales-funnel',
    tests: ['as returned where it went back, or not at all where going back erases'],
    without: 'the rate of rework is a quotient of two counts of transitions',
  },
  {
    point: 'F13',
    asks: 'a deal counts once; visits are told beside',
    by: ['salesFunnel'],
    file: 'published/published-numbers',
    tests: ['DataDog (docs, PR 31994): A, B, C, A, B, C is one unique visitor of each, and two in total'],
  },
  {
    point: 'F14',
    asks: 'a funnel in money, of the entry or of now',
    by: ['salesFunnel'],
    file: 'unit/reports/stage-owners',
    tests: [
      'is the potential of the instant the visit began; in the total of the last visit',
      'is that as of the book by default',
    ],
    without: 'money at the exit; what was sold is in winRate and salesByPeriod',
  },
  {
    point: 'F15',
    asks: 'to whom a figure is credited',
    by: ['ownerScorecard', 'salesFunnel', 'groupDeals'],
    file: 'unit/reports/stage-owners',
    tests: ['credits who closed a deal, unless who opened it or worked its stages is asked for'],
  },
  {
    point: 'F16',
    asks: 'one product or segment through all stages',
    by: ['groupDeals', 'selectDeals'],
    file: 'laws/books',
    tests: [
      'parts equal the whole: the funnels of any grouping add up, in deals and to the last digit of money',
    ],
  },
  {
    point: 'F17',
    asks: 'conversion over time, with immature periods marked',
    by: ['series', 'salesFunnel', 'winRate'],
    file: 'unit/book/series',
    tests: [
      'where deals of the period are open, says %s, or it is not over',
      'until the last millisecond of its period',
    ],
  },
  {
    point: 'F18',
    asks: 'what is of too few deals is said to be so',
    by: ['ownerScorecard', 'forecast'],
    file: 'unit/reports/owner-scorecard',
    tests: ['an owner of too few deals is not ranked, and is neither the lowest nor the best'],
    without:
      'intervals of confidence: a rate carries its count and of how many, from which any interval follows',
  },
  {
    point: 'F19',
    asks: 'the deals behind every figure',
    by: ['dealsIn'],
    file: 'reference/agreement/deals-in-figures',
    tests: ['on random books there are as many deals behind a figure as it says, and they make it up'],
  },
  {
    point: 'F20',
    asks: 'from lead to order as one cohort',
    by: ['definePipeline', 'salesFunnel'],
    file: 'unit/reports/funnel-populations',
    tests: ['are the deals that came to a stage first in a period, whole, in every report of the pipeline'],
    without: 'a lead is a deal in an early stage or pipeline; leads kept elsewhere are the host’s to link',
  },
];
