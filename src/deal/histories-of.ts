import { countingSort } from '../columns/counting-sort.ts';
import { type IdIndex, idIndex, rowOf, setRow } from '../columns/id-index.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { checkText } from '../text.ts';
import { checkDate } from '../time/period.ts';
import { checkRow, rowNames } from './check-row.ts';
import type { DealHistory } from './event.ts';
import { invalidValue } from './event-values.ts';
import { type DealRow, dealRow, firstStagesOf, historyOfRows } from './history-of.ts';

/** A deal entered a stage: one row of a CRM's log of stage changes. */
export interface ChangeRow {
  readonly dealId: string;
  readonly stageId: string;
  readonly at: Date;
  /** The deal's owner from then on, where it changed. */
  readonly ownerId?: string | undefined;
  readonly by?: string | undefined;
}

const changeRow = /* @__PURE__ */ rowNames<ChangeRow>({
  ...{ dealId: true, stageId: true, at: true, ownerId: true, by: true },
});

/**
 * The histories of many deals from what a CRM has: its deals and its log of stage changes, both in any order. Each
 * deal's history is made as {@link historyOf} makes it; changes of one instant stay in the order of the log.
 *
 * Shape: one history per row of `dealRows`, in their order.
 *
 * @throws DealError `unknown-pipeline`, `duplicate-pipeline`, `duplicate-deal`, `unknown-deal` (a change of a deal
 * that is not among the rows), `invalid-date`, `invalid-text`, `invalid-amount`, `invalid-outcome`, `invalid-value` (a field that is no
 * value, a property that no row has).
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
): DealHistory[] {
  const firstStages = firstStagesOf(pipelinesById(pipelines).values());
  const rows = listOf(dealRows, 'dealRows');
  const changes = listOf(changeRows, 'changeRows');
  const places = Int32Array.from(changes, (_, place) => place);
  const { from, items } = countingSort(places, dealsOf(changes, dealIndex(rows)), rows.length);
  return rows.map((row, deal) => {
    const entries: ChangeRow[] = [];
    for (let i = from[deal] as number; i < (from[deal + 1] as number); i++)
      entries.push(changes[items[i] as number] as ChangeRow);
    return historyOfRows(row, entries, firstStages);
  });
}

function listOf<T>(rows: Iterable<T>, name: string): T[] {
  if (typeof rows === 'object' && rows !== null && Symbol.iterator in rows) return Array.from(rows);
  throw invalidValue(name, 'not a list of rows', rows);
}

function dealIndex(rows: readonly DealRow[]): IdIndex {
  const ids: string[] = [];
  const index = idIndex(ids);
  for (const row of rows) {
    checkRow(row, dealRow, 'deal');
    const { id } = row;
    checkText(id, 'dealId');
    if (rowOf(index, id) !== undefined) {
      throw new DealError('duplicate-deal', `Two deals have the id ${id}.`, { dealId: id });
    }
    setRow(index, id, ids.push(id) - 1);
  }
  return index;
}

/** The number of the deal that each change is of. */
function dealsOf(changes: readonly ChangeRow[], index: IdIndex): Int32Array {
  const deals = new Int32Array(changes.length);
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i] as ChangeRow;
    checkRow(change, changeRow, 'change');
    const { dealId, at } = change;
    checkText(dealId, 'dealId');
    const deal = rowOf(index, dealId);
    if (deal === undefined) {
      throw new DealError(
        'unknown-deal',
        `A stage change names deal ${dealId}, which is not among the deals.`,
        { dealId },
      );
    }
    checkDate(at, 'at', dealId);
    deals[i] = deal;
  }
  return deals;
}
