import type { StageReading } from '../../timeline/read-path.ts';

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
  readonly oneC: StageReading;
  readonly bitrix24: StageReading;
  readonly bitrix24WithConversion: StageReading;
  readonly crmStandard: StageReading;
} = /* @__PURE__ */ Object.freeze({
  oneC: /* @__PURE__ */ Object.freeze({ skips: 'jumps', returns: 'erase' } as const),
  bitrix24: /* @__PURE__ */ Object.freeze({ skips: 'ignore', returns: 'keep' } as const),
  bitrix24WithConversion: /* @__PURE__ */ Object.freeze({ skips: 'count', returns: 'keep' } as const),
  crmStandard: /* @__PURE__ */ Object.freeze({ skips: 'count', returns: 'keep' } as const),
});
