import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { checkDate } from '../time/period.ts';
import type { DealHistory } from './event.ts';
import { type DealRow, historyOfRows, type VisitRow } from './history-of.ts';

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
  const deals = new Map<string, { readonly row: DealRow; readonly visits: VisitRow[] }>();
  for (const row of dealRows) {
    if (deals.has(row.id)) {
      throw new DealError('duplicate-deal', `Two deals have the id ${row.id}.`, { dealId: row.id });
    }
    deals.set(row.id, { row, visits: [] });
  }
  for (const { dealId, stageId, at, ownerId, by } of changeRows) {
    const deal = deals.get(dealId);
    if (deal === undefined) {
      throw new DealError(
        'unknown-deal',
        `A stage change names deal ${dealId}, which is not among the deals.`,
        {
          dealId,
        },
      );
    }
    checkDate(at, 'at', dealId);
    deal.visits.push({ stageId, enteredAt: at, ownerId, by });
  }
  return Array.from(deals.values(), ({ row, visits }) => historyOfRows(row, visits, firstStages));
}
