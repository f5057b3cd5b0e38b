import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  convertMoney,
  type DealBook,
  dealBook,
  historiesOf,
  isDealError,
  type Money,
  money,
  openDeal,
  rateTable,
  roundMoney,
  salesFunnel,
  selectDeals,
} from '../../../src/index.ts';
import { dealRow, on, sales } from '../../support/deals.ts';

/** A whole number of units of 10^-scale. */
interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

const usd = rateTable([{ date: '2026-10-01', currency: 'USD', rate: '1.1427' }], { base: 'EUR' });
const inEuros = { pipelines: [sales], currency: 'EUR', rates: usd };

function bookOf(potentials: readonly Money[], options: Parameters<typeof dealBook>[1] = inEuros): DealBook {
  const rows = potentials.map((potential, i) => dealRow(`d${i}`, { potential }));
  return dealBook(historiesOf(rows, [], [sales]), options);
}

const total = (book: DealBook): string =>
  salesFunnel(book, { pipelineId: 'sales' }).total.potential.deals.amount.toFixed();

describe('a book that converts at a rate of 34 digits', () => {
  const book = bookOf([money(3, 'EUR'), money(100, 'USD')]);
  const alone = (id: string): DealBook => selectDeals(book, { field: 'id', value: id });

  test('adds what it was given and what it converted, with every digit', () => {
    expect(total(book)).toBe('90.51203290452437210116391003763017');
    expect(total(alone('d1'))).toBe('87.51203290452437210116391003763017');
  });

  test('leaves an amount that needs no rate as it is', () => {
    expect(total(alone('d0'))).toBe('3');
    expect(selectDeals(book, { field: 'potential', value: 3 }).deals).toBe(1);
  });

  test('finds a converted amount by all of its digits and by no fewer', () => {
    const exact = convertMoney(money(100, 'USD'), 'EUR', { rates: usd, on: '2026-10-01' });
    const value = exact?.amount ?? null;
    expect(selectDeals(book, { field: 'potential', value }).deals).toBe(1);
    expect(selectDeals(book, { field: 'potential', value: '87.5120329045' }).deals).toBe(0);
  });
});

describe('amounts beside one another', () => {
  const nok = { pipelines: [sales], currency: 'NOK' };

  test.each([
    // The largest whole number of a double, and others near the powers of two from where doubles leave numbers out.
    [['9007199254740991', '0.1'], '9007199254740991.1'],
    [['1801439850948199', '0.1'], '1801439850948199.1'],
    [['-9007199254740991', '0.1'], '-9007199254740990.9'],
    [['900719925474099.1', '0.01', '0.0000000001'], '900719925474099.1100000001'],
    [['9999999999999999999999999999', '0.1', '0.0000000001'], '9999999999999999999999999999.1000000001'],
  ])('%j are %s, in any order', (amounts, sum) => {
    const potentials = amounts.map((amount) => money(amount, 'NOK'));
    expect(total(bookOf(potentials, nok))).toBe(sum);
    expect(total(bookOf(potentials.toReversed(), nok))).toBe(sum);
  });

  test('are told apart by their last digit after a finer one came', () => {
    const book = bookOf([money('9007199254740991', 'NOK'), money('0.1', 'NOK')], nok);
    expect(selectDeals(book, { field: 'potential', value: '9007199254740991' }).deals).toBe(1);
    expect(selectDeals(book, { field: 'potential', value: '9007199254740990.9' }).deals).toBe(0);
  });
});

describe('an amount with more digits than may be recorded', () => {
  const exact = convertMoney(money(100, 'USD'), 'EUR', { rates: usd, on: '2026-10-01' }) as Money<'EUR'>;
  const opening = (potential: Money) => openDeal(sales, { id: 'd1', ownerId: 'kari', potential, at: on(1) });
  const message = (attempt: () => unknown): string => {
    try {
      return String(attempt());
    } catch (error) {
      return isDealError(error, 'invalid-amount') ? error.message : String(error);
    }
  };

  test.each<[string, () => unknown]>([
    ['a verb', () => opening(exact)],
    ['a row of a CRM', () => bookOf([exact])],
    ['a history', () => dealBook([[{ ...opening(money(1, 'EUR'))[0], potential: exact }]], inEuros)],
    [
      'an event for a book',
      () =>
        appendToBook(bookOf([money(1, 'EUR')]), 'd0', [
          { type: 'PaymentReceived', dealId: 'd0', at: on(2), amount: exact },
        ]),
    ],
    ['money()', () => money(exact.amount, 'EUR')],
    ['money(), as text', () => money(exact.amount.toFixed(), 'EUR')],
  ])('is refused in %s, with what to do about it', (_where, attempt) => {
    expect(message(attempt)).toContain(
      '28 digits before and 10 after the point: round it first with roundMoney',
    );
  });

  test('is taken once it is rounded', () => {
    expect(total(bookOf([roundMoney(exact, 10)]))).toBe('87.5120329045');
    expect(opening(roundMoney(exact, 2))[0].potential).toEqual(money('87.51', 'EUR'));
  });
});

describe('laws', () => {
  const currencies = ['GBP', 'USD', 'XAU', 'EUR'] as const;
  const amount = fc
    .tuple(
      fc.oneof(
        fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
        // Beside the powers of two from where doubles leave numbers out.
        fc
          .tuple(fc.integer({ min: 50, max: 62 }), fc.integer({ min: -20, max: 20 }))
          .map(([power, more]) => 2n ** BigInt(power) + BigInt(more)),
        fc.integer({ min: -1000, max: 1000 }).map(BigInt),
      ),
      fc.integer({ min: 0, max: 10 }),
    )
    .filter(([units, scale]) => units < 10n ** BigInt(28 + scale) && units > -(10n ** BigInt(28 + scale)))
    .map(([units, scale]): Exact => ({ units, scale }));
  const large = fc
    .tuple(fc.integer({ min: 0, max: 27 }), fc.integer({ min: 1, max: 9 }))
    .map(([zeros, digit]): Exact => ({ units: BigInt(digit) * 10n ** BigInt(zeros), scale: 0 }));
  const rate = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 100n - 1n }), fc.integer({ min: 0, max: 100 }))
    .map(([units, scale]): Exact => ({ units, scale }));
  const rates = fc.record({ GBP: rate, USD: rate, XAU: rate });
  const deals = fc.array(
    fc.record({ amount: fc.oneof(amount, large), currency: fc.constantFrom(...currencies) }),
    { minLength: 1, maxLength: 12 },
  );

  test('prices are those of fractions, whatever the scales, the rates and the order', () => {
    fc.assert(
      fc.property(deals, rates, (given, published) => {
        const rows = Object.entries(published).map(([currency, value]) => ({
          date: '2026-10-01',
          currency,
          rate: textOf(value),
        }));
        const options = {
          pipelines: [sales],
          currency: 'GBP',
          rates: rateTable(rows, { base: 'EUR' }),
        };
        const one: Exact = { units: 1n, scale: 0 };
        const rateOf = (currency: string): Exact => ({ EUR: one, ...published })[currency] ?? one;
        const priced = given.map((deal) =>
          deal.currency === 'GBP'
            ? deal.amount
            : product(deal.amount, quotient34(rateOf('GBP'), rateOf(deal.currency))),
        );
        const book = bookOf(
          given.map((deal) => money(textOf(deal.amount), deal.currency)),
          options,
        );
        expect(total(book)).toBe(textOf(priced.reduce(sum)));
        for (const [i, price] of priced.entries()) {
          const deal = selectDeals(book, { field: 'id', value: `d${i}` });
          expect(total(deal)).toBe(textOf(price));
          const limit = new Decimal(textOf(price));
          for (const [is, found] of [
            ['equals', 1],
            ['atMost', 1],
            ['below', 0],
          ] as const)
            expect(selectDeals(deal, { field: 'potential', is, value: limit }).deals).toBe(found);
        }
      }),
    );
  });
});

/** A whole number of units as plain text. */
function textOf({ units, scale }: Exact): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const [whole, part] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)];
  const decimals = part.replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

function sum(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  const unitsOf = (value: Exact): bigint => value.units * 10n ** BigInt(scale - value.scale);
  return { units: unitsOf(a) + unitsOf(b), scale };
}

function product(a: Exact, b: Exact): Exact {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** a / b to 34 significant digits, half even. */
function quotient34(a: Exact, b: Exact): Exact {
  let [numerator, denominator] = [a.units * 10n ** BigInt(b.scale), b.units * 10n ** BigInt(a.scale)];
  let scale = 0;
  for (; numerator < 10n ** 33n * denominator; scale++) numerator *= 10n;
  let zeros = 0;
  for (; numerator >= 10n ** 34n * denominator; zeros++) denominator *= 10n;
  const [whole, rest] = [numerator / denominator, (numerator % denominator) * 2n];
  const isUp = rest > denominator || (rest === denominator && whole % 2n === 1n);
  return { units: (isUp ? whole + 1n : whole) * 10n ** BigInt(zeros), scale };
}
