import type { Reading } from '../../timeline/read-path.ts';

/**
 * How products read skipped stages and moves back, to be spread into the options of a funnel.
 *
 * `oneC`: what 1C's records say: stages jumped over are recorded, but none after an early win, and going back deletes the
 * records of later stages. `bitrix24`: the standard funnel, real visits only. `bitrix24WithConversion`, and `crmStandard` as
 * most CRM systems have it: whoever is further on, or won, has passed the stages before.
 *
 * Bitrix24's older compensated funnel counts in each stage the deals that are there or further on by now, and drops lost
 * ones: `{ skips: 'count', returns: 'erase' }` over the deals that are not lost, as below.
 *
 * @example
 * ```ts
 * salesFunnel(book, { pipelineId: 'sales', ...readings.oneC }).stages.map(({ entered }) => entered) // => [4, 3, 1]
 * const notLost = selectDeals(book, { field: 'status', is: 'notEquals', value: 'lost' })
 * salesFunnel(notLost, { pipelineId: 'sales', skips: 'count', returns: 'erase' }).stages.map(({ entered }) => entered) // => [2, 2, 1]
 * ```
 */
export const readings: {
  readonly oneC: Reading;
  readonly bitrix24: Reading;
  readonly bitrix24WithConversion: Reading;
  readonly crmStandard: Reading;
} = {
  oneC: { skips: 'jumps', returns: 'erase' },
  bitrix24: { skips: 'ignore', returns: 'keep' },
  bitrix24WithConversion: { skips: 'count', returns: 'keep' },
  crmStandard: { skips: 'count', returns: 'keep' },
};
