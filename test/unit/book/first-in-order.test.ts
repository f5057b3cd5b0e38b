import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstInOrder } from '../../../src/columns/first-in-order.ts';

const items = fc.array(fc.nat({ max: 1000 }), { maxLength: 300 });

test('the first items in an order are those that sorting all of them puts first', () => {
  fc.assert(
    fc.property(
      items,
      fc.nat({ max: 20 }).map((n) => n + 1),
      (numbers, limit) => {
        const descending = (a: number, b: number): number => b - a;
        const sorted = [...numbers].sort(descending);
        expect([...firstInOrder(Int32Array.from(numbers), descending, limit)]).toEqual(
          sorted.slice(0, limit),
        );
        expect([...firstInOrder(Int32Array.from(numbers), descending)]).toEqual(sorted);
      },
    ),
  );
});
