import fc from 'fast-check';
import {
  averageMoney,
  type ExactRate,
  type Money,
  type MoneyAverage,
  type StageConversion,
} from '../../../src/index.ts';

/** The windows of the source text: 1000 calls, 30 visits of the measurer, 20 contracts. */
export const windows: readonly StageConversion[] = [
  { stageId: 'call', rate: { count: 30, of: 1000 } },
  { stageId: 'measuring', rate: { count: 20, of: 30 } },
];

/** Stages called a, b, c, … with these rates. */
export function stagesOf(...rates: readonly StageConversion['rate'][]): StageConversion[] {
  return rates.map((rate, index) => ({ stageId: String.fromCharCode(97 + index), rate }));
}

/** An exact number as it is written: `3` or `2/3`. */
export function exactly(ratio: ExactRate | null): string | null {
  if (ratio === null) return null;
  return ratio.of === '1' ? ratio.count : `${ratio.count}/${ratio.of}`;
}

/** Rates above zero: fractions of counts, decimals as numbers and as text. */
export const positiveRate: fc.Arbitrary<NonNullable<StageConversion['rate']>> = fc.oneof(
  fc
    .integer({ min: 1, max: 500 })
    .chain((of) => fc.integer({ min: 1, max: of }).map((count) => ({ count, of }))),
  fc.integer({ min: 1, max: 1000 }).map((thousandths) => thousandths / 1000),
  fc.integer({ min: 1, max: 99 }).map((hundredths) => `0.${String(hundredths).padStart(2, '0')}`),
);

/** One to five stages with rates above zero. */
export const attainableStages: fc.Arbitrary<StageConversion[]> = fc
  .array(positiveRate, { minLength: 1, maxLength: 5 })
  .map((rates) => stagesOf(...rates));

/** Any rate: also zero, not known, and nothing to divide by. */
export const anyStages: fc.Arbitrary<StageConversion[]> = fc
  .array(fc.oneof(positiveRate, fc.constantFrom(0, '0', null, { count: 0, of: 0 }, { count: 0, of: 7 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((rates) => stagesOf(...rates));

/** An average that somebody tells: of one. */
export function average<C extends string>(value: Money<C>): MoneyAverage<C> {
  return averageMoney(value, 1) as MoneyAverage<C>;
}
