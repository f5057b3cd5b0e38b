import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMoney,
  compareMoney,
  convertMoney,
  dealBook,
  decodeEvent,
  encodeEvent,
  encodeVariant,
  formatMoney,
  isDealError,
  money,
  multiplyMoney,
  ownersNeeded,
  rateOn,
  rateTable,
  replay,
  roundMoney,
  selectDeals,
  subtractMoney,
  sumMoney,
} from '../../../src/index.ts';
import { nok, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

type Unknown = (...given: unknown[]) => unknown;

const rates = rateTable([{ date: '2026-10-01', currency: 'NOK', rate: 11 }], { base: 'EUR' });
const on = '2026-10-02';

/** Decimals whose owner never writes an exponent, so that their text has as many digits as they have. */
const Long = Decimal.clone({ toExpNeg: -9e15, toExpPos: 9e15 });

/** Numbers of as many digits as there is time for. */
const endless: readonly unknown[] = [
  new Decimal('1e100000000'),
  new Long('1e100000000'),
  new Long('-1e100000000'),
  new Long('1e-100000000'),
  new Long('1e9000000000000000'),
  '9'.repeat(1_000_000),
  `0.${'3'.repeat(1_000_000)}`,
  10n ** 1_000_000n,
  { toString: () => '9'.repeat(1_000_000) },
];

const tag = '[object Decimal]';

/** What only looks like a Decimal. */
const imitations: readonly unknown[] = [
  { toStringTag: tag },
  { toStringTag: tag, s: 1, e: 0, d: [3] },
  { toStringTag: tag, s: 1, e: 0, d: ['3'], toFixed: () => '3' },
  { toStringTag: tag, s: 1, e: 0, d: [0, 0], toFixed: () => '0' },
  { toStringTag: tag, s: 1, e: 5, d: [3], toFixed: () => '3' },
  { toStringTag: tag, s: 1, e: 0, d: [], toFixed: () => '' },
  { toStringTag: tag, s: 1, e: 0, d: [Number.NaN], toFixed: () => 'NaN' },
  Object.assign(new Decimal(3), { d: 'abc' }),
  Object.assign(new Decimal(3), { e: 0.5 }),
  Object.assign(new Decimal(3), { s: 7 }),
  Object.create(Decimal.prototype),
  {
    get toStringTag(): string {
      throw new Error('read');
    },
  },
];

const others: readonly unknown[] = [
  ...[
    undefined,
    null,
    true,
    '',
    'NOK',
    '0x10',
    -1,
    0.5,
    2e9,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    Symbol('1'),
  ],
  ...[[], {}, Object.create(null), new Date(Number.NaN), new Map(), () => '1', new Decimal(Number.NaN)],
  ...[nok(1), { amount: 1, currency: 'NOK' }, { amount: new Decimal(1), currency: Symbol('NOK') }],
  ...[
    [nok(1)],
    [null],
    [Symbol('1')],
    '[object Object]',
    { base: 'EUR', currencies: new Map([['NOK', {}]]) },
  ],
  ...[
    { base: 'EUR', currencies: {} },
    { rates, on: Symbol(on) },
    { rates: {}, on },
    { from: 'NOK', to: 'EUR', on: [on] },
  ],
  ...[
    [{ date: on, currency: 'NOK', rate: Symbol('1') }],
    [{ date: Symbol(on), currency: 'NOK', rate: 1 }],
    { base: 'EUR' },
  ],
  {
    get amount(): unknown {
      throw new Error('read');
    },
  },
];

const functions: readonly [name: string, attempt: Unknown, arity: number][] = [
  ['money', money as Unknown, 2],
  ['addMoney', addMoney as Unknown, 2],
  ['subtractMoney', subtractMoney as Unknown, 2],
  ['multiplyMoney', multiplyMoney as Unknown, 2],
  ['compareMoney', compareMoney as Unknown, 2],
  ['sumMoney', sumMoney as Unknown, 2],
  ['roundMoney', roundMoney as Unknown, 2],
  ['rateTable', rateTable as Unknown, 2],
  ['rateOn', rateOn as Unknown, 2],
  ['convertMoney', convertMoney as Unknown, 3],
];

describe('whatever it is given', () => {
  const odd = [...endless, ...imitations, ...others];
  const inMoney = [...endless, ...imitations].map((amount) => ({ amount, currency: 'NOK' }));
  const inList = [
    ...inMoney.map((value) => [value]),
    ...odd.map((rate) => [{ date: on, currency: 'NOK', rate }]),
  ];
  const value = fc.oneof(
    fc.constantFrom(...odd, ...inMoney, ...inList, rates, { rates, on }),
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
  );

  test.each(functions)('%s answers or throws a DealError', (_name, attempt, arity) => {
    const isAnswered = (given: unknown[]): boolean => {
      try {
        attempt(...given);
        return true;
      } catch (error) {
        if (isDealError(error)) return true;
        throw error;
      }
    };
    for (const one of [...odd, ...inMoney, ...inList]) {
      const sound: unknown[] = [nok(1), 'NOK', { rates, on }];
      for (let at = 0; at < arity; at++) expect(isAnswered(sound.with(at, one).slice(0, arity))).toBe(true);
    }
    fc.assert(fc.property(fc.array(value, { minLength: 0, maxLength: arity }), isAnswered));
  });
});

describe('a number of digits without end is refused before they are written', () => {
  test.each(endless.map((amount) => [typeof amount, amount]))('%s', (_type, amount) => {
    const tooLong = ['invalid-amount', { input: expect.stringMatching(/^.{1,100}$/s) }];
    const given = { amount, currency: 'NOK' } as never;
    expect(refusal(() => money(amount as never, 'NOK'))).toEqual(tooLong);
    expect(refusal(() => multiplyMoney(nok(1), amount as never))).toEqual(tooLong);
    expect(refusal(() => addMoney(nok(1), given))).toEqual(tooLong);
    expect(
      refusal(() => dealBook([[opened({ potential: given })]], { pipelines: [sales], currency: 'NOK' })),
    ).toEqual(tooLong);
    expect(refusal(() => encodeEvent(opened({ potential: given })))).toMatchObject(['invalid-record', {}]);
    const stored = { ...(encodeEvent(opened()) as object), potential: { amount, currency: 'NOK' } };
    expect(refusal(() => decodeEvent(stored))).toMatchObject(['invalid-record', {}]);
    const row = { date: on, currency: 'NOK', rate: amount } as never;
    expect(refusal(() => rateTable([row], { base: 'EUR' }))).toMatchObject(['invalid-rate', {}]);
  });
});

describe('so are figures beside amounts', () => {
  test.each(endless.map((figure) => [typeof figure, figure]))('%s', (_type, given) => {
    const figure = given as never;
    const book = dealBook([[opened()]], { pipelines: [sales], currency: 'NOK' });
    const demand = [{ text: 'Chairs', amount: nok(1), percentSatisfied: figure }];
    expect(refusal(() => replay([opened({ demand })]))).toMatchObject(['invalid-percent', {}]);
    const estimate = event('DealEstimated', 2, { probability: figure });
    expect(refusal(() => replay([opened(), estimate]))).toMatchObject(['invalid-probability', {}]);
    const potential = { field: 'potential', is: 'above', value: figure } as const;
    const refused = [expect.stringMatching(/^invalid-(filter|amount)$/), expect.anything()];
    expect(refusal(() => selectDeals(book, potential))).toEqual(refused);
    expect(refusal(() => ownersNeeded({ leads: { needed: figure, perOwner: 1 } }))).toMatchObject([
      'invalid-option',
      {},
    ]);
    expect(refusal(() => formatMoney({ amount: figure, currency: 'NOK' }))).toMatchObject([
      'invalid-amount',
      {},
    ]);
  });

  test('in a filter of any field', () => {
    const book = dealBook([[opened()]], { pipelines: [sales], currency: 'NOK' });
    for (const value of endless.slice(0, 4) as never[])
      for (const field of ['id', 'openedAt', 'fields.size'] as const)
        expect(refusal(() => selectDeals(book, { field, value }))).toMatchObject(['invalid-filter', {}]);
  });

  test('in a saved variant', () => {
    for (const value of endless.slice(0, 4)) {
      const filter = { field: 'potential', is: 'above', value };
      const variant = { id: 'v', name: 'Large', report: 'winRate', options: { filter } };
      expect(refusal(() => encodeVariant(variant as never))).toMatchObject(['invalid-record', {}]);
    }
  });
});

describe('what only looks like a Decimal', () => {
  test.each(imitations.map((amount) => [amount]))('is no amount (%#)', (amount) => {
    expect(refusal(() => money(amount as never, 'NOK'))).toMatchObject(['invalid-amount', {}]);
    expect(refusal(() => roundMoney({ amount, currency: 'NOK' } as never, 2))).toMatchObject([
      'invalid-amount',
      {},
    ]);
  });
});
