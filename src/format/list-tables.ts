import type { DealBoard } from '../reports/deal/deal-board.ts';
import type { DealList } from '../reports/deal/deal-list.ts';
import type { DealAmounts } from '../reports/outcomes/deal-amounts.ts';
import type { OverduePayments } from '../reports/outcomes/overdue-payments.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { stageName } from './stage-name.ts';
import type { ReportTable } from './table.ts';

export function dealListTable({ rows }: DealList, write: Writer): ReportTable {
  return tableOf(rows, [
    label('Deal', ({ dealId }) => dealId),
    label('Name', ({ name }) => name ?? missing),
    label('Owner', ({ ownerId }) => ownerId ?? missing),
    label('Stage', ({ stageName: name }) => name ?? missing),
    label('Status', ({ status }) => status),
    figure('Potential', ({ potential }) => write.money(potential)),
    figure('As entered', ({ potentialAsEntered }) => write.money(potentialAsEntered)),
    figure('Age', ({ age }) => write.number(age)),
    figure('Days in stage', ({ daysInStage }) => write.number(daysInStage)),
    label('Expected close', ({ expectedCloseAt }) => write.day(expectedCloseAt)),
  ]);
}

export function dealBoardTable({ stages, total }: DealBoard, write: Writer): ReportTable {
  const rows = stages.map((stage) => ({ ...stage, title: stageName(stage) }));
  return tableOf(
    [...rows, { ...total, title: 'All stages', deals: [] }],
    [
      label('Stage', ({ title }) => title),
      figure('Open', ({ open }) => write.number(open)),
      figure('Potential', ({ potential }) => write.money(potential)),
      label('Deals', ({ deals }) => deals.map(({ dealId, name }) => name ?? dealId).join(', ')),
    ],
  );
}

export function overduePaymentsTable({ deals }: OverduePayments, write: Writer): ReportTable {
  return tableOf(deals, [
    label('Deal', ({ dealId }) => dealId),
    label('Owner', ({ ownerId }) => ownerId ?? missing),
    label('Due', ({ dueAt }) => write.day(dueAt)),
    figure('Days', ({ days }) => write.number(days)),
    figure('Sold for', ({ amount }) => write.money(amount)),
    figure('Paid', ({ paid }) => write.money(paid)),
    figure('Open', ({ open }) => write.money(open)),
  ]);
}

export function dealAmountsTable({ wonAmount, potential }: DealAmounts, write: Writer): ReportTable {
  const rows = [
    { title: 'Sold for', ...wonAmount },
    { title: 'Potential, open', ...potential.open },
    { title: 'Potential, won', ...potential.won },
    { title: 'Potential, lost', ...potential.lost },
    { title: 'Potential, all', ...potential.all },
  ];
  return tableOf(rows, [
    label('Amount', ({ title }) => title),
    figure('Deals', ({ count }) => write.number(count)),
    figure('Mean', ({ mean }) => write.money(mean?.value ?? null)),
    figure('Least', ({ min }) => write.money(min)),
    figure('Lower quartile', ({ p25 }) => write.money(p25)),
    figure('Median', ({ median }) => write.money(median)),
    figure('Upper quartile', ({ p75 }) => write.money(p75)),
    figure('Most', ({ max }) => write.money(max)),
  ]);
}
