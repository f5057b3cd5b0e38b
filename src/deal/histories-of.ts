import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { sortedByNumber } from '../statistics/sorted-by-number.ts';
import { checkText } from '../text.ts';
import { checkDate } from '../time/period.ts';
import type { DealHistory } from './event.ts';
import { type DealRow, historyOfRows } from './history-of.ts';
import { type IdIndex, idIndex, rowOf, setRow } from './id-index.ts';

/** A deal entered a stage: one row of a CRM's log of stage changes. */
export interface ChangeRow {
  readonly dealId: string;
  readonly stageId: string;
  readonly at: Date;
  /** The deal's owner from then on, where it changed. */
  readonly ownerId?: string | undefined;
  readonly by?: string | undefined;
}

/**
 * The histories of many deals from what a CRM has: its deals and its log of stage changes, both in any order. Each
 * deal's history is made as {@link historyOf} makes it; changes of one instant stay in the order of the log.
 *
 * Shape: one history per row of `dealRows`, in their order.
 *
 * @throws DealError `unknown-pipeline`, `duplicate-pipeline`, `duplicate-deal`, `unknown-deal` (a change of a deal
 * that is not among the rows), `invalid-date`, `invalid-text`, `invalid-amount`, `invalid-outcome`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }, { id: 'offer', name: 'Offer' }] })
 * const histories = historiesOf(
 *   [{ id: 'd1', pipelineId: 'sales', ownerId: 'kari', potential: money(100, 'NOK'), openedAt: new Date('2026-10-01') }],
 *   [{ dealId: 'd1', stageId: 'offer', at: new Date('2026-10-05') }],
 *   [sales],
 * )
 * histories.map((history) => history.map((event) => event.type)) // => [['DealOpened', 'DealMoved']]
 * ```
 */
export function historiesOf(
  dealRows: Iterable<DealRow>,
  changeRows: Iterable<ChangeRow>,
  pipelines: Iterable<Pipeline>,
): DealHistory[] {
  const firstStages = new Map(Array.from(pipelinesById(pipelines), ([id, p]) => [id, p.stages[0]?.id]));
  const rows = Array.from(dealRows);
  const changes = Array.from(changeRows);
  const places = Int32Array.from(changes, (_, place) => place);
  const { from, items } = sortedByNumber(places, dealsOf(changes, dealIndex(rows)), rows.length);
  return rows.map((row, deal) => {
    const entries: ChangeRow[] = [];
    for (let i = from[deal] as number; i < (from[deal + 1] as number); i++)
      entries.push(changes[items[i] as number] as ChangeRow);
    return historyOfRows(row, entries, firstStages);
  });
}

function dealIndex(rows: readonly DealRow[]): IdIndex {
  const ids: string[] = [];
  const index = idIndex(ids);
  for (const { id } of rows) {
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
    const { dealId, at } = changes[i] as ChangeRow;
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
