import type { PipelineMovements } from '../reports/movements/pipeline-movements.ts';
import type { WeightedPipeline } from '../reports/open-deals/weighted-pipeline.ts';
import type { DealStatus } from '../reports/outcomes/deal-status.ts';
import type { LossReasons } from '../reports/outcomes/loss-reasons.ts';
import type { PlanAttainment } from '../reports/outcomes/plan-attainment.ts';
import type { SalesByPeriod } from '../reports/outcomes/sales-by-period.ts';
import type { SalesCycle } from '../reports/outcomes/sales-cycle.ts';
import type { SalesVelocity } from '../reports/outcomes/sales-velocity.ts';
import type { WinRate } from '../reports/outcomes/win-rate.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { summaryColumns } from './summary-columns.ts';
import type { ReportTable } from './table.ts';

export function winRateTable(report: WinRate, write: Writer): ReportTable {
  return tableOf(
    [report],
    [
      figure('Won', ({ won }) => write.number(won)),
      figure('Lost', ({ lost }) => write.number(lost)),
      figure('Open', ({ open }) => write.number(open)),
      figure('Win rate', ({ rate }) => write.share(rate)),
      figure('By potential', ({ potentialRate }) => write.share(potentialRate)),
      figure('Sold', ({ wonAmount }) => write.money(wonAmount)),
    ],
  );
}

export function dealStatusTable({ statuses }: DealStatus, write: Writer): ReportTable {
  return tableOf(statuses, [
    label('Status', ({ status }) => status),
    figure('Deals', ({ deals }) => write.number(deals.count)),
    figure('Share', ({ deals }) => write.share(deals)),
    figure('Potential', ({ potential }) => write.money(potential.count)),
    figure('Share of potential', ({ potential }) => write.share(potential)),
  ]);
}

export function salesCycleTable(report: SalesCycle, write: Writer): ReportTable {
  return tableOf(['won', 'lost', 'closed'] as const, [
    label('Deals', (name) => name),
    ...summaryColumns<'won' | 'lost' | 'closed'>((name) => report[name], write),
  ]);
}

export function salesByPeriodTable({ company, owners }: SalesByPeriod, write: Writer): ReportTable {
  type Row = SalesByPeriod['owners'][number];
  return tableOf<Row>(
    [{ ...company, ownerId: 'Company' }, ...owners],
    [
      label('Owner', ({ ownerId }) => ownerId ?? missing),
      ...company.periods.map(({ name }, index) =>
        figure<Row>(name, ({ periods }) => write.money(periods[index]?.amount ?? null)),
      ),
      figure('Total', ({ total }) => write.money(total.amount)),
      figure('Average', ({ average }) => write.money(average?.amount.value ?? null)),
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
    [...rows, { name: 'All losses', lost, potential, alsoNamed: '', share: '', shareOfPotential: '' }],
    [
      label('Reason', ({ name }) => name),
      figure('Lost', (row) => write.number(row.lost)),
      figure('Share', ({ share }) => share),
      ...(isNamed ? [figure<(typeof rows)[number]>('Also named', ({ alsoNamed }) => alsoNamed)] : []),
      figure('Lost potential', (row) => write.money(row.potential)),
      figure('Share of potential', ({ shareOfPotential }) => shareOfPotential),
    ],
  );
}

export function planAttainmentTable({ plans }: PlanAttainment, write: Writer): ReportTable {
  return tableOf(plans, [
    label('Owner', ({ ownerId }) => ownerId ?? 'Company'),
    label('From', ({ during }) => write.day(during.start)),
    label('Until', ({ during }) => write.day(new Date(+during.end - 1))),
    figure('Plan', ({ plan }) => write.money(plan)),
    figure('Won', ({ won }) => write.number(won)),
    figure('Sold', ({ sold }) => write.money(sold)),
    figure('Attained', ({ rate }) => write.share(rate)),
    figure('Over the plan', ({ gap }) => write.money(gap)),
  ]);
}

export function salesVelocityTable(report: SalesVelocity, write: Writer): ReportTable {
  return tableOf(
    [report],
    [
      figure('Opened per day', ({ arrivalsPerDay }) => write.number(arrivalsPerDay)),
      figure('Win rate', ({ winRate }) => write.share(winRate)),
      figure('Average sale', ({ averageWonAmount }) => write.money(averageWonAmount?.value ?? null)),
      figure('Sales per day', ({ perDay }) => write.money(perDay)),
      figure('Mean days open', ({ cycle }) => write.number(cycle.mean)),
      figure('Open', ({ open }) => write.number(open)),
      figure('Open by these rates', ({ openByLittle }) => write.number(openByLittle)),
    ],
  );
}

export function weightedPipelineTable(report: WeightedPipeline, write: Writer): ReportTable {
  const { periods, overdue, unscheduled, total } = report;
  const others = [
    { ...overdue, name: 'Overdue' },
    { ...unscheduled, name: 'Not scheduled' },
    { ...total, name: 'All deals' },
  ];
  return tableOf(
    [...periods, ...others],
    [
      label('Expected', ({ name }) => name),
      figure('Open', ({ open }) => write.number(open)),
      figure('Potential', ({ potential }) => write.money(potential)),
      figure('Weighted', ({ weighted }) => write.money(weighted)),
      figure('Without probability', ({ unknownProbability }) => write.number(unknownProbability)),
    ],
  );
}

/** The lines of a waterfall in which something moved, what goes out of the pipeline with a minus. */
export function pipelineMovementsTable({ lines }: PipelineMovements, write: Writer): ReportTable {
  const rows = lineNames.map(([line, name, sign]) => ({ name, sign, line, ...lines[line] }));
  const isShown = ({ line, deals }: (typeof rows)[number]): boolean =>
    line === 'begin' || line === 'end' || deals > 0;
  return tableOf(rows.filter(isShown), [
    label('Line', ({ name }) => name),
    figure('Deals', ({ deals }) => write.number(deals)),
    figure('Potential', ({ potential: { amount, currency }, sign }) =>
      write.money({ amount: sign === '-' ? amount.neg() : amount, currency }),
    ),
  ]);
}

const lineNames = [
  ['begin', 'Open at the beginning', '+'],
  ['created', 'Created', '+'],
  ['reopened', 'Reopened', '+'],
  ['transferredIn', 'Transferred in', '+'],
  ['reassignedIn', 'Reassigned in', '+'],
  ['pulledIn', 'Pulled in', '+'],
  ['pushedIn', 'Pushed in', '+'],
  ['increased', 'Increased', '+'],
  ['fx', 'Exchange rates', '+'],
  ['decreased', 'Decreased', '-'],
  ['won', 'Won', '-'],
  ['lost', 'Lost', '-'],
  ['transferredOut', 'Transferred out', '-'],
  ['reassignedOut', 'Reassigned out', '-'],
  ['pulledOut', 'Pulled out', '-'],
  ['pushedOut', 'Pushed out', '-'],
  ['merged', 'Merged into others', '-'],
  ['deleted', 'Deleted', '-'],
  ['end', 'Open at the end', '+'],
] as const satisfies readonly (readonly [keyof PipelineMovements['lines'], string, '+' | '-'])[];
