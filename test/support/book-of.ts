import { type ChangeRow, type DealBook, type DealRow, dealBook, historiesOf } from '../../src/index.ts';
import { sales, simple } from './deals.ts';

/** The book in Norwegian kroner of rows of a CRM, with what changed when. */
export function bookOf(
  rows: readonly DealRow[],
  changes: readonly ChangeRow[] = [],
  options: { readonly asOf?: Date; readonly timeZone?: string; readonly fiscalYearStart?: number } = {},
): DealBook {
  const pipelines = [sales, simple];
  return dealBook(historiesOf(rows, changes, pipelines), { pipelines, currency: 'NOK', ...options });
}
