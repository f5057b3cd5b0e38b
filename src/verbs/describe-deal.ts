import { checkEvent } from '../deal/check-history.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealDescribed, Fields } from '../deal/event.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { recordedFor, type VerbInput } from './recorded.ts';

export interface DescribeDealInput extends VerbInput {
  readonly name?: string | undefined;
  readonly customerId?: string | undefined;
  readonly channel?: string | undefined;
  /** Merged into the deal's fields; null takes a field away. */
  readonly fields?: Fields | undefined;
}

/**
 * Changes what is said about a deal: its name, customer, channel and the host's own fields. What is left out stays.
 *
 * @throws DealError `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const opened = openDeal(sales, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01'), fields: { region: 'north', size: 3 } })
 * const described = describeDeal(replay(opened), sales, { fields: { size: null }, at: new Date('2026-10-05') })
 * replay([...opened, ...described]).fields // => { region: 'north' }
 * ```
 */
export function describeDeal(deal: Deal, pipeline: Pipeline, input: DescribeDealInput): [DealDescribed] {
  const { name, customerId, channel, fields } = input;
  const event: DealDescribed = {
    type: 'DealDescribed',
    ...recordedFor(deal, pipeline, input),
    ...(name === undefined ? {} : { name }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(channel === undefined ? {} : { channel }),
    ...(fields === undefined ? {} : { fields }),
  };
  checkEvent(event);
  return [event];
}
