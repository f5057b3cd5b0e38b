import type { Deal } from '../deal/deal.ts';
import { type DescriptionOf, forDescription } from '../deal/description.ts';
import type { DealDescribed, Fields } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Changes what is said about a deal: its name, customer, channel and the host's own fields. What is left out stays.
 *
 * @throws DealError `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`,
 * `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const opened = openDeal(sales, { id: 'd5', ownerId: 'kari', potential: null, at: on('12'), fields: { region: 'north', size: 3 } })
 * const described = describeDeal(replay(opened), sales, { fields: { size: null }, at: on('13') })
 * replay([...opened, ...described]).fields // => { region: 'north' }
 * ```
 */
export function describeDeal(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput &
    Partial<DescriptionOf<string | undefined>> & {
      readonly name?: string | undefined;
      /** Merged into the deal's fields; null takes a field away. */
      readonly fields?: Fields | undefined;
    },
): [DealDescribed] {
  const said = { name: readLater, ...forDescription(() => readLater), fields: readLater };
  const entry = entryOf(deal, pipeline, input, said, anyDeal);
  const { name, fields } = input;
  return entered(entry, [
    eventOf('DealDescribed', entry.common, { name, ...forDescription((field) => input[field]), fields }),
  ]);
}
