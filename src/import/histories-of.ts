import type { DealHistory } from '../deal/event.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { readRows } from './read-rows.ts';
import { refuseFindings } from './refuse-findings.ts';
import type { ChangeRow } from './rows/change-row.ts';
import type { DealRow } from './rows/deal-row.ts';
import type { ImportOptions } from './rows/import-rules.ts';

/**
 * The histories of many deals from rows that are known to be good: as {@link importDeals} makes them, but the first row or
 * key that would be left out is refused. The message names the row, the deal and the field.
 *
 * Shape: one history per row of `dealRows`, in their order.
 *
 * @throws DealError `unknown-pipeline`, `duplicate-pipeline`, `duplicate-deal`, `unknown-deal` (a change of a deal that is
 * not among the rows), `missing-date` (nothing tells when anything of a deal happened), `invalid-date`, `invalid-text`,
 * `invalid-amount`, `invalid-probability`, `invalid-outcome`, `invalid-value` (a field that is no value, a key that no row
 * has), `invalid-option`, `invalid-time-zone`; the reason of the signal.
 *
 * @example
 * ```ts
 * historiesOf(rows, changes, [sales]).map((history) => history.length) // => [4, 3, 2, 2]
 * historiesOf(rows, changes, [sales])[1].map(({ type }) => type) // => ['DealOpened', 'DealMoved', 'DealLost']
 * ```
 */
export function historiesOf(
  dealRows: Iterable<DealRow>,
  changeRows: Iterable<ChangeRow>,
  pipelines: Iterable<Pipeline>,
  options: ImportOptions = {},
): DealHistory[] {
  const { histories, findings } = readRows(dealRows, changeRows, pipelines, options);
  refuseFindings(findings);
  return histories;
}
