import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, type DemandLine, type Money, money, primaryDemand, replay } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';

const line = (amount: string, percentSatisfied: number, text = 'Chairs'): DemandLine => ({
  text,
  amount: nok(amount),
  percentSatisfied,
});
const demandOf = (...demand: DemandLine[]) => primaryDemand(replay([opened({ demand })]));

describe('primary demand', () => {
  test('is satisfied by its percentage, to the last digit', () => {
    expect(plain(demandOf({ ...line('1000.01', 33.3), reason: 'out of stock' }).lines)).toEqual([
      {
        text: 'Chairs',
        amount: '1000.01',
        percentSatisfied: 33.3,
        reason: 'out of stock',
        satisfied: '333.00333',
        unsatisfied: '667.00667',
      },
    ]);
    expect(plain(demandOf(line('19.99', 0), line('19.99', 100)).lines)).toMatchObject([
      { satisfied: '0', unsatisfied: '19.99' },
      { satisfied: '19.99', unsatisfied: '0' },
    ]);
  });

  test('adds up per currency, in the order of the lines', () => {
    const euros = { text: 'Tables', amount: money(10, 'EUR'), percentSatisfied: 50 };
    expect(demandOf(line('0.1', 100), euros, line('0.2', 100)).totals).toEqual([
      { amount: nok('0.3'), satisfied: nok('0.3'), unsatisfied: nok(0) },
      { amount: money(10, 'EUR'), satisfied: money(5, 'EUR'), unsatisfied: money(5, 'EUR') },
    ]);
  });

  test('of a deal without any is nothing', () => {
    expect(demandOf()).toEqual({ lines: [], totals: [] });
  });

  test('is satisfied and unsatisfied in parts that add up to the whole, whatever the amounts', () => {
    const amounts = fc
      .bigInt({ min: 0n, max: 10n ** 30n - 1n })
      .map((cents) => `${cents / 100n}.${cents % 100n}`);
    const percents = fc.double({ min: 0, max: 100, noNaN: true });
    const lines = fc.array(fc.tuple(amounts, percents), { minLength: 1 });
    fc.assert(
      fc.property(lines, (drawn) => {
        const { lines: figures, totals } = demandOf(
          ...drawn.map(([amount, percent]) => line(amount, percent)),
        );
        const [total] = totals;
        for (const { amount, satisfied, unsatisfied } of [...figures, ...totals]) {
          expect(plain(addMoney(satisfied, unsatisfied))).toEqual(plain(amount));
        }
        const sum = figures.reduce(
          (before, { satisfied }) => addMoney<string>(before, satisfied),
          nok(0) as Money,
        );
        expect(plain(total?.satisfied)).toEqual(plain(sum));
      }),
    );
  });
});
