import type { ReportVariant } from '../reports/saved/report-variant.ts';
import { recordCodec, textCodec } from './codec.ts';
import { contentOf, type DecodeOptions, type StoredForm, storedForm } from './stored-form.ts';
import { anyValue, entries } from './value.ts';

const variantCodec = recordCodec<ReportVariant>({
  id: textCodec,
  name: textCodec,
  report: textCodec,
  options: entries(anyValue),
});

/**
 * A saved report variant as it is stored: JSON with its format. {@link decodeVariant} gives the same variant back.
 *
 * In the options a date is `{ "$date": … }`, a decimal `{ "$decimal": … }`; a name that starts with `$` gets another
 * `$` in front.
 *
 * @throws DealError `invalid-record` with the path to what could not be stored: a function, a `Map`, more than 100
 * levels.
 *
 * @example
 * ```ts
 * const options = { pipelineId: 'sales', closedDuring: { last: 'month' }, asOf: new Date('2026-10-09') }
 * encodeVariant({ id: 'v1', name: 'Last month', report: 'salesFunnel', options }) // => { format: 1, id: 'v1', name: 'Last month', report: 'salesFunnel', options: { pipelineId: 'sales', closedDuring: { last: 'month' }, asOf: { $date: '2026-10-09T00:00:00.000Z' } } }
 * ```
 */
export function encodeVariant(variant: ReportVariant): StoredForm {
  return storedForm(variantCodec.encode(variant));
}

/**
 * The saved report variant that a stored form holds.
 *
 * @throws DealError `invalid-record` with the path to what is wrong, `options.asOf.$date`.
 *
 * @example
 * ```ts
 * const stored = { format: 1, id: 'v1', name: 'Wins', report: 'winRate', options: { asOf: { $date: '2026-10-09T00:00:00.000Z' } } }
 * decodeVariant(stored).options['asOf'] instanceof Date // => true
 * ```
 */
export function decodeVariant(stored: unknown, options?: DecodeOptions): ReportVariant {
  return variantCodec.decode(contentOf(stored, options));
}
