import type { TabularReport } from '../format/report-table.ts';
import type { Money } from '../money/money.ts';
import type { AllAsBest } from '../planning/all-as-best.ts';
import type { FeasiblePlan } from '../planning/feasible-plan.ts';
import type { KeyStage } from '../planning/key-stage.ts';
import type { OwnersNeeded } from '../planning/owners-needed.ts';
import type { RequiredEntrants } from '../planning/required-entrants.ts';
import type { SalesLag } from '../planning/sales-lag.ts';
import type { WhatIf } from '../planning/what-if.ts';
import { cellNames, totalNames } from '../reports/funnel/cells.ts';
import { ins, outs } from '../reports/movements/movements.ts';

/** Every report of this library, those of planning too. */
export type Report =
  | TabularReport
  | AllAsBest
  | FeasiblePlan
  | KeyStage
  | OwnersNeeded
  | RequiredEntrants
  | SalesLag
  | WhatIf;

type OrNone<P> = keyof P extends never ? never : P;

/** Where dates and money stand in a type: each has a place, what has none holds neither. A list has the places of an item. */
type Places<T> = T extends Date
  ? 'date'
  : T extends Money
    ? 'money'
    : T extends readonly (infer Item)[]
      ? [Places<NonNullable<Item>>] extends [never]
        ? never
        : readonly [Places<NonNullable<Item>>]
      : T extends object
        ? OrNone<{
            readonly [K in keyof T as [Places<NonNullable<T[K]>>] extends [never] ? never : K]-?: Places<
              NonNullable<T[K]>
            >;
          }>
        : never;

type PlacesOf<T> = [Places<T>] extends [never] ? Readonly<Record<string, never>> : Places<T>;

function each<N extends string, P>(names: readonly N[], places: P): Readonly<Record<N, P>> {
  return Object.fromEntries(names.map((name) => [name, places])) as Record<N, P>;
}

const asOf = 'date';
const money = 'money';
const period = { start: 'date', end: 'date' } as const;
const during = period;
const dealPopulation = { closedDuring: period, openedDuring: period } as const;
const pipelinePopulation = { ...dealPopulation, cohort: { during: period } } as const;
const population = { ...pipelinePopulation, overlapping: period, enteredDuring: period } as const;
const rate = { count: money, of: money } as const;
const average = { total: money, value: money } as const;
const potential = { potential: money } as const;
const active = { potential: money, weighted: money } as const;
const sales = {
  periods: [{ period, amount: money, change: { amount: money, rate } }],
  total: { amount: money },
  average: { amount: average },
} as const;

const amounts = {
  total: money,
  mean: average,
  min: money,
  p25: money,
  median: money,
  p75: money,
  p90: money,
  max: money,
} as const;
const dealLine = {
  potential: money,
  potentialAsEntered: money,
  wonAmount: money,
  openedAt: 'date',
  closedAt: 'date',
  expectedCloseAt: 'date',
} as const;

/** Where dates and money stand in the reports, by kind: a place that is left out, or is one too many, does not compile. */
export const reportPlaces: {
  readonly [K in Report['kind']]: PlacesOf<Extract<Report, { readonly kind: K }>>;
} = {
  activeFunnel: { asOf, stages: [active], total: active },
  allAsBest: { owners: [{ moreSold: money }], total: { moreSold: money } },
  compareFunnels: { stages: [potential], total: potential },
  contactToPayment: { ...dealPopulation, paidDuring: period, asOf, received: money },
  dealJourney: {
    ...{ asOf, potential: money, firstContactAt: 'date', openedAt: 'date', closedAt: 'date' },
    ...{ firstPaymentAt: 'date', steps: [{ enteredAt: 'date', leftAt: 'date' }] },
  },
  dealAmounts: {
    ...{ ...dealPopulation, asOf, wonAmount: amounts },
    potential: { all: amounts, open: amounts, won: amounts, lost: amounts },
  },
  dealBoard: { asOf, stages: [{ potential: money, deals: [dealLine] }], total: potential },
  dealList: { ...dealPopulation, asOf, rows: [dealLine] },
  dealPaths: { ...pipelinePopulation, asOf, paths: [potential] },
  dealStatus: { ...dealPopulation, asOf, statuses: [{ potential: rate }], total: potential },
  demandSatisfaction: {
    ...{ ...dealPopulation, asOf, demanded: money, satisfied: money, rate },
    ...{ demands: [{ demanded: money, rate }], reasons: [{ missed: money }] },
  },
  feasiblePlan: { owners: [{ averageWonAmount: average, amount: money }], total: { amount: money } },
  forecast: {
    asOf,
    stages: [{ potential: money, expectedPotential: money }],
    total: { potential: money, expectedPotential: money, notForecast: potential },
  },
  keyStage: {},
  lossReasons: {
    ...{ ...dealPopulation, asOf, potential: money, worst: [potential] },
    reasons: [{ potential: rate, stages: [potential], owners: [potential], customers: [potential] }],
  },
  ownerScorecard: {
    ...{ ...population, asOf },
    ...{ team: { wonAmount: money }, owners: [{ wonAmount: money }] },
  },
  overduePayments: {
    asOf,
    deals: [{ wonAt: 'date', dueAt: 'date', amount: money, paid: money, open: money, openPrice: money }],
    total: { open: money },
  },
  ownersNeeded: {},
  pipelineMovements: {
    ...{ during, expectedDuring: period, asOf, residual: money },
    lines: each(['begin', ...ins, 'increased', 'fx', 'decreased', ...outs, 'end'], potential),
  },
  planAttainment: { asOf, plans: [{ during, plan: money, sold: money, rate, gap: money }] },
  requiredEntrants: { plan: { amount: money, averageWonAmount: average } },
  reschedules: { during, asOf },
  salesByPeriod: { during, asOf, company: sales, owners: [sales] },
  salesCycle: { ...dealPopulation, asOf },
  salesFunnel: {
    ...{ ...population, asOf },
    stages: [{ potential: each(cellNames, money) }],
    total: { potential: each(totalNames, money) },
  },
  salesLag: {},
  salesVelocity: { during, asOf, averageWonAmount: average, perDay: money },
  stageDurations: { ...population, asOf },
  stageEffectiveness: { ...population, asOf, stages: [{ lostPotential: money }] },
  staleDeals: { asOf, deals: [potential] },
  transitions: { ...pipelinePopulation, asOf },
  weightedPipeline: {
    ...{ asOf, periods: [{ period, ...active }], categories: [active] },
    ...{ overdue: active, unscheduled: active, total: active },
  },
  whatIf: {},
  winRate: { ...dealPopulation, asOf, potentialRate: rate, wonAmount: money },
};
