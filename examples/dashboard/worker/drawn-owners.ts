import { type OwnerScorecard, reportTable, type SalesByPeriod } from 'dealbook';

/** How many owners a chart has room for; the table beside it has all. */
const [fields, bars] = [15, 8];

/** Those who had the most deals. */
export function drawnOwners(report: OwnerScorecard): OwnerScorecard {
  if (report.owners.length <= fields) return report;
  const most = report.owners.toSorted((one, other) => other.deals - one.deals).slice(0, fields);
  return { ...report, owners: report.owners.filter((owner) => most.includes(owner)) };
}

/** What each sold, or where they are too many to be told apart, the company. */
export function drawnSellers(
  report: SalesByPeriod,
  locale: string,
): { readonly sales: SalesByPeriod; readonly isWhole: boolean } {
  if (report.owners.length <= bars) return { sales: report, isWhole: false };
  const name = reportTable(report, { locale }).rows[0]?.[0] ?? '';
  return { sales: { ...report, owners: [{ ...report.company, ownerId: name }] }, isWhole: true };
}
