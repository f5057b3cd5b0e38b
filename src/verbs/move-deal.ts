import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealMoved } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { recordedFor, type VerbInput } from './recorded.ts';
import { checkStageId, isLed } from './stage-of.ts';

export interface MoveDealInput<S extends string = string> extends VerbInput {
  /** The stage it goes to. */
  readonly to: S;
}

/**
 * Moves an open deal to another stage: any other one in a manual pipeline, only the next one in an automatic
 * pipeline that leads the deal.
 *
 * @throws DealError `unknown-stage`, `move-not-allowed`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }, { id: 'offer', name: 'Offer' }] })
 * const deal = replay(openDeal(sales, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') }))
 * assertOpen(deal)
 * moveDeal(deal, sales, { to: 'offer', at: new Date('2026-10-05') }) // => [{ type: 'DealMoved', dealId: 'd1', at: '2026-10-05T00:00:00.000Z', from: 'contact', to: 'offer' }]
 * ```
 */
export function moveDeal<S extends string>(
  deal: OpenDeal,
  pipeline: Pipeline<S>,
  input: MoveDealInput<NoInfer<S>>,
): [DealMoved] {
  assertOpen(deal);
  const event = recordedFor(deal, pipeline, input);
  const { to } = input;
  checkStageId(pipeline, to);
  const from = deal.stageId;
  const ids: readonly string[] = pipeline.stages.map((stage) => stage.id);
  if (from === null || from === to || (isLed(deal, pipeline) && ids.indexOf(to) !== ids.indexOf(from) + 1)) {
    throw new DealError('move-not-allowed', `Deal ${deal.id} cannot go from ${from} to ${to}.`, {
      dealId: deal.id,
      from,
      to,
    });
  }
  return [{ type: 'DealMoved', ...event, from, to }];
}
