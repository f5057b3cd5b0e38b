import type { DealJourney } from '../reports/deal/deal-journey.ts';
import type { Reschedules } from '../reports/open-deals/reschedules.ts';
import type { StaleDeals } from '../reports/open-deals/stale-deals.ts';
import type { ContactToPayment } from '../reports/outcomes/contact-to-payment.ts';
import type { DemandSatisfaction } from '../reports/outcomes/demand-satisfaction.ts';
import { endingName } from './captions/ending-name.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { stageName } from './stage-name.ts';
import type { ReportTable } from './table.ts';

export function staleDealsTable({ deals }: StaleDeals, write: Writer): ReportTable {
  return tableOf(deals, [
    label(write.captions.deal, ({ dealId }) => dealId),
    label(write.captions.owner, ({ ownerId }) => ownerId ?? missing),
    label(write.captions.stage, (stage) => stageName(stage, write.captions)),
    figure(write.captions.days, ({ days }) => write.number(days)),
    figure(write.captions.limit, ({ limit }) => write.number(limit)),
    figure(write.captions.potential, ({ potential }) => write.money(potential)),
  ]);
}

export function dealJourneyTable({ steps }: DealJourney, write: Writer): ReportTable {
  return tableOf(steps, [
    label(write.captions.stage, ({ name, pipelineId, ...step }) =>
      stageName({ ...step, name: name ?? pipelineId }, write.captions),
    ),
    label(write.captions.owner, ({ ownerId }) => ownerId ?? missing),
    label(write.captions.fromDay, ({ enteredAt }) => write.day(enteredAt)),
    label(write.captions.untilDay, ({ leftAt }) => write.day(leftAt)),
    figure(write.captions.days, ({ days }) => write.number(days)),
    label(write.captions.next, ({ exit }) => endingName(exit, write.captions)),
  ]);
}

export function contactToPaymentTable(report: ContactToPayment, write: Writer): ReportTable {
  return tableOf(
    [report],
    [
      figure(write.captions.deals, ({ deals }) => write.number(deals)),
      figure(write.captions.paid, ({ paid }) => write.number(paid.count)),
      figure(write.captions.share, ({ paid }) => write.share(paid)),
      figure(write.captions.contactsPerPaid, ({ contactsPerPaid }) => write.number(contactsPerPaid)),
      figure(write.captions.meanDays, ({ days }) => write.number(days.mean)),
      figure(write.captions.medianDays, ({ days }) => write.number(days.median)),
    ],
  );
}

export function demandSatisfactionTable(report: DemandSatisfaction, write: Writer): ReportTable {
  const { demands, lines, demanded, rate } = report;
  return tableOf(
    [...demands, { text: write.captions.allDemand, lines, demanded, rate }],
    [
      label(write.captions.demand, ({ text }) => text),
      figure(write.captions.lines, (row) => write.number(row.lines)),
      figure(write.captions.demanded, (row) => write.money(row.demanded)),
      figure(write.captions.satisfied, (row) => write.money(row.rate.count)),
      figure(write.captions.share, (row) => write.share(row.rate)),
    ],
  );
}

export function reschedulesTable({ owners, days, ...all }: Reschedules, write: Writer): ReportTable {
  const rows = owners.map((row) => ({ ...row, name: row.ownerId ?? missing, mean: '' }));
  return tableOf(
    [...rows, { ...all, name: write.captions.allOwners, mean: write.number(days.mean) }],
    [
      label(write.captions.owner, ({ name }) => name),
      figure(write.captions.changes, ({ changes }) => write.number(changes)),
      figure(write.captions.later, ({ pushed }) => write.number(pushed)),
      figure(write.captions.earlier, ({ pulled }) => write.number(pulled)),
      figure(write.captions.dateSet, (row) => write.number(row.set)),
      figure(write.captions.dateCleared, ({ cleared }) => write.number(cleared)),
      figure(write.captions.meanDaysLater, ({ mean }) => mean),
    ],
  );
}
