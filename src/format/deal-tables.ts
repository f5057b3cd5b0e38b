import type { DealJourney } from '../reports/deal/deal-journey.ts';
import type { Reschedules } from '../reports/open-deals/reschedules.ts';
import type { StaleDeals } from '../reports/open-deals/stale-deals.ts';
import type { ContactToPayment } from '../reports/outcomes/contact-to-payment.ts';
import type { DemandSatisfaction } from '../reports/outcomes/demand-satisfaction.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { stageName } from './stage-name.ts';
import type { ReportTable } from './table.ts';

export function staleDealsTable({ deals }: StaleDeals, write: Writer): ReportTable {
  return tableOf(deals, [
    label('Deal', ({ dealId }) => dealId),
    label('Owner', ({ ownerId }) => ownerId ?? missing),
    label('Stage', stageName),
    figure('Days', ({ days }) => write.number(days)),
    figure('Limit', ({ limit }) => write.number(limit)),
    figure('Potential', ({ potential }) => write.money(potential)),
  ]);
}

export function dealJourneyTable({ steps }: DealJourney, write: Writer): ReportTable {
  return tableOf(steps, [
    label('Stage', ({ name, pipelineId, ...step }) => stageName({ ...step, name: name ?? pipelineId })),
    label('Owner', ({ ownerId }) => ownerId ?? missing),
    label('From', ({ enteredAt }) => write.day(enteredAt)),
    label('Until', ({ leftAt }) => write.day(leftAt)),
    figure('Days', ({ days }) => write.number(days)),
    label('Then', ({ exit }) => exit),
  ]);
}

export function contactToPaymentTable(report: ContactToPayment, write: Writer): ReportTable {
  return tableOf(
    [report],
    [
      figure('Deals', ({ deals }) => write.number(deals)),
      figure('Paid', ({ paid }) => write.number(paid.count)),
      figure('Share', ({ paid }) => write.share(paid)),
      figure('Contacts per paid', ({ contactsPerPaid }) => write.number(contactsPerPaid)),
      figure('Mean days', ({ days }) => write.number(days.mean)),
      figure('Median days', ({ days }) => write.number(days.median)),
    ],
  );
}

export function demandSatisfactionTable(report: DemandSatisfaction, write: Writer): ReportTable {
  const { demands, lines, demanded, rate } = report;
  return tableOf(
    [...demands, { text: 'All demand', lines, demanded, rate }],
    [
      label('Demand', ({ text }) => text),
      figure('Lines', (row) => write.number(row.lines)),
      figure('Demanded', (row) => write.money(row.demanded)),
      figure('Satisfied', (row) => write.money(row.rate.count)),
      figure('Share', (row) => write.share(row.rate)),
    ],
  );
}

export function reschedulesTable({ owners, days, ...all }: Reschedules, write: Writer): ReportTable {
  const rows = owners.map((row) => ({ ...row, name: row.ownerId ?? missing, mean: '' }));
  return tableOf(
    [...rows, { ...all, name: 'All owners', mean: write.number(days.mean) }],
    [
      label('Owner', ({ name }) => name),
      figure('Changes', ({ changes }) => write.number(changes)),
      figure('Later', ({ pushed }) => write.number(pushed)),
      figure('Earlier', ({ pulled }) => write.number(pulled)),
      figure('Set', (row) => write.number(row.set)),
      figure('Cleared', ({ cleared }) => write.number(cleared)),
      figure('Mean days later', ({ mean }) => mean),
    ],
  );
}
