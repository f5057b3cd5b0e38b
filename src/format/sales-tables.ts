import type { PipelineMovements } from '../reports/movements/pipeline-movements.ts';
import type { WeightedPipeline } from '../reports/open-deals/weighted-pipeline.ts';
import type { DealStatus } from '../reports/outcomes/deal-status.ts';
import type { LossReasons } from '../reports/outcomes/loss-reasons.ts';
import type { PlanAttainment } from '../reports/outcomes/plan-attainment.ts';
import type { SalesByPeriod } from '../reports/outcomes/sales-by-period.ts';
import type { SalesCycle } from '../reports/outcomes/sales-cycle.ts';
import type { SalesVelocity } from '../reports/outcomes/sales-velocity.ts';
import type { WinRate } from '../reports/outcomes/win-rate.ts';
import { endingName } from './captions/ending-name.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { summaryColumns } from './summary-columns.ts';
import type { ReportTable } from './table.ts';

export function winRateTable(report: WinRate, write: Writer): ReportTable {
  return tableOf(
    [report],
    [
      figure(write.captions.won, ({ won }) => write.number(won)),
      figure(write.captions.lost, ({ lost }) => write.number(lost)),
      figure(write.captions.open, ({ open }) => write.number(open)),
      figure(write.captions.winRate, ({ rate }) => write.share(rate)),
      figure(write.captions.byPotential, ({ potentialRate }) => write.share(potentialRate)),
      figure(write.captions.sold, ({ wonAmount }) => write.money(wonAmount)),
    ],
  );
}

export function dealStatusTable({ statuses }: DealStatus, write: Writer): ReportTable {
  return tableOf(statuses, [
    label(write.captions.status, ({ status }) => endingName(status, write.captions)),
    figure(write.captions.deals, ({ deals }) => write.number(deals.count)),
    figure(write.captions.share, ({ deals }) => write.share(deals)),
    figure(write.captions.potential, ({ potential }) => write.money(potential.count)),
    figure(write.captions.shareOfPotential, ({ potential }) => write.share(potential)),
  ]);
}

export function salesCycleTable(report: SalesCycle, write: Writer): ReportTable {
  const { allWon: won, allLost: lost, allClosed: closed } = write.captions;
  const names = { won, lost, closed };
  return tableOf(['won', 'lost', 'closed'] as const, [
    label(write.captions.deals, (name) => names[name]),
    ...summaryColumns<'won' | 'lost' | 'closed'>((name) => report[name], write),
  ]);
}

export function salesByPeriodTable({ company, owners }: SalesByPeriod, write: Writer): ReportTable {
  type Row = SalesByPeriod['owners'][number];
  return tableOf<Row>(
    [{ ...company, ownerId: write.captions.company }, ...owners],
    [
      label(write.captions.owner, ({ ownerId }) => ownerId ?? missing),
      ...company.periods.map(({ name }, index) =>
        figure<Row>(name, ({ periods }) => write.money(periods[index]?.amount ?? null)),
      ),
      figure(write.captions.total, ({ total }) => write.money(total.amount)),
      figure(write.captions.average, ({ average }) => write.money(average?.amount.value ?? null)),
    ],
  );
}

export function lossReasonsTable({ reasons, lost, potential }: LossReasons, write: Writer): ReportTable {
  const rows = reasons.map((row) => ({
    ...{ name: row.reason ?? missing, lost: row.lost.count, potential: row.potential.count },
    alsoNamed: write.number(row.alsoNamed),
    ...{ share: write.share(row.lost), shareOfPotential: write.share(row.potential) },
  }));
  const isNamed = reasons.some(({ alsoNamed }) => alsoNamed > 0);
  return tableOf(
    [
      ...rows,
      { name: write.captions.allLosses, lost, potential, alsoNamed: '', share: '', shareOfPotential: '' },
    ],
    [
      label(write.captions.reason, ({ name }) => name),
      figure(write.captions.lost, (row) => write.number(row.lost)),
      figure(write.captions.share, ({ share }) => share),
      ...(isNamed
        ? [figure<(typeof rows)[number]>(write.captions.alsoNamed, ({ alsoNamed }) => alsoNamed)]
        : []),
      figure(write.captions.lostPotential, (row) => write.money(row.potential)),
      figure(write.captions.shareOfPotential, ({ shareOfPotential }) => shareOfPotential),
    ],
  );
}

export function planAttainmentTable({ plans }: PlanAttainment, write: Writer): ReportTable {
  return tableOf(plans, [
    label(write.captions.owner, ({ ownerId }) => ownerId ?? write.captions.company),
    label(write.captions.fromDay, ({ during }) => write.day(during.start)),
    label(write.captions.untilDay, ({ during }) => write.day(new Date(+during.end - 1))),
    figure(write.captions.plan, ({ plan }) => write.money(plan)),
    figure(write.captions.won, ({ won }) => write.number(won)),
    figure(write.captions.sold, ({ sold }) => write.money(sold)),
    figure(write.captions.attained, ({ rate }) => write.share(rate)),
    figure(write.captions.overThePlan, ({ gap }) => write.money(gap)),
  ]);
}

export function salesVelocityTable(report: SalesVelocity, write: Writer): ReportTable {
  return tableOf(
    [report],
    [
      figure(write.captions.openedPerDay, ({ arrivalsPerDay }) => write.number(arrivalsPerDay)),
      figure(write.captions.winRate, ({ winRate }) => write.share(winRate)),
      figure(write.captions.averageSale, ({ averageWonAmount }) =>
        write.money(averageWonAmount?.value ?? null),
      ),
      figure(write.captions.salesPerDay, ({ perDay }) => write.money(perDay)),
      figure(write.captions.meanDaysOpen, ({ cycle }) => write.number(cycle.mean)),
      figure(write.captions.open, ({ open }) => write.number(open)),
      figure(write.captions.openByTheseRates, ({ openByLittle }) => write.number(openByLittle)),
    ],
  );
}

export function weightedPipelineTable(report: WeightedPipeline, write: Writer): ReportTable {
  const { periods, overdue, unscheduled, total } = report;
  const others = [
    { ...overdue, name: write.captions.overdue },
    { ...unscheduled, name: write.captions.notScheduled },
    { ...total, name: write.captions.allDeals },
  ];
  return tableOf(
    [...periods, ...others],
    [
      label(write.captions.expected, ({ name }) => name),
      figure(write.captions.open, ({ open }) => write.number(open)),
      figure(write.captions.potential, ({ potential }) => write.money(potential)),
      figure(write.captions.weighted, ({ weighted }) => write.money(weighted)),
      figure(write.captions.withoutProbability, ({ unknownProbability }) => write.number(unknownProbability)),
    ],
  );
}

/** The lines of a waterfall in which something moved, what goes out of the pipeline with a minus. */
export function pipelineMovementsTable({ lines }: PipelineMovements, write: Writer): ReportTable {
  const rows = signs.map(([line, sign]) => ({
    ...{ name: write.captions[line], sign, line },
    ...lines[line],
  }));
  const isShown = ({ line, deals }: (typeof rows)[number]): boolean =>
    line === 'begin' || line === 'end' || deals > 0;
  return tableOf(rows.filter(isShown), [
    label(write.captions.line, ({ name }) => name),
    figure(write.captions.deals, ({ deals }) => write.number(deals)),
    figure(write.captions.potential, ({ potential: { amount, currency }, sign }) =>
      write.money({ amount: sign === '-' ? amount.neg() : amount, currency }),
    ),
  ]);
}

/** The lines in their order, each with the direction it moves the pipeline in. */
const signs = [
  ['begin', '+'],
  ['created', '+'],
  ['reopened', '+'],
  ['transferredIn', '+'],
  ['reassignedIn', '+'],
  ['pulledIn', '+'],
  ['pushedIn', '+'],
  ['increased', '+'],
  ['fx', '+'],
  ['decreased', '-'],
  ['won', '-'],
  ['lost', '-'],
  ['transferredOut', '-'],
  ['reassignedOut', '-'],
  ['pulledOut', '-'],
  ['pushedOut', '-'],
  ['merged', '-'],
  ['deleted', '-'],
  ['end', '+'],
] as const satisfies readonly (readonly [keyof PipelineMovements['lines'], '+' | '-'])[];
