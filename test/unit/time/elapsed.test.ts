import { expect, test } from 'vitest';
import { daysOf } from '../../../src/time/elapsed.ts';
import { on } from '../../support/deals.ts';

test('elapsed days are fractions of 24 hours', () => {
  expect(daysOf(+on(9) - +on(1))).toBe(8);
  expect(daysOf(36 * 3_600_000)).toBe(1.5);
  expect(daysOf(0)).toBe(0);
});

test('a day of 23 hours is a little less than a day', () => {
  const [midnight, next] = [new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z')]; // in Oslo
  expect(daysOf(+next - +midnight)).toBe(23 / 24);
});
