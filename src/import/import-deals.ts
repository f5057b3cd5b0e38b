import type { Pipeline } from '../pipeline/pipeline.ts';
import type { DealImport } from './deal-import.ts';
import { readRows } from './read-rows.ts';
import type { ChangeRow } from './rows/change-row.ts';
import type { DealRow } from './rows/deal-row.ts';
import type { ImportOptions } from './rows/import-rules.ts';

/**
 * The histories of many deals from what a CRM has: a row a deal, as it stands now, and a log of what changed when, both in
 * any order. All that can be taken in is; a bad change leaves itself out, a bad deal row its deal, of two rows of one id the
 * first stands, and `problems` lists every one of them.
 *
 * Times: a `Date` and text with an offset are instants; other text is a local time or a local day in `timeZone`. A day is
 * its first instant, but an outcome on a day comes with that day's last change. A deal opens in the stage, with the owner
 * and the amount, that the first `from` tells, else with those of the earliest change at the opening, before it or within
 * `openingTolerance` after it (milliseconds, default a minute). What the log tells later held from the opening on
 * (`assumed-time`), but a stage: before its first change the deal was in its pipeline's first stage. What the log does not
 * tell is the row's; a stage only the row tells was found there, in no duration. Where the log ends with another value than
 * the row's, the row's holds from the last instant told, in a closed deal just before its outcome (`assumed-time`).
 *
 * Outcomes: the row's, the log's `outcome`, and entering one of `outcomeStages`, which get no visits; leaving it, or
 * `outcome: null`, is a reopening. The row's outcome and the log's last of the same status are one, with the log's time.
 *
 * Rows of one instant stay in the order of the log, or against it where the log runs newest first, as most of its
 * neighbouring times say. Rows equal in every value are one. Money, Dates and fields are copied.
 *
 * Shape: one history per deal row that was taken, in the order of `dealRows`; `counts` add up.
 *
 * @throws DealError `invalid-option`, `invalid-time-zone`, `duplicate-pipeline`, `invalid-pipeline`, `invalid-value` (no
 * list of rows); the reason of the signal.
 *
 * @example
 * ```ts
 * const { histories, problems, counts } = importDeals(
 *   [{ id: 'd9', pipelineId: 'sales', openedAt: '2026-10-01', stageId: 'terms', outcome: { status: 'lost', at: '2026-10-20' } }],
 *   [{ dealId: 'd9', stageId: 'offer', at: '2026-10-10T09:00' }, { dealId: 'd9', stageId: 'terms', at: '2026-10-20T10:30' }, { dealId: 'd8', stageId: 'offer', at: '2026-10-12' }],
 *   [sales],
 * )
 * histories[0].map(({ type, at }) => `${type} ${at.toISOString().slice(0, 16)}`) // => ['DealOpened 2026-10-01T00:00', 'DealMoved 2026-10-10T09:00', 'DealMoved 2026-10-20T10:30', 'DealLost 2026-10-20T10:30']
 * problems.map(({ index, dealId, code, effect }) => [index, dealId, code, effect]) // => [[2, 'd8', 'unknown-deal', 'left-out']]
 * counts.changes // => { given: 3, taken: 2, merged: 0, ignored: 0, leftOut: 1 }
 * ```
 */
export function importDeals(
  dealRows: Iterable<DealRow>,
  changeRows: Iterable<ChangeRow>,
  pipelines: Iterable<Pipeline>,
  options: ImportOptions = {},
): DealImport {
  const { histories, findings, counts } = readRows(dealRows, changeRows, pipelines, options);
  return { histories, problems: findings.map(({ problem }) => problem), counts };
}
