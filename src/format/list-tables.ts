import type { DealBoard } from '../reports/deal/deal-board.ts';
import type { DealList } from '../reports/deal/deal-list.ts';
import type { DealAmounts } from '../reports/outcomes/deal-amounts.ts';
import type { OverduePayments } from '../reports/outcomes/overdue-payments.ts';
import { endingName } from './captions/ending-name.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { stageName } from './stage-name.ts';
import type { ReportTable } from './table.ts';

export function dealListTable({ rows }: DealList, write: Writer): ReportTable {
  return tableOf(rows, [
    label(write.captions.deal, ({ dealId }) => dealId),
    label(write.captions.name, ({ name }) => name ?? missing),
    label(write.captions.owner, ({ ownerId }) => ownerId ?? missing),
    label(write.captions.stage, ({ stageName: name }) => name ?? missing),
    label(write.captions.status, ({ status }) => endingName(status, write.captions)),
    figure(write.captions.potential, ({ potential }) => write.money(potential)),
    figure(write.captions.asEntered, ({ potentialAsEntered }) => write.money(potentialAsEntered)),
    figure(write.captions.age, ({ age }) => write.number(age)),
    figure(write.captions.daysInStage, ({ daysInStage }) => write.number(daysInStage)),
    label(write.captions.expectedClose, ({ expectedCloseAt }) => write.day(expectedCloseAt)),
  ]);
}

export function dealBoardTable({ stages, total }: DealBoard, write: Writer): ReportTable {
  const rows = stages.map((stage) => ({ ...stage, title: stageName(stage, write.captions) }));
  return tableOf(
    [...rows, { ...total, title: write.captions.allStages, deals: [] }],
    [
      label(write.captions.stage, ({ title }) => title),
      figure(write.captions.open, ({ open }) => write.number(open)),
      figure(write.captions.potential, ({ potential }) => write.money(potential)),
      label(write.captions.deals, ({ deals }) => deals.map(({ dealId, name }) => name ?? dealId).join(', ')),
    ],
  );
}

export function overduePaymentsTable({ deals }: OverduePayments, write: Writer): ReportTable {
  return tableOf(deals, [
    label(write.captions.deal, ({ dealId }) => dealId),
    label(write.captions.owner, ({ ownerId }) => ownerId ?? missing),
    label(write.captions.due, ({ dueAt }) => write.day(dueAt)),
    figure(write.captions.days, ({ days }) => write.number(days)),
    figure(write.captions.soldFor, ({ amount }) => write.money(amount)),
    figure(write.captions.paid, ({ paid }) => write.money(paid)),
    figure(write.captions.open, ({ open }) => write.money(open)),
  ]);
}

export function dealAmountsTable({ wonAmount, potential }: DealAmounts, write: Writer): ReportTable {
  const rows = [
    { title: write.captions.soldFor, ...wonAmount },
    { title: write.captions.potentialOpen, ...potential.open },
    { title: write.captions.potentialWon, ...potential.won },
    { title: write.captions.potentialLost, ...potential.lost },
    { title: write.captions.potentialAll, ...potential.all },
  ];
  return tableOf(rows, [
    label(write.captions.amount, ({ title }) => title),
    figure(write.captions.deals, ({ count }) => write.number(count)),
    figure(write.captions.mean, ({ mean }) => write.money(mean?.value ?? null)),
    figure(write.captions.least, ({ min }) => write.money(min)),
    figure(write.captions.lowerQuartile, ({ p25 }) => write.money(p25)),
    figure(write.captions.median, ({ median }) => write.money(median)),
    figure(write.captions.upperQuartile, ({ p75 }) => write.money(p75)),
    figure(write.captions.most, ({ max }) => write.money(max)),
  ]);
}
