import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, period } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';

describe('a period', () => {
  test('holds its start and not its end', () => {
    const days = period(on(5), on(9));
    expect(contains(days, on(5))).toBe(true);
    expect(contains(days, new Date(+on(9) - 1))).toBe(true);
    expect(contains(days, on(9))).toBe(false);
    expect(contains(days, new Date(+on(5) - 1))).toBe(false);
  });

  test('may be empty, and holds nothing then', () => {
    expect(contains(period(on(5), on(5)), on(5))).toBe(false);
  });
});

test('an instant lies in exactly one of two periods that meet', () => {
  const [min, max] = [new Date('0001-01-01T00:00:00.000Z'), new Date('9999-12-31T23:59:59.999Z')];
  const instant = fc.date({ noInvalidDate: true, min, max });
  fc.assert(
    fc.property(fc.tuple(instant, instant, instant, instant), (instants) => {
      const [start, middle, end] = instants.slice(0, 3).sort((a, b) => +a - +b) as [Date, Date, Date];
      const [at] = instants.slice(3) as [Date];
      const parts = [period(start, middle), period(middle, end)].filter((part) => contains(part, at));
      expect(parts.length).toBe(contains(period(start, end), at) ? 1 : 0);
    }),
  );
});
