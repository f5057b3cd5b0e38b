import type { Point } from './point.ts';

/** What the best systems tell of outcomes (W1 to W5) and durations (D1 to D7). */
export const outcomeFeatures: readonly Point[] = [
  {
    point: 'W1',
    asks: 'won of the closed, in deals and in money',
    by: ['winRate'],
    file: 'unit/reports/win-rate',
    tests: [
      'is won / (won + lost); open deals are counted beside',
      'in money is the potential of the won / that of the won and lost: 100 of 400',
    ],
  },
  {
    point: 'W2',
    asks: 'won of the opened, with how many are open',
    by: ['winRate', 'dealStatus'],
    file: 'published/published-numbers',
    tests: [
      'Varicent (Funnelcake guide): of 100 created 3 are won and 7 lost: 3 % of those created, 30 % of those closed',
    ],
  },
  {
    point: 'W3',
    asks: 'the win rate as a curve over the age of deals',
    why: 'not in this version',
  },
  {
    point: 'W4',
    asks: 'the narrow win rate: of the won and those lost to a competitor',
    by: ['selectDeals', 'winRate'],
    file: 'unit/reports/win-rate',
    tests: ['may be the narrow one, of the won and those lost to a competitor'],
  },
  {
    point: 'W5',
    asks: 'loss reasons by stage, money and the period of the loss; none given is a row',
    by: ['lossReasons'],
    file: 'unit/reports/loss-reasons',
    tests: [
      'each reason is told by stage, owner and customer',
      'one pipeline or one period may be asked for',
    ],
  },
  {
    point: 'W5',
    asks: 'as the twin says',
    by: ['lossReasons'],
    file: 'reference/agreement/losses',
    tests: ['why deals were lost, where, by whom and to whom'],
  },
  {
    point: 'D1',
    asks: 'how long deals take: mean, median, the slowest tenth',
    by: ['salesCycle'],
    file: 'unit/reports/sales-cycle',
    tests: [
      'is the days from opening to closing, of won, lost and all closed deals',
      'ends with the last closing and leaves out the time closed before a reopening',
    ],
  },
  {
    point: 'D2',
    asks: 'how long deals take, those still open reckoned with',
    why: 'not in this version',
  },
  {
    point: 'D3',
    asks: 'time in a stage, visit by visit',
    by: ['stageDurations', 'dealJourney', 'activeFunnel'],
    file: 'unit/reports/stage-durations',
    tests: [
      'are counted visit by visit, where a deal came back',
      'go on from the first visit, where going back erases',
    ],
  },
  {
    point: 'D3',
    asks: 'time in a stage, over all visits of a deal',
    by: ['stageDurations'],
    file: 'unit/reports/stage-durations',
    tests: ['are the sum of its visits: of two deals, one came back'],
  },
  {
    point: 'D3',
    asks: 'and up to now',
    by: ['activeFunnel'],
    file: 'unit/reports/active-funnel',
    tests: ['tells for how many days the deals have been in the stage'],
  },
  {
    point: 'D4',
    asks: 'quantiles',
    by: ['stageDurations', 'salesCycle'],
    file: 'unit/reports/sales-cycle',
    tests: ['has quantiles by interpolation: of 4 and 10 days a quarter is 5.5'],
  },
  {
    point: 'D5',
    asks: 'business time',
    by: ['businessCalendar', 'businessDays'],
    file: 'unit/time/business-days',
    tests: ['stand still outside the hours', 'skip the weekend'],
    without: 'one calendar a report: owners with their own are groups, each with its report',
  },
  {
    point: 'D6',
    asks: 'deals that stand still, in their stage or without activity',
    by: ['staleDeals'],
    file: 'unit/reports/stale-deals',
    tests: [
      'are listed, those furthest over the limit first',
      'counted from the last activity, whatever it is',
    ],
    without: 'a next step planned is activity of the day it was entered; it exempts no deal',
  },
  {
    point: 'D7',
    asks: 'closed times do not count',
    by: ['salesCycle'],
    file: 'unit/reports/sales-cycle',
    tests: ['ends with the last closing and leaves out the time closed before a reopening'],
    without: 'parked stages: not in this version',
  },
];
